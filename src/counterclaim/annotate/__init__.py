"""Layers over a report's text: blocks, parse, quotations, dates, quantities, parties, places, attributions."""
