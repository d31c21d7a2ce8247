"""Exporters: from a Coding to the formats of others, and our own."""
