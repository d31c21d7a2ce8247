"""Words that lead to places: prepositions, nouns for places and buildings, states and their short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from counterclaim.model.values import PlaceRelation
from counterclaim.vocabulary.load import load_table
from counterclaim.vocabulary.parties import load_countries


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A state or province that reports write after a town, often shortened ("Mo.")."""

    name: str
    #: ISO3 of its country.
    country: str
    #: GeoNames id.
    geonames: int
    #: Middle, degrees north and east.
    lat: float
    lon: float
    #: Postal code first, then the short forms of news style.
    abbreviations: tuple[str, ...]


class PlaceTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `en/places.json` holds; all words in lower case unless they are names."""

    version: int
    states: tuple[State, ...]
    #: Relation to the phrases before a place that say it.
    relations: Mapping[PlaceRelation, tuple[str, ...]]
    #: Prepositions after which a capitalised name of the gazetteer is a place.
    strong_prepositions: frozenset[str]
    settlement_nouns: tuple[str, ...]
    #: Those of them that no town holds ("the village of"), unlike a neighbourhood.
    own_town_nouns: tuple[str, ...]
    region_nouns: tuple[str, ...]
    district_nouns: tuple[str, ...]
    #: Adjectives of direction and position ("southern").
    directions: tuple[str, ...]
    #: Sides of the wind rose to degrees from north, clockwise.
    bearings: Mapping[str, float]
    #: Nouns before "of" and a place ("the south of").
    direction_nouns: tuple[str, ...]
    facility_nouns: tuple[str, ...]
    #: Nouns that make a national adjective before them a place ("German consulate").
    strong_facility_nouns: tuple[str, ...]
    #: First words of names of buildings and camps ("Camp").
    facility_starts: tuple[str, ...]
    #: Nouns for what lies between two towns ("the road between").
    way_nouns: tuple[str, ...]
    #: First words of names of natural features ("Mount").
    natural_starts: tuple[str, ...]
    natural_nouns: tuple[str, ...]
    #: Prepositions after which a name that no gazetteer has is a place.
    unknown_prepositions: frozenset[str]
    #: First words of names that are no names alone.
    opening_words: frozenset[str]
    #: What somebody leaves behind; the name after its "of" is a person's.
    remains_nouns: frozenset[str]
    #: Prepositions after which a country is a place, not a party.
    country_prepositions: frozenset[str]
    #: Nouns before which a town tells where people are from or things stand ("Kelba police").
    people_nouns: frozenset[str]
    #: ISO3 to the words by which news of that country tells itself ("barangay", "selectmen").
    national_words: Mapping[str, tuple[str, ...]]
    #: Words for a kind of division in the names that GeoNames gives them ("Sheng", "Oblast").
    division_words: frozenset[str]
    #: Top-level domains that are not the code of their country ("uk").
    domains: Mapping[str, str]
    #: Lemmas of verbs whose object is a place ("flee").
    motion_verbs: frozenset[str]
    #: Lemmas of verbs of arms whose object is a place ("raided Kelba").
    storming_verbs: frozenset[str]
    #: Lemmas of nouns of such acts, which "on" or "of" may lead to a place ("the shelling of Kelba").
    storming_nouns: frozenset[str]
    #: Lemmas of verbs whose subject is a place ("suffer").
    passing_verbs: frozenset[str]
    #: Nouns after a country that keep it a place ("the Iran border").
    border_nouns: frozenset[str]
    #: Lemmas of verbs beside which a place tells where somebody spoke or met.
    speech_verbs: frozenset[str]
    #: Nouns before a place at which somebody speaks or sits ("a news conference in").
    speech_nouns: frozenset[str]
    #: Lemmas of verbs whose "to" leads away from what happened ("were taken to").
    carrying_verbs: frozenset[str]
    #: Nouns after which "from" says where an aircraft was ("shortly after take-off from").
    departure_nouns: frozenset[str]
    #: Words that the gazetteer also has as names of places.
    not_places: frozenset[str]
    #: Those who work where something happened: their country is the event's ("Xish police").
    local_nouns: frozenset[str]
    #: Nouns of what lies in the country that it is called after ("Xish oil facilities").
    site_nouns: frozenset[str]
    #: The country that a name of several means in texts that speak of none of the others.
    usual_countries: Mapping[str, str]


class PlaceWeights(msgspec.Struct, frozen=True, kw_only=True):
    """What `en/place_weights.json` holds: weights of the features of `annotate.place_features`."""

    version: int
    #: Without and with what the other names of the text were found to mean.
    first: Mapping[str, float]
    second: Mapping[str, float]


@lru_cache(maxsize=1)
def load_place_weights() -> PlaceWeights:
    """Load the learned weights once a process."""
    return load_table("place_weights", PlaceWeights)


@lru_cache(maxsize=1)
def load_domains() -> Mapping[str, str]:
    """Load the top-level domains of countries, each with its ISO3."""
    codes = {country.iso2.lower(): country.iso3 for country in load_countries().values()}
    return {**codes, **load_place_table().domains}


@lru_cache(maxsize=1)
def load_place_table() -> PlaceTable:
    """Load the table of place words once a process."""
    return load_table("places", PlaceTable)


@lru_cache(maxsize=1)
def load_states() -> Mapping[str, State]:
    """Load the states by every short form."""
    return {short: state for state in load_place_table().states for short in state.abbreviations}


@lru_cache(maxsize=1)
def load_state_ids() -> frozenset[int]:
    """Load the GeoNames ids of the states."""
    return frozenset(state.geonames for state in load_place_table().states)


def make_alternatives(words: Iterable[str]) -> str:
    """Make a pattern for any of some phrases, longest first, any white space for their spaces."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
