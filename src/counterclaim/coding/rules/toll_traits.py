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
    """Tell whether two phrases give values of one trait and none that both give."""
    values, others = _group_values(one), _group_values(other)
    return any(values[trait].isdisjoint(others[trait]) for trait in values.keys() & others.keys())


def _group_values(traits: Iterable[Trait]) -> dict[str, set[str]]:
    """Group the values by trait: a phrase can give two ("his mother, a nurse")."""
    grouped: dict[str, set[str]] = {}
    for trait, value in traits:
        grouped.setdefault(trait, set()).add(value)
    return grouped


@lru_cache(maxsize=1)
def _trait_table() -> dict[str, tuple[Trait, ...]]:
    """Return what each word tells of a person."""
    table: dict[str, tuple[Trait, ...]] = {}
    for trait, values in load_harms()["person_traits"].items():
        for value, words in values.items():
            for word in words:
                table[word] = (*table.get(word, ()), (trait, value))
    return table
