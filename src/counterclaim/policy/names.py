"""Keys of voices: the words of a name that tell whose voice it is, whatever way it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

import msgspec

from counterclaim.model.statement import Speaker
from counterclaim.vocabulary.folding import fold_characters
from counterclaim.vocabulary.parties import load_countries

_WORD = re.compile(r"[^\W_]+")


class _VoiceWords(msgspec.Struct, frozen=True):
    """Words in names that do not tell voices apart, and words that make a name that of a body."""

    articles: frozenset[str]
    joiners: frozenset[str]
    #: Before names of persons: ranks, offices, forms of address.
    titles: frozenset[str]
    #: In descriptions: how many speak, and that they speak for somebody.
    fillers: frozenset[str]
    #: Nouns for bodies, which have one voice.
    bodies: frozenset[str]
    #: Words that make no proper name, even with a capital at the start of a sentence.
    generic: frozenset[str]
    #: Variants of spelling, and number, each with the form kept.
    spellings: Mapping[str, str]


def make_name_key(name: str) -> str:
    """Make the key of a name: no titles, no initials, no order of words, countries for adjectives.

    "Col. Ilsa M. Tarn" and "Ilsa Tarn" meet, and so do "Ministry of Defense" and "the defence
    ministry".
    """
    words = _load_words()
    kept = [word for word in _iter_words(name) if word not in words.articles | words.joiners]
    bare = [word for word in kept if word not in words.titles] or kept
    full = [word for word in bare if len(word) > 1] or bare
    return " ".join(sorted(set(full)))


def make_role_key(speaker: Speaker) -> str:
    """Make the key of a voice without a name: its kind, and the words of its role."""
    words = _load_words()
    empty = words.articles | words.joiners | words.fillers
    kept = {word for word in _iter_words(speaker.role or speaker.name) if word not in empty}
    return " ".join([f"{speaker.kind}:", *sorted(kept)]).rstrip()


def find_surname(name: str) -> str | None:
    """Find the last word of a person's full name; None for bodies and for single words."""
    words = _load_words()
    kept = [
        word
        for word in _iter_words(name)
        if len(word) > 1 and word not in words.articles and word not in words.titles
    ]
    if len(kept) < 2 or words.bodies & set(kept):
        return None
    return kept[-1]


def is_name(speaker: Speaker) -> bool:
    """Tell whether a speaker is named: a person, or a body with a name of its own.

    Coders call a bare description unnamed; a body with a proper word ("Kestria's army") has one
    voice all the same, whoever prints it.
    """
    return speaker.named or _is_named_body(speaker.name)


def _is_named_body(name: str) -> bool:
    words = _load_words()
    parts = [(part, _fold(part)) for part in _WORD.findall(name)]
    if not parts or parts[-1][1] not in words.bodies:
        return False
    plain = words.generic | words.fillers | words.bodies | words.titles | words.articles
    return any(part[0].isupper() and folded not in plain for part, folded in parts)


def _iter_words(name: str) -> Iterator[str]:
    """Iterate over the words of a name, folded, in one spelling."""
    words, adjectives = _load_words(), _load_adjectives()
    for part in _WORD.findall(name):
        folded = _fold(part)
        yield from _fold(adjectives.get(folded, words.spellings.get(folded, folded))).split()


def _fold(word: str) -> str:
    return fold_characters(word).casefold()


@lru_cache
def _load_words() -> _VoiceWords:
    file = resources.files("counterclaim.policy").joinpath("origins.json")
    raw = msgspec.json.decode(file.read_bytes(), type=_VoiceWords)
    folded = {
        name: frozenset(map(_fold, getattr(raw, name)))
        for name in raw.__struct_fields__
        if name != "spellings"
    }
    return msgspec.structs.replace(raw, **folded)


@lru_cache
def _load_adjectives() -> Mapping[str, str]:
    """Load the adjectives of countries ("Iranian") with the country that each stands for."""
    return {
        _fold(adjective): country.name
        for country in load_countries().values()
        for adjective in country.adjectives
    }
