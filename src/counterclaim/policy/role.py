"""cc.role/1: where each voice stands towards the event (codebooks 10.0).

A speaker is `perpetrator` when its side is, or belongs to, or has under it a party that somebody
claims, admits, blames or states as the one who did it. This says how others see the speaker, and
not that it did anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import get_args

from counterclaim.model.statement import Speaker
from counterclaim.model.values import PartyValue, Position, ResponsibilityValue
from counterclaim.policy.base import Testimony, VoiceRole
from counterclaim.policy.voice import are_kin, fold

#: Positions that put an act on a party.
_ACCUSING: frozenset[Position] = frozenset({"claim", "admit", "blame", "suspect", "assert_fact"})
#: Kinds of recipients that are a side of the event: forces that were attacked.
_FORCES = frozenset({"military", "police", "state_force", "rebel_group", "militia", "armed_group"})
_ROLES: frozenset[str] = frozenset(get_args(VoiceRole))


def judge_roles(testimonies: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Judge the role of every testimony's innermost speaker; without one it is the narrator."""
    blamed = frozenset(_iter_blamed(testimonies))
    sides = frozenset(_iter_sides(testimonies))
    return tuple(
        replace(each, role=_judge_role(each.statement.speakers[-1:], blamed, sides)) for each in testimonies
    )


def _judge_role(speakers: Sequence[Speaker], blamed: frozenset[str], sides: frozenset[str]) -> VoiceRole:
    if not speakers:
        return "narrator"
    speaker = speakers[0]
    names = [fold(name) for name in (speaker.party, speaker.name) if name]
    if _is_any(names, blamed):
        return "perpetrator"
    if speaker.kind == "party_to_event" or _is_any(names, sides):
        return "party_to_event"
    return speaker.kind if speaker.kind in _ROLES else "other"  # type: ignore[return-value]


def _iter_blamed(testimonies: Sequence[Testimony]) -> Iterable[str]:
    """Yield the parties with a live claim, admission or accusation."""
    for each in testimonies:
        statement, value = each.statement, each.statement.value
        is_live = each.status == "current" and statement.polarity == "+"
        if is_live and isinstance(value, ResponsibilityValue) and value.position in _ACCUSING:
            yield fold(value.actor)


def _iter_sides(testimonies: Sequence[Testimony]) -> Iterable[str]:
    """Yield the named sides: who is said to act, and the forces that were attacked."""
    for each in testimonies:
        value = each.statement.value
        if isinstance(value, PartyValue) and value.named and each.status == "current":
            is_side = each.statement.property == "actor" or value.kind in _FORCES
            if is_side and value.kind != "person":
                yield fold(value.name)


def _is_any(names: Iterable[str], parties: frozenset[str]) -> bool:
    """Tell whether a name is one of the parties, or a part or the whole of one, by its words."""
    return any(are_kin(name, party) for name in names for party in parties)
