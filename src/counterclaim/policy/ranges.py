"""Ranges over voices: Airwars', that of independent sources, and what a party concedes."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model.resolution import Figure, Resolution
from counterclaim.model.values import Position, ResponsibilityValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.clash import find_clash
from counterclaim.policy.counting import find_perpetrator, find_uncertain, sift_wholes
from counterclaim.policy.counts import find_lowest_bound, find_stated, get_toll
from counterclaim.policy.resolving import make_resolution
from counterclaim.policy.sifting import Sifted
from counterclaim.policy.voice import are_kin, find_speaker_voice

AIRWARS, SOURCES, CONCEDED = "airwars.range/2025", "cc.sources/1", "cc.conceded/1"
#: Sources that make a range; one voice alone has nothing to be compared with.
MIN_SOURCES = 2
_CONCEDING: frozenset[Position] = frozenset({"admit", "claim"})


def resolve_airwars_range(case: Case, field: str) -> Resolution:
    """Give the least and the most that credible accounts say; what a party concedes is kept apart.

    Credible are accounts that do not come from a side said to have done it, and do not only say that
    it may be so. The value is a Figure without a best; None where no account gives a number.
    """
    sifted = sift_wholes(case, field).drop(find_perpetrator).drop(find_uncertain)
    return _resolve_range(case, field, AIRWARS, sifted)


def resolve_sources_range(case: Case, field: str) -> Resolution:
    """Give the lowest and highest figure of at least two independent sources, else none.

    The value is a Figure without a best; None with fewer than two origins.
    """
    sifted = sift_wholes(case, field).drop(find_uncertain)
    origins = {each.origin for each in sifted.kept}
    if len(origins) < MIN_SOURCES:
        sifted = sifted.drop(lambda _: "has no second source beside it")
    return _resolve_range(case, field, SOURCES, sifted)


def resolve_conceded(case: Case, field: str) -> Resolution:
    """Give the range of what a side says that claims or admits the act itself.

    The value is a Figure without a best; None where no such side gives a number (codebooks 6.1).
    """
    conceding = find_conceding(case)
    sifted = sift_wholes(case, field).drop(
        lambda each: None if _is_conceding(each, conceding) else "comes from nobody who claims or admits it"
    )
    return _resolve_range(case, field, CONCEDED, sifted)


def find_conceding(case: Case) -> frozenset[str]:
    """Find the voices that claim or admit the event."""
    voices = (
        _get_voice(each)
        for each in case.testimonies
        if each.status == "current"
        and isinstance(each.statement.value, ResponsibilityValue)
        and each.statement.value.position in _CONCEDING
    )
    return frozenset(voice for voice in voices if voice)


def _is_conceding(testimony: Testimony, conceding: frozenset[str]) -> bool:
    voice = _get_voice(testimony)
    return voice is not None and any(are_kin(voice, each) for each in conceding)


def _get_voice(testimony: Testimony) -> str | None:
    speakers = testimony.statement.speakers
    return find_speaker_voice(speakers[-1]) if speakers else None


def _resolve_range(case: Case, field: str, policy: str, sifted: Sifted) -> Resolution:
    value = make_range(sifted.kept)
    clash = find_clash(sifted.kept)
    return make_resolution(
        case,
        field=field,
        policy=policy,
        value=value,
        used=sifted.kept if value else (),
        sifted=sifted,
        why="names no number",
        is_contested=clash is not None,
        note=clash,
    )


def make_range(testimonies: Sequence[Testimony]) -> Figure | None:
    """Make the range from the smallest bound to the largest number that counts state."""
    tolls = [get_toll(each) for each in testimonies]
    stated = find_stated(tolls)
    if not stated:
        return None
    low = find_lowest_bound(tolls)
    is_open = any(toll.high is None or toll.high > stated[-1] for toll in tolls)
    return Figure(low=low, best=None, high=max(stated[-1], low), is_open=is_open)
