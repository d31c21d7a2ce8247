"""Distances: "Arlo, about 40 km west of Kelba" tells where Arlo lies, and that it is not in Kelba.

The point is reckoned from the words alone: so many kilometres from the town, in the direction told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import atan2, cos, degrees, radians, sin

from msgspec.structs import replace as with_fields

from counterclaim.annotate.layers import PlaceName
from counterclaim.annotate.place_nearness import EARTH_RADIUS_KM
from counterclaim.annotate.place_words import LOOK_BACK
from counterclaim.model.span import Span
from counterclaim.vocabulary.places import load_place_table, make_alternatives

KM_PER_MILE = 1.609
#: Without a direction, a place this near (km) has the point of the town it is measured from.
NEAR_KM = 25.0
#: Farther than this (km), the direction of a wind rose says too little to reckon a point.
FAR_KM = 150.0
#: Words between a name and its distance ("Arlo, a village about").
_GAP = re.compile(
    r"(?:,\s+(?:an?|the)\s+(?:[\w'\u2019-]+\s+){1,5}?(?:located\s+|lying\s+|situated\s+)?|,?\s+)"
    r"(?:which\s+(?:is|lies)\s+)?(?:(?:about|some|around|roughly|nearly|almost|just|over|only|less|more|than"
    r"|approximately|located|situated)\s+){0,3}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A distance told before the name of a town."""

    #: From the number to the name.
    span: Span
    km: float
    #: Clockwise from north; None where the words tell no direction.
    bearing: float | None


def measure_places(text: str, places: Sequence[PlaceName]) -> tuple[PlaceName, ...]:
    """Give places their point by the distances told, and mark the towns they are measured from."""
    measures = {place: found for place in places if (found := find_measure(text, place.span.start))}
    placed: dict[PlaceName, PlaceName] = {}
    for town, measure in measures.items():
        owners = (each for each in places if _GAP.fullmatch(text[each.span.end : measure.span.start]))
        owner = next(owners, None)
        if owner is None and measure.km > NEAR_KM:
            placed[town] = _replace_point(placed.get(town, town), town, measure)
        elif owner is not None and _is_open(owner):
            placed[owner] = _place_at(owner, town, measure)
        placed[town] = replace(placed.get(town, town), distance_km=measure.km)
    return tuple(placed.get(place, place) for place in places)


def _is_open(place: PlaceName) -> bool:
    """Tell whether a place has no point of its own."""
    is_local = place.is_facility or place.value.precision in ("settlement", "unknown")
    return is_local and (place.value.lat is None or place.town is not None)


def find_measure(text: str, start: int) -> Measure | None:
    """Find the distance told right before a name ("40 km west of")."""
    offset = max(0, start - LOOK_BACK)
    match = _measure_pattern().search(text[offset:start])
    if match is None:
        return None
    number = float(match["number"].replace(",", "").rstrip("."))
    unit = KM_PER_MILE if match["unit"].lower().startswith("mi") else 1.0
    direction = re.sub(r"[\s-]", "", (match["direction"] or "").lower())
    bearing = load_place_table().bearings.get(direction)
    return Measure(span=Span(offset + match.start(), start), km=number * unit, bearing=bearing)


def find_point(lat: float, lon: float, measure: Measure) -> tuple[float, float] | None:
    """Reckon the point that lies so far from another; None where the words do not tell well enough."""
    if measure.bearing is None:
        return (lat, lon) if measure.km <= NEAR_KM else None
    if measure.km > FAR_KM:
        return None
    way, angle, north = measure.km / EARTH_RADIUS_KM, radians(measure.bearing), radians(lat)
    height = sin(north) * cos(way) + cos(north) * sin(way) * cos(angle)
    east = atan2(sin(angle) * sin(way) * cos(north), cos(way) - sin(north) * height)
    return round(degrees(atan2(height, (1 - height**2) ** 0.5)), 4), round(lon + degrees(east), 4)


def _place_at(place: PlaceName, town: PlaceName, measure: Measure) -> PlaceName:
    """Place a name so far from a town; its country is the town's where it tells none."""
    lat, lon = _reckon(town, measure)
    value = with_fields(place.value, country=place.value.country or town.value.country, lat=lat, lon=lon)
    words = None if lat is None else Span(measure.span.start, town.span.end)
    return replace(place, value=value, town=words, is_reckoned=lat is not None)


def _replace_point(place: PlaceName, town: PlaceName, measure: Measure) -> PlaceName:
    """Give a town that something without a name is measured from that thing's point, or none."""
    lat, lon = _reckon(town, measure)
    words = Span(measure.span.start, town.span.end)
    value = with_fields(place.value, precision="area", relation="near", lat=lat, lon=lon, geonames=None)
    return replace(place, value=value, town=words, is_reckoned=lat is not None)


def _reckon(town: PlaceName, measure: Measure) -> tuple[float, float] | tuple[None, None]:
    if town.value.lat is None or town.value.lon is None:
        return None, None
    return find_point(town.value.lat, town.value.lon, measure) or (None, None)


def _write_side(name: str) -> str:
    """Write the pattern of a side of the wind rose: "north-east", "north east" and "northeast"."""
    return re.sub(r"^(north|south)(?=east|west)", r"\1[\\s-]?", name)


@lru_cache(maxsize=1)
def _measure_pattern() -> re.Pattern[str]:
    """Make the pattern of a distance before a name."""
    sides = "|".join(sorted(map(_write_side, load_place_table().bearings), key=len, reverse=True))
    nouns = make_alternatives([*load_place_table().settlement_nouns])
    return re.compile(
        rf"(?P<number>\d[\d,.]*)(?:\s*(?:-|–|to)\s*\d+)?[\s-]*(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b"
        rf"(?:\s*\([^()]{{1,25}}\))?(?:\s+away)?\s+(?:to\s+the\s+)?(?:(?:(?:due|further)\s+)?(?P<direction>{sides})\s+)?"
        rf"(?:of|from|off|outside)\s+(?:the\s+)?(?:[a-z'’-]+\s+){{0,4}}?(?:(?:{nouns})(?:\s+of|,)?\s+)?$",
        re.IGNORECASE,
    )
