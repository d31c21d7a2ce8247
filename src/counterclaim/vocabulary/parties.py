"""The lexicon of parties: countries, governments, armed groups, bodies, agencies.

Entries come from `en/countries.json` and `en/parties.json`; no name of a party stands in the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec

from counterclaim.vocabulary.folding import fold_characters
from counterclaim.vocabulary.load import load_table
from counterclaim.vocabulary.spellings import iter_spellings

PartyManner = Literal["name", "alias", "adjective", "metonym"]

#: Kind of the entries that only keep a country from being read out of a longer name.
NO_PARTY = "none"

_FIRST_WORD = re.compile(r"\w+")


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A country or territory with the words that stand for it."""

    #: ISO 3166-1 alpha-3 and alpha-2 ("XKX", "XK" for Kosovo, as GeoNames has it).
    iso3: str
    iso2: str
    #: GeoNames id.
    geonames: int
    name: str
    aliases: tuple[str, ...] = ()
    #: "Iranian", "Israeli": before a noun.
    adjectives: tuple[str, ...] = ()
    #: "Iranians", "Danes", "Dane": the people.
    people: tuple[str, ...] = ()
    #: Cities that stand for the government.
    capitals: tuple[str, ...] = ()
    #: Countries within the country ("Scotland").
    parts: tuple[str, ...] = ()
    #: Middle of the country, degrees north and east.
    lat: float
    lon: float


class KnownParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party other than a country."""

    name: str
    #: country, government, armed_group, military, police, igo, ngo, media, party, other.
    kind: str
    #: ISO3 of the country it belongs to or mainly acts in; None for world-wide ones.
    country: str | None = None
    #: Name of the party it is a branch of.
    parent: str | None = None
    aliases: tuple[str, ...] = ()


class Metonyms(msgspec.Struct, frozen=True, kw_only=True):
    """Buildings and epithets that stand for a country or its government."""

    country: str
    kind: str
    words: tuple[str, ...]


class ArmedGroupWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words of which names of armed groups are made."""

    heads: tuple[str, ...]
    #: Common nouns that make a group of the name before them ("the Gran Tarn gang").
    nouns: tuple[str, ...]
    #: Nouns that only say of what kind the group before them is ("the Ansar Tarn militia").
    kinds: tuple[str, ...]
    cues: tuple[str, ...]
    tails: tuple[str, ...]
    starts: tuple[str, ...]
    #: First words of names whose parts a short word links ("Lashkar-e-X"), and those short words.
    linked_heads: tuple[str, ...]
    links: tuple[str, ...]


class IntroducingWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words with which a text introduces an armed group by name."""

    #: Nouns of groups ("group", "outfit").
    nouns: tuple[str, ...]
    #: What makes such a group an armed one ("militant").
    kinds: tuple[str, ...]
    #: Words between the noun and the name ("calling itself").
    callings: tuple[str, ...]
    #: Heads of names that are too common to stand for the whole name ("the Army").
    common_heads: frozenset[str]


class CapitalWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words that tell a government named by its capital from the city."""

    #: Lemmas of verbs of which a city, not a government, is the subject.
    city_verbs: frozenset[str]
    #: Lemmas of verbs whose object is a government.
    object_verbs: frozenset[str]
    #: Prepositions before a government.
    prepositions: frozenset[str]
    #: Second words of compounds: "Tehran-backed".
    compounds: frozenset[str]
    #: Nouns after a capital: "the Kyiv government".
    bodies: frozenset[str]
    #: Lemmas of nouns that a government is the author of: "claims by Tehran".
    speech_nouns: frozenset[str]
    #: What a government has and a city has not ("Xtown's troops").
    owned_nouns: frozenset[str]
    #: Deeds that are the government's where they are done to something ("Xtown's bombing of Y").
    deeds: frozenset[str]
    #: Lemmas of nouns that link cities: "the road between".
    route_nouns: frozenset[str]
    #: Lemmas of what is directed at a government: "pointed the finger at Tehran".
    pointed: frozenset[str]
    #: Lemmas of what a government has in an event: "Tehran had no part in it".
    parts: frozenset[str]
    #: Lemmas of bodies that a state has in its capital: "the ministry in Tehran".
    seats: frozenset[str]
    #: Lemmas of nouns that name a government's doing: "the work of Tehran".
    works: frozenset[str]


class PartyTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `en/parties.json` holds."""

    version: int
    parties: tuple[KnownParty, ...]
    metonyms: tuple[Metonyms, ...]
    #: Kind of body to the nouns that name it ("military": "army", "troops").
    bodies: Mapping[str, tuple[str, ...]]
    #: Words that may stand between a country and a body ("senior").
    body_modifiers: frozenset[str]
    #: Prefixes after which a country is not itself meant ("anti", "pro").
    stance_prefixes: frozenset[str]
    #: Names that are also words when a text is all in capitals ("IS", "US").
    upper_case_words: frozenset[str]
    #: Names that are also given names or surnames ("Jordan").
    person_names: frozenset[str]
    #: Longer names that hold the name of a country and are no party ("New Mexico").
    other_names: tuple[str, ...]
    #: Countries with better known namesakes, and the words of which a text on the country has one.
    namesakes: Mapping[str, tuple[str, ...]]
    #: Strings that print puts for one another in names of other scripts ("-e-", "-i-"), longest first.
    spellings: tuple[tuple[str, ...], ...]
    armed_groups: ArmedGroupWords
    introduced: IntroducingWords
    capitals: CapitalWords


class CountryTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `en/countries.json` holds."""

    version: int
    countries: tuple[Country, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEntry:
    """One wording of the lexicon and the party that it names."""

    #: As written, accents folded, case kept.
    wording: str
    name: str
    kind: str
    country: str | None
    manner: PartyManner
    #: True for a capital: a party only where it acts as one.
    is_capital: bool = False


@lru_cache(maxsize=1)
def load_party_table() -> PartyTable:
    """Load the table of parties once a process."""
    return load_table("parties", PartyTable)


@lru_cache(maxsize=1)
def load_countries() -> Mapping[str, Country]:
    """Load the countries by ISO3 code, once a process."""
    return {country.iso3: country for country in load_table("countries", CountryTable).countries}


@lru_cache(maxsize=1)
def load_country_names() -> Mapping[str, Country]:
    """Load the countries by every name and alias, as written."""
    return {
        name: country for country in load_countries().values() for name in (country.name, *country.aliases)
    }


@lru_cache(maxsize=1)
def load_party_entries() -> Mapping[str, tuple[PartyEntry, ...]]:
    """Load the wordings by their first word in lower case, longest first."""
    by_word: dict[str, list[PartyEntry]] = {}
    for entry in _iter_entries():
        match = _FIRST_WORD.search(entry.wording)
        if match:
            by_word.setdefault(match.group().lower(), []).append(entry)
    return {
        word: tuple(sorted(entries, key=lambda entry: -len(entry.wording)))
        for word, entries in by_word.items()
    }


@lru_cache(maxsize=1)
def load_bodies() -> Mapping[str, str]:
    """Load the nouns for bodies of a state, in lower case, with the kind of each."""
    table = load_party_table()
    return {noun: kind for kind, nouns in table.bodies.items() for noun in nouns}


@lru_cache(maxsize=1)
def load_known_parties() -> Mapping[str, KnownParty]:
    """Load the parties other than countries by canonical name."""
    return {party.name: party for party in load_party_table().parties}


def _iter_entries() -> Iterator[PartyEntry]:
    """Iterate over all wordings; known parties come first and so win over countries."""
    table = load_party_table()
    for word in table.other_names:
        yield _make_entry(word, word, NO_PARTY, None, "name")
    for party in table.parties:
        yield _make_entry(party.name, party.name, party.kind, party.country, "name")
        aliases = (
            each for word in (party.name, *party.aliases) for each in iter_spellings(word, table.spellings)
        )
        for alias in dict.fromkeys(aliases):
            if alias != party.name:
                yield _make_entry(alias, party.name, party.kind, party.country, "alias")
    countries = load_countries()
    for metonym in table.metonyms:
        name = countries[metonym.country].name
        for word in metonym.words:
            yield _make_entry(word, name, metonym.kind, metonym.country, "metonym")
    for country in countries.values():
        yield from _iter_country_entries(country)


def _iter_country_entries(country: Country) -> Iterator[PartyEntry]:
    """Iterate over the wordings of one country."""
    wordings: tuple[tuple[PartyManner, tuple[str, ...]], ...] = (
        ("name", (country.name,)),
        ("alias", (*country.aliases, *country.parts)),
        ("adjective", (*country.adjectives, *country.people)),
        ("metonym", country.capitals),
    )
    for manner, words in wordings:
        for word in words:
            yield _make_entry(
                word, country.name, "country", country.iso3, manner, is_capital=manner == "metonym"
            )


def _make_entry(
    wording: str,
    name: str,
    kind: str,
    country: str | None,
    manner: PartyManner,
    *,
    is_capital: bool = False,
) -> PartyEntry:
    """Make an entry of the lexicon with its wording folded."""
    return PartyEntry(
        wording=fold_characters(wording),
        name=name,
        kind=kind,
        country=country,
        manner=manner,
        is_capital=is_capital,
    )


def find_parent(name: str) -> str | None:
    """Find whom a body speaks for: the group of a medium ("Amaq"), the country of a named army."""
    return _load_parents().get(name)


@lru_cache(maxsize=1)
def _load_parents() -> Mapping[str, str]:
    """Load the media that speak for a party, and the forces of countries, by name."""
    entries, countries = load_party_table().parties, load_countries()
    media = {entry.name: entry.parent for entry in entries if entry.parent and entry.kind == "media"}
    bodies = [entry for entry in entries if entry.kind in {"military", "police", "government"}]
    forces = {body.name: countries[body.country].name for body in bodies if body.country}
    return {**forces, **media}
