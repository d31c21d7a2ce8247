"""Coders: from a Report to its Coding."""
