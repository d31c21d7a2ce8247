"""Comparison features of the matcher: small pure functions of two profiles, one file a kind of evidence."""
