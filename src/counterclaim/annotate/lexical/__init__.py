"""The layers of a report in a language that is read by words and patterns, without a parse."""
