"""cc.place/1: the place that stands for an event."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model.resolution import Resolution
from counterclaim.model.values import PlacePrecision, PlaceValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.order import order_as_told
from counterclaim.policy.resolving import make_resolution
from counterclaim.policy.sifting import sift_field

POLICY = "cc.place/1"
#: From fine to coarse.
_FINENESS: tuple[PlacePrecision, ...] = (
    "site", "settlement", "district", "region", "country", "area", "unknown",
)  # fmt: skip
#: Name, degrees north and degrees east: what makes two places one.
_Spot = tuple[str, float | None, float | None]


def resolve_place(case: Case, field: str) -> Resolution:
    """Choose the finest place that has a point, and of those the one that most origins name.

    Of equals it is the one named first, as the coder ranks the places of a report. A place without a
    point stands only where none has one. The value is the PlaceValue as it was first given; None
    where no voice names a place. Precise or blank: nothing is put in the middle of a region.
    """
    sifted = sift_field(case, field).drop(_find_no_place)
    sifted = sifted.drop_unless_alone(_find_no_point)
    finest = min((_rank(each) for each in sifted.kept), default=0)
    sifted = sifted.drop(lambda each: "is less precise" if _rank(each) > finest else None)
    ranked = order_as_told(case, sifted.kept)
    spot = _choose_spot(ranked)
    used = [each for each in ranked if _get_spot(each) == spot]
    others = sorted({_get_spot(each)[0] for each in sifted.kept} - {spot[0] if spot else ""})
    return make_resolution(
        case,
        field=field,
        policy=POLICY,
        value=_get_place(used[0]) if used else None,
        used=used,
        sifted=sifted,
        why="is named by fewer, or later",
        note=f"also named: {', '.join(others)}" if others else None,
    )


def _choose_spot(testimonies: Sequence[Testimony]) -> _Spot | None:
    origins: dict[_Spot, set[str]] = {}
    for each in testimonies:
        origins.setdefault(_get_spot(each), set()).add(each.origin)
    return max(origins, key=lambda spot: len(origins[spot]), default=None)


def _get_place(testimony: Testimony) -> PlaceValue:
    value = testimony.statement.value
    assert isinstance(value, PlaceValue)
    return value


def _get_spot(testimony: Testimony) -> _Spot:
    place = _get_place(testimony)
    return place.name, place.lat, place.lon


def _rank(testimony: Testimony) -> int:
    return _FINENESS.index(_get_place(testimony).precision)


def _find_no_place(testimony: Testimony) -> str | None:
    return None if isinstance(testimony.statement.value, PlaceValue) else "names no place"


def _find_no_point(testimony: Testimony) -> str | None:
    return "has no point" if _get_place(testimony).lat is None else None
