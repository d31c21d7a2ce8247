"""ACLED: names of actors, their inter words, and the interaction of two (codebooks 1.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from counterclaim.export.codes import load_country_codes, load_crosswalk, load_data
from counterclaim.export.placing import Placing
from counterclaim.export.sides import SideParty
from counterclaim.model.ids import StatementId

STATE, REBELS, MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = 1, 2, 3, 5, 6, 7, 8


class SubEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A sub-event type with the types above it."""

    sub_event_type: str
    event_type: str
    disorder_type: str


class AcledTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `data/acled.json` holds."""

    version: int
    about: str
    columns: tuple[str, ...]
    #: The first of an event type takes precedence.
    sub_event_types: tuple[SubEvent, ...]
    inter: Mapping[str, str]
    #: Two digits, the smaller first and 0 for a sole actor, to the words.
    interaction: Mapping[str, str]
    source_scales: frozenset[str]
    regions: frozenset[str]
    #: Kind of party to the name of the forces that stand for it ("Police Forces of {country}").
    forces: Mapping[str, str]
    #: Inter code to the name of a party that has none of its own.
    unnamed: Mapping[str, str]
    #: Column to the policy that chooses its value.
    policies: Mapping[str, str]
    #: Columns that stay blank, and why.
    blank: Mapping[str, str]
    cannot_hold: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One side in ACLED's words."""

    name: str
    inter: int
    associates: tuple[str, ...] = ()
    statements: tuple[StatementId, ...] = ()


@lru_cache(maxsize=1)
def load_acled() -> AcledTable:
    """Load the tables of ACLED, once a process."""
    return load_data("acled", AcledTable)


def get_sub_event(name: str) -> SubEvent:
    """Return a sub-event type by its name."""
    return next(each for each in load_acled().sub_event_types if each.sub_event_type == name)


def make_actor(parties: tuple[SideParty, ...], placing: Placing) -> Actor | None:
    """Make one side of the parties on it: the first is the actor, the named rest its associates."""
    if not parties:
        return None
    first, *rest = parties
    name, inter = name_actor(first, placing)
    others = tuple(dict.fromkeys(name_actor(each, placing)[0] for each in rest))
    return Actor(
        name=name,
        inter=inter,
        associates=tuple(each for each in others if each != name),
        statements=tuple(each for party in parties for each in party.statements),
    )


def name_actor(party: SideParty, placing: Placing) -> tuple[str, int]:
    """Name a party as ACLED does, with its inter code.

    Forces of a state are named by their kind and country, and are external outside of it; those
    without a name of their own by their kind and the country of the event.
    """
    known = load_crosswalk().party_kinds.get(party.kind)
    inter = known.acled_inter if known else MILITIA
    if inter == STATE:
        return _name_forces(party, placing)
    if inter in {REBELS, EXTERNAL} and party.named:
        return party.name, inter
    if inter == MILITIA and party.named and party.kind != "unidentified":
        return party.name, inter
    inter = MILITIA if inter == REBELS else inter
    return name_unnamed(inter, placing), inter


def name_unnamed(inter: int, placing: Placing) -> str:
    """Name a party that has no name of its own: `Unidentified Armed Group (Country)`."""
    name = load_acled().unnamed[str(inter)]
    country = get_country_name(placing)
    return f"{name} ({country})" if country else name


def get_country_name(placing: Placing) -> str | None:
    """Return the name that ACLED gives the country; None where no words tell it."""
    return (placing.country.acled_name or placing.country.name) if placing.country else None


def make_interaction(one: int, other: int | None) -> str:
    """Make the words for two inter codes, whichever comes first; `X only` for a sole actor."""
    smaller, larger = (one, 0) if other is None else sorted((one, other))
    return load_acled().interaction[f"{smaller}{larger}"]


def get_inter_words(inter: int) -> str:
    """Return the words for an inter code."""
    return load_acled().inter[str(inter)]


def _name_forces(party: SideParty, placing: Placing) -> tuple[str, int]:
    own = load_country_codes().get(party.country or "") or (None if party.named else placing.country)
    is_abroad = bool(own and placing.country and own != placing.country)
    inter = EXTERNAL if is_abroad else STATE
    if own is None:
        return (party.name if party.named else name_unnamed(STATE, placing)), inter
    forces = load_acled().forces.get(party.kind, "Military Forces of {country}")
    return forces.format(country=own.acled_name or own.name), inter
