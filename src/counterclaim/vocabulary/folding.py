"""Fold names so that spellings meet.

Invariant: `fold_characters` keeps the length of a text, so that offsets stay offsets of the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "\u2018\u2019\u02bc\u02be\u02bf\u02bb\u0060\u00b4"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
_SPACES = "\u00a0\u202f\u2009\t\n\r"
#: Letters that Unicode does not decompose, with the plain letter readers type for them.
_PLAIN = {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ə": "e", "Ə": "E"}
_SEPARATORS = re.compile(r"[\s\-/.,_()]+")
_IZAFAT = re.compile(r"(?<=\w) (?:i|e|ye|yi) (?=\w)")
_FINAL_AH = re.compile(r"(?<=\w\w)ah\b")
#: Words and letters that mean the same in names of places.
_SAME = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """Fold one character to one character."""
    if character in _APOSTROPHES:
        return "'"
    if character in _HYPHENS:
        return "-"
    if character in _SPACES:
        return " "
    return _PLAIN.get(character, unicodedata.normalize("NFD", character)[0])


def fold_characters(text: str) -> str:
    """Drop accents and unify quotes, hyphens and spaces, one character for one."""
    if text.isascii() and not any(mark in text for mark in "\t\n\r`"):
        return text
    return "".join(map(_fold_character, text))


def make_name_key(name: str) -> str:
    """Make the key under which a place name is stored and looked up.

    Case, accents, apostrophes and hyphens do not count; "Mazar-i-Sharif" and "Mazar-e Sharif"
    meet, and so do "Hodeidah" and "Hodeida".
    """
    plain = fold_characters(name).lower().replace("'", "").replace("&", "and")
    words = _SEPARATORS.sub(" ", plain).strip().split(" ")
    key = " ".join(_SAME.get(word, word) for word in words)
    return _FINAL_AH.sub("a", _IZAFAT.sub(" e ", key))
