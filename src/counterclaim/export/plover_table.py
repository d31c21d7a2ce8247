"""PLOVER: its types, modes, contexts and sectors, and the crosswalk from our words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from counterclaim.export.codes import load_data


class PloverType(msgspec.Struct, frozen=True, kw_only=True):
    """One event type of PLOVER."""

    #: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    quad: int
    modes: frozenset[str]
    needs_recipient: bool


class PositionCode(msgspec.Struct, frozen=True, kw_only=True):
    """What PLOVER makes of a position on responsibility."""

    event: str
    mode: str | None
    #: Tells the stand-in from the type's usual meaning.
    comment: str


class PloverTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of export/data/plover.json."""

    about: str
    version: str
    events: Mapping[str, PloverType]
    contexts: frozenset[str]
    sectors: frozenset[str]
    sectors_by_kind: Mapping[str, str]
    unknown_sector: str
    unidentified_sector: str
    #: Codes of parties that belong to no country.
    codes_by_kind: Mapping[str, str]
    contexts_by_mode: Mapping[str, tuple[str, ...]]
    contexts_by_kind: Mapping[str, tuple[str, ...]]
    #: Types whose doer, where nobody is named, is an unidentified armed force.
    armed_types: frozenset[str]
    positions: Mapping[str, PositionCode]
    #: From 5 (below a city) to 1 (a country) by the precision of our places.
    resolutions: Mapping[str, int]
    polecat_columns: tuple[str, ...]
    losses: tuple[str, ...]


@lru_cache(maxsize=1)
def load_plover() -> PloverTable:
    """Load what PLOVER needs."""
    return load_data("plover", PloverTable)
