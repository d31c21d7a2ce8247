"""The rule coder: parse, cues and lexicons; no learned part beyond spaCy's parse."""
