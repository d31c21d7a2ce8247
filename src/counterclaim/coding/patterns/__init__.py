"""The pattern coder: languages that are read by words and patterns, without a parse."""
