"""Whether counts of different origins can all be true (codebooks 10.3, cc.contested/1)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from counterclaim.policy.base import Testimony
from counterclaim.policy.counts import get_toll
from counterclaim.policy.order import make_order


def find_clash(testimonies: Sequence[Testimony]) -> str | None:
    """Find two counts of different origins without a number in common, in words; None when all fit.

    The two farthest apart are named.
    """
    pairs = [
        (one, other)
        for one, other in combinations(sorted(testimonies, key=make_order), 2)
        if one.origin != other.origin and find_gap(one, other) > 0
    ]
    if not pairs:
        return None
    one, other = max(pairs, key=lambda pair: find_gap(*pair))
    return f"{say_count(one)} and {say_count(other)} cannot both be right"


def find_gap(one: Testimony, other: Testimony) -> int:
    """Find how far apart the bounds of two counts are; 0 when some number fits both."""
    first, second = get_toll(one), get_toll(other)
    gaps = (
        low - high
        for low, high in ((first.low, second.high), (second.low, first.high))
        if low is not None and high is not None
    )
    return max(0, *gaps, 0)


def say_count(testimony: Testimony) -> str:
    """Say a count with its voice: "“at least 18” (police, Delta Wire)"."""
    speakers = testimony.statement.speakers
    voice = speakers[-1].name if speakers else "the report itself"
    outlet = f", {testimony.report.outlet}" if testimony.report.outlet else ""
    return f"“{get_toll(testimony).wording}” ({voice}{outlet})"
