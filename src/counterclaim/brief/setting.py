"""When and where an event was: its days, and its places as areas and never as false points."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib import resources

import msgspec

from counterclaim.brief.account import Spot
from counterclaim.brief.folding import say_voice
from counterclaim.brief.plain import make_plain
from counterclaim.model.resolution import Days
from counterclaim.model.values import PlacePrecision, PlaceRelation, PlaceValue
from counterclaim.policy.base import Case
from counterclaim.policy.catalog import resolve

DAY_POLICY = "ucdp.dates/23"
PLACE_POLICY = "cc.place/1"
#: What makes two places one.
_Key = tuple[str, float | None, float | None, PlaceRelation]


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """How large an area a kind of place stands for."""

    #: None for a country, whose outline is drawn.
    radius_km: float | None
    words: str


class Areas(msgspec.Struct, frozen=True, kw_only=True):
    """What `brief/data/areas.json` holds."""

    about: str
    areas: Mapping[PlacePrecision, Area]
    #: What stands beside a place is somewhere around it.
    relations: Mapping[PlaceRelation, Area]
    no_point: str


@lru_cache(maxsize=1)
def load_areas() -> Areas:
    """Load the areas of places once a process."""
    folder = resources.files("counterclaim.brief")
    return msgspec.json.decode(folder.joinpath("data", "areas.json").read_bytes(), type=Areas)


def find_first_and_last_day(case: Case) -> tuple[date | None, date | None]:
    """Find the first and last day on which the event can have been (ucdp.dates/23)."""
    days = resolve(DAY_POLICY, "date", case).value
    return (days.start, days.end) if isinstance(days, Days) else (None, None)


def find_spots(case: Case) -> tuple[Spot, ...]:
    """Find the places that voices name, that which stands for the event first (cc.place/1)."""
    chosen = resolve(PLACE_POLICY, "place", case).value
    voices: dict[_Key, dict[str, None]] = {}
    places: dict[_Key, PlaceValue] = {}
    for each in case.testimonies:
        value = each.statement.value
        if isinstance(value, PlaceValue) and each.status == "current" and each.statement.polarity == "+":
            places.setdefault(_make_key(value), value)
            voices.setdefault(_make_key(value), {})[say_voice(each)] = None
    first = _make_key(chosen) if isinstance(chosen, PlaceValue) else None
    spots = (_make_spot(place, tuple(voices[key]), key == first) for key, place in places.items())
    return tuple(sorted(spots, key=lambda spot: not spot.is_chosen))


def _make_key(place: PlaceValue) -> _Key:
    return place.name, place.lat, place.lon, place.relation


def _make_spot(place: PlaceValue, voices: tuple[str, ...], is_chosen: bool) -> Spot:
    has_point = place.lat is not None and place.lon is not None
    area = _find_area(place)
    return Spot(
        name=make_plain(place.name),
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        area=area.words if has_point or place.precision == "country" else load_areas().no_point,
        radius_km=area.radius_km if has_point else None,
        voices=voices,
        is_chosen=is_chosen,
    )


def _find_area(place: PlaceValue) -> Area:
    """Find the larger of the area of the place itself and of what "near it" may mean."""
    areas = load_areas()
    own, beside = areas.areas[place.precision], areas.relations.get(place.relation)
    if beside is None or own.radius_km is None or (beside.radius_km or 0) < own.radius_km:
        return own
    return beside
