"""Bulk coding: speed, memory and what deaths leave behind, each against something measured beside it."""
