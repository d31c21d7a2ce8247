"""The data files of the formats: columns, enumerations, countries, and the crosswalk to our words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Literal, TypeVar

import msgspec

T = TypeVar("T")

_FOLDER = resources.files("counterclaim.export").joinpath("data")

Side = Literal["state", "group", "civilians", "none"]
#: A type and a subtype of GTD.
CodePair = tuple[int, int | None]


def load_data(name: str, kind: type[T]) -> T:
    """Load `export/data/<name>.json` as the given msgspec type.

    Raises:
        msgspec.ValidationError: the file does not have the shape of the type.
    """
    return msgspec.json.decode(_FOLDER.joinpath(f"{name}.json").read_bytes(), type=kind)


class CountryCodes(msgspec.Struct, frozen=True, kw_only=True):
    """A country in the codes of the formats."""

    iso3: str
    iso_numeric: int
    name: str
    #: Its name in ACLED where that is another.
    acled_name: str | None = None
    acled_region: str
    gtd_code: int | None = None
    gtd_region: int
    #: Number of Gleditsch and Ward, which UCDP uses; None for what is no state there.
    gw: int | None = None
    ucdp_region: str | None = None


class CountryTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `data/countries.json` holds."""

    version: int
    about: str
    countries: tuple[CountryCodes, ...]


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """What was done, in the formats' codes; None where a format has no row for it."""

    #: Sub-event type.
    acled: str | None
    #: Attack type.
    gtd: int | None
    #: True for armed force, which UCDP GED asks for.
    is_violence: bool


class WeaponCode(msgspec.Struct, frozen=True, kw_only=True):
    """A weapon of the lexicon: the act that it tells, and its GTD codes."""

    act: str
    gtd: CodePair


class WeaponWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word that tells more of a bomb than its code does."""

    word: str
    gtd: CodePair


class PartyKind(msgspec.Struct, frozen=True, kw_only=True):
    """What a kind of party is in the formats."""

    acled_inter: int
    side: Side
    is_armed: bool


class PlacePrecisions(msgspec.Struct, frozen=True, kw_only=True):
    """A precision of places in the formats' codes; None where a format does not code it."""

    acled: int | None
    gtd: int
    ucdp: int | None


class Crosswalk(msgspec.Struct, frozen=True, kw_only=True):
    """What `data/crosswalk.json` holds (codebooks 12.9)."""

    version: int
    about: str
    acts: Mapping[str, Act]
    #: PLOVER type to mode to act; the mode "" stands for none.
    modes: Mapping[str, Mapping[str, str]]
    #: By the codes of the weapon lexicon.
    weapons: Mapping[str, WeaponCode]
    weapon_words: tuple[WeaponWord, ...]
    #: GTD weapon codes of a mode, where no weapon is named.
    mode_weapons: Mapping[str, CodePair]
    #: Acts that a named weapon tells more closely.
    open_weapon_acts: frozenset[str]
    party_kinds: Mapping[str, PartyKind]
    #: Kind of recipient to GTD target codes.
    targets: Mapping[str, CodePair]
    #: Last or first word of a recipient to GTD target codes; they come before `targets`.
    target_words: Mapping[str, CodePair]
    gtd_unknown_target: int
    place_precision: Mapping[str, PlacePrecisions]
    #: Where the event lies near a named place.
    near_precision: Mapping[str, int]
    #: What a speaker of a position did, in words for notes.
    positions: Mapping[str, str]
    #: The same where the speaker is the party itself; those not named have no other words.
    own_positions: Mapping[str, str]
    #: Stands for the name of a private victim.
    withheld: str
    #: What an operator of a toll says before its number, in notes.
    toll_operators: Mapping[str, str]


@lru_cache(maxsize=1)
def load_country_codes() -> Mapping[str, CountryCodes]:
    """Load the countries by ISO3 code, once a process."""
    return {country.iso3: country for country in load_data("countries", CountryTable).countries}


@lru_cache(maxsize=1)
def load_crosswalk() -> Crosswalk:
    """Load the crosswalk, once a process."""
    return load_data("crosswalk", Crosswalk)
