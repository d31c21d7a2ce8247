"""Measurements of the product; each is one command."""
