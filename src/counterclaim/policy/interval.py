"""cc.interval/1, the default: the span of what all voices say, and the most reliable figure in it."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model.resolution import Figure, Resolution
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.choosing import find_most_reliable, get_number
from counterclaim.policy.clash import find_clash
from counterclaim.policy.counting import sift_wholes
from counterclaim.policy.counts import find_lowest_bound, find_stated, get_toll
from counterclaim.policy.readings import read_count
from counterclaim.policy.resolving import make_resolution

POLICY = "cc.interval/1"


def resolve_interval(case: Case, field: str) -> Resolution:
    """Span the current counts of everyone: lowest bound, most reliable, largest number stated.

    The value is a Figure, or None where nobody counts everyone; silence is not zero. It is open when
    some voice sets no upper bound. Source: codebooks 10.1.
    """
    sifted = sift_wholes(case, field)
    value = make_figure(sifted.kept)
    return make_resolution(
        case,
        field=field,
        policy=POLICY,
        value=value,
        used=sifted.kept if value else (),
        sifted=sifted,
        why="names no number",
        is_contested=find_clash(sifted.kept) is not None,
        note=find_clash(sifted.kept),
    )


def make_figure(testimonies: Sequence[Testimony]) -> Figure | None:
    """Make the figure that spans counts; None when no bound and no number is given."""
    tolls = [get_toll(each) for each in testimonies]
    stated = find_stated(tolls)
    if not stated:
        return None
    best = get_number(find_most_reliable(testimonies, read_best), read_best)
    low = find_lowest_bound(tolls)
    is_open = any(toll.high is None or toll.high > stated[-1] for toll in tolls)
    return Figure(low=low, best=best, high=max(stated[-1], low), is_open=is_open)


def read_best(testimony: Testimony) -> int | None:
    """Read the number of a count as the best figure of UCDP reads it."""
    return read_count(get_toll(testimony), "ucdp.best")
