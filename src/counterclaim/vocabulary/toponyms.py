"""Words around place names inside longer names, and what was learned about them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from counterclaim.vocabulary.load import load_table
from counterclaim.vocabulary.parties import load_countries


class ToponymTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `en/toponyms.json` holds."""

    version: int
    #: Capitalised nouns of bodies that are named after a place ("Police", "High").
    institution_nouns: frozenset[str]
    #: Nouns in lower case before which "City" is part of a body ("Kelba City council").
    council_nouns: frozenset[str]
    #: Capitalised nouns of streets, with their short forms; the first word of a highway's name.
    street_nouns: tuple[str, ...]
    highway_nouns: tuple[str, ...]
    #: Capitalised nouns of natural features and parks.
    natural_nouns: tuple[str, ...]
    natural_starts: tuple[str, ...]
    #: Words before the name of a person, in lower case.
    titles: frozenset[str]
    #: Adjectives and people of parts of the world and of states ("African", "Texans"), with the place.
    adjectives: Mapping[str, str]
    #: Words before which an adjective is part of a longer one ("Native American").
    compound_starts: tuple[str, ...]


class ToponymWeights(msgspec.Struct, frozen=True, kw_only=True):
    """What `en/toponym_weights.json` holds: a logistic regression over named features."""

    version: int
    bias: float
    #: Least score of a name that is taken for a place.
    threshold: float
    weights: Mapping[str, float]


@lru_cache(maxsize=1)
def load_toponym_table() -> ToponymTable:
    """Load the table of toponym words once a process."""
    return load_table("toponyms", ToponymTable)


@lru_cache(maxsize=1)
def load_toponym_weights() -> ToponymWeights:
    """Load the learned weights once a process."""
    return load_table("toponym_weights", ToponymWeights)


@lru_cache(maxsize=1)
def load_adjectives() -> Mapping[str, str]:
    """Load the adjectives and peoples of countries, each with the ISO3 of its country."""
    return {
        wording: country.iso3
        for country in load_countries().values()
        for wording in (*country.adjectives, *country.people)
        if wording[:1].isupper()
    }
