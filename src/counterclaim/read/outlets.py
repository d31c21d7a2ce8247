"""Outlets by name: spellings of one outlet's name meet."""

from __future__ import annotations

from counterclaim.vocabulary.folding import fold_characters


def make_outlet_key(name: str) -> str:
    """Make the key by which an outlet's name is found; case, accents and white space do not count."""
    return " ".join(fold_characters(name).casefold().split())
