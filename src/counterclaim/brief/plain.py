"""Make words of a report safe to print: a report must not steer the reader's terminal."""

from __future__ import annotations

import unicodedata

#: Marks that change the order or look of what follows them: bidirectional controls and joiners.
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def make_plain(text: str) -> str:
    """Return the text on one line: white space runs become one space, control characters go."""
    # Most words hold nothing hidden; `isprintable` is false for every category below and for line breaks.
    shown = text if text.isprintable() else "".join(map(_show, text))
    return " ".join(shown.split())


def _show(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _HIDDEN_CATEGORIES else character
