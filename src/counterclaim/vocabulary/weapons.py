"""The weapon lexicon: codes and the words that name them."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from counterclaim.vocabulary.load import load_table


class WeaponLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of vocabulary/<language>/weapons.json."""

    about: str
    #: Code to words.
    weapons: dict[str, tuple[str, ...]]
    #: Words that mean a weapon only beside an event.
    needs_event_near: frozenset[str]


@lru_cache(maxsize=8)
def load_weapons(language: str = "en") -> WeaponLexicon:
    """Load the weapon lexicon of a language."""
    return load_table("weapons", WeaponLexicon, language=language)


@lru_cache(maxsize=8)
def make_weapon_pattern(language: str = "en") -> tuple[re.Pattern[str], dict[str, str]]:
    """Make one pattern over all words, longest first, and the map from word to code."""
    codes = {word: code for code, words in load_weapons(language).weapons.items() for word in words}
    ordered = sorted(codes, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, ordered)) + r")s?(?![\w-])", re.IGNORECASE)
    return pattern, codes
