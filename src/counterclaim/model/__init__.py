"""Frozen values that cross the arrows between stages; no input or output here."""
