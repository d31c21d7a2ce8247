"""The codes and words of the responsibility policies (policy/responsibility.json)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

import msgspec

from counterclaim.model.values import Position

Words = frozenset[str]


class ResponsibilityTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of policy/responsibility.json."""

    about: str
    #: Code of GTD's claimmode by channel (codebooks 9.1, 10.2).
    claim_modes: Mapping[str, int]
    unknown_claim_mode: int
    #: What a column of notes says of a position, after its speaker.
    notes: Mapping[Position, str]
    #: Roles of voices that are authorities.
    authorities: Words
    #: Letters of reliability with which an outlet counts as credible (codebooks 7.3).
    credible_letters: Words
    #: Words of a group's name that make it civilians, or combatants; English, French, Spanish.
    civilian_words: Words
    combatant_words: Words
    #: Kinds of recipients that are civilians.
    civilian_kinds: Words
    #: PLOVER types to which a grade of civilian harm applies.
    violent_types: Words


@lru_cache(maxsize=1)
def load_responsibility_table() -> ResponsibilityTable:
    """Load the codes and words of the responsibility policies once a process."""
    path = resources.files("counterclaim.policy").joinpath("responsibility.json")
    return msgspec.json.decode(path.read_bytes(), type=ResponsibilityTable)
