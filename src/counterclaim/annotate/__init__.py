"""Layers over a report's text: blocks, parse, quotations, dates, numbers, parties, places, speech."""
