"""Outlines: the few numbers about a mention from which DuckDB bounds the score of a pair from above.

Invariant: the bound that `sql/matching.sql` computes of two outlines is never below the log-odds that the
comparisons give for their profiles. It only leaves out pairs whose judgement would not be written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, dist, radians, sin

import msgspec

from counterclaim.reconcile.features.place import EARTH_RADIUS_KM, FAR_KM
from counterclaim.reconcile.features.time import BLURRED, FAR_APART, find_days, find_single_days
from counterclaim.reconcile.features.tolls import MANY, TELLING
from counterclaim.reconcile.match import load_weights
from counterclaim.reconcile.near import find_most, get_ceiling, get_floor
from counterclaim.reconcile.profile import Profile, ProfilePlace

#: The comparisons that the bound looks at, by their names there; of all others it takes the most they add.
BOUNDED: Mapping[str, str] = {
    "other_days": "other days",
    "later_event": "later event",
    "publication_days": "publication days",
    "publication_days_apart": "publication days apart",
    "place_names": "place names",
    "places_apart": "places apart",
    "killed": "killed",
    "totals_apart": "totals apart",
    "shared_number": "shared number",
    "sentences_in_report": "sentences in report",
    "parties": "parties",
    "background": "background",
}


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """What the bound needs of one mention; days are ordinals."""

    published: int | None
    #: The day of publication where it tells that an event came later: that of a plan does not.
    watched: int | None
    #: First and last of the days that the words give.
    days_from: int | None
    days_to: int | None
    #: The first of the single days.
    single_from: int | None
    #: Hashes of the names of fine places.
    names: tuple[int, ...]
    #: Middle of a ball around its fine places on the unit sphere, and its radius.
    x: float | None = None
    y: float | None = None
    z: float | None = None
    spread: float | None = None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    parties: tuple[int, ...]
    is_background: bool
    #: It holds the words of its report, being its main event.
    has_report: bool


def make_outline(profile: Profile) -> Outline:
    """Make the outline of a profile."""
    days, singles = find_days(profile), find_single_days(profile)
    published = profile.published.toordinal() if profile.published else None
    killed, injured = profile.killed, profile.injured
    return Outline(
        published=published,
        watched=None if profile.role == "planned" else published,
        days_from=min((each.start.toordinal() for each in days), default=None),
        days_to=max((each.end.toordinal() for each in days), default=None),
        single_from=min((each.start.toordinal() for each in singles), default=None),
        names=tuple(sorted({each.name for each in profile.places if each.is_fine})),
        killed_low=killed.low if killed else None,
        killed_high=killed.high if killed else None,
        injured_low=injured.low if injured else None,
        injured_high=injured.high if injured else None,
        parties=tuple(sorted(profile.parties)),
        is_background=profile.role in {"background", "other"},
        has_report=bool(profile.terms),
        **_make_ball(profile.places),
    )


def make_bound_settings() -> Mapping[str, object]:
    """Make what the bound reckons with: weights of the comparisons, what the others add, and the limits."""
    table = load_weights().events
    known = {slug: table.features[name] for slug, name in BOUNDED.items()}
    rest = get_ceiling() - sum(find_most(part) for part in known.values())
    return {
        "floor": get_floor(),
        "rest": rest,
        "earth_radius": EARTH_RADIUS_KM,
        "far_km": FAR_KM,
        "far_days": float(FAR_APART),
        "blurred": float(BLURRED),
        "telling": float(TELLING),
        "many": float(MANY),
        **{f"{slug}_weight": float(part.weight) for slug, part in known.items()},
        **{f"{slug}_missing": float(part.missing) for slug, part in known.items()},
        **{f"{slug}_most": float(find_most(part)) for slug, part in known.items()},
    }


def _make_ball(places: Sequence[ProfilePlace]) -> Mapping[str, float]:
    """Make a ball around places: two of two balls are no nearer than the balls are."""
    points = [
        _find_point(each.lat, each.lon)
        for each in places
        if each.is_fine and each.lat is not None and each.lon is not None
    ]
    if not points:
        return {}
    middle = tuple(sum(axis) / len(points) for axis in zip(*points, strict=True))
    spread = max(dist(middle, point) for point in points)
    return dict(zip(("x", "y", "z", "spread"), (*middle, spread), strict=True))


def _find_point(lat: float, lon: float) -> tuple[float, float, float]:
    north, east = radians(lat), radians(lon)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)
