"""Traits: what a word for a person tells that another word for the same person cannot contradict."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from counterclaim.vocabulary.harms import load_harms

#: A trait and its value ("sex", "male").
Trait = tuple[str, str]


def get_traits(words: Iterable[str]) -> frozenset[Trait]:
    """Return what words for a person tell of them ("mother": sex and kin)."""
    return frozenset(pair for word in words for pair in _trait_table().get(word, ()))


def differ_in_traits(one: Iterable[Trait], other: Iterable[Trait]) -> bool:
    """Tell whether two phrases give different values of one trait."""
    known = dict(other)
    return any(known.get(trait, value) != value for trait, value in one)


@lru_cache(maxsize=1)
def _trait_table() -> dict[str, tuple[Trait, ...]]:
    """Return what each word tells of a person."""
    table: dict[str, tuple[Trait, ...]] = {}
    for trait, values in load_harms()["person_traits"].items():
        for value, words in values.items():
            for word in words:
                table[word] = (*table.get(word, ()), (trait, value))
    return table
