"""Maps of one event and of many: places as areas as large as the reports leave open, never as points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from counterclaim.brief.account import Spot
from counterclaim.brief.draw import WIDTHS, Scheme, Size, draw, load_spec, load_theme
from counterclaim.brief.outlines import Box, Detail, Outline, Point, Polygon, find_outline, load_outlines
from counterclaim.vocabulary.gazetteer import find_towns

HEIGHTS: Mapping[Size, int] = {"wide": 320, "narrow": 260}
#: Kilometres of one degree of latitude.
KM_PER_DEGREE = 111.2
#: Least distance from the middle of a map to its edge, in kilometres.
LEAST_REACH = 160
#: How many times the radius of an area the map reaches.
REACH = 3.2
#: Beyond these degrees Mercator's projection stretches past use.
NORTH_LIMIT = 83.0
#: Degrees of longitude in view from which the coarse outlines are fine enough.
COARSE_SPAN = 45.0
#: Corners of the circle that stands for an area, by its size.
LEAST_CORNERS, MOST_CORNERS = 10, 48
#: Share of the mainland from which another piece of a country belongs into its view.
PIECE_SHARE = 0.03
#: Steps across and down at which room for the name of a country is looked for.
NAME_STEPS = 9
TOWNS = 5
#: Pixels within which two names would cover each other.
NAME_ROOM = (120, 18)
#: Places of one map of many events; the rest is counted beside it.
SPOT_LIMIT = 2000
#: Pixels that the smallest area takes on a map of many events.
LEAST_PIXELS = 4


class View(NamedTuple):
    """The part of the earth that a map shows, by Mercator's projection."""

    lon: float
    lat: float
    #: Pixels of one radian at the equator.
    scale: float
    width: int
    height: int

    def place(self, lon: float, lat: float) -> Point:
        """Place a point on the map, in pixels from its left upper corner."""
        across = math.radians((lon - self.lon + 180) % 360 - 180)
        up = _stretch(lat) - _stretch(self.lat)
        return self.width / 2 + across * self.scale, self.height / 2 - up * self.scale

    @property
    def box(self) -> Box:
        """Return the rectangle of degrees in view; longitudes may pass 180."""
        half = math.degrees(self.width / 2 / self.scale)
        up, middle = self.height / 2 / self.scale, _stretch(self.lat)
        return Box(self.lon - half, _unstretch(middle - up), self.lon + half, _unstretch(middle + up))


def can_map(spots: Iterable[Spot]) -> bool:
    """Tell whether any place can be drawn: it has an area, or is a country with an outline."""
    return any(_is_drawn(spot) for spot in spots)


def draw_event_map(spots: Sequence[Spot], *, scheme: Scheme, size: Size = "wide") -> bytes:
    """Draw where an event was said to be: the chosen place filled, the others dashed.

    Args:
        spots: the event's places; at least one can be drawn.
        scheme: light or dark.
        size: wide or narrow.
    """
    able = [spot for spot in spots if _is_drawn(spot)]
    lead = next((spot for spot in able if spot.is_chosen), able[0])
    view = _find_view(lead, size)
    places = "; ".join(f"{spot.name}: {spot.area}" for spot in able)
    parts = {
        "areas": list(_iter_areas([lead], view)),
        "others": list(_iter_areas([spot for spot in able if spot is not lead], view)),
        "towns": _find_towns(view, able),
        "place_names": [{"name": lead.name, **_find_name_place(lead, view)}],
    }
    return _draw(view, parts, home={lead.country}, scheme=scheme, description=f"Map. {places}")


def draw_events_map(spots: Sequence[Spot], *, scheme: Scheme, size: Size = "wide") -> bytes:
    """Draw where many events were said to be, each as its area; a country as its outline."""
    able = [spot for spot in spots if _is_drawn(spot)][:SPOT_LIMIT]
    view = _find_view_of_all(able, size)
    areas = {(spot.lat, spot.lon, spot.radius_km, spot.country): spot for spot in able}
    parts = {"areas": list(_iter_areas(areas.values(), view))}
    description = f"Map of {len(able)} events, each drawn as large as its reports leave open"
    return _draw(view, parts, home=set(), scheme=scheme, description=description)


def _draw(
    view: View,
    parts: dict[str, list[dict[str, Any]]],
    *,
    home: set[str | None],
    scheme: Scheme,
    description: str,
) -> bytes:
    colours = load_theme().get_colours(scheme)
    box = view.box
    detail: Detail = "110m" if box.east - box.west > COARSE_SPAN else "50m"
    seen = [(outline, pieces) for outline in load_outlines(detail) if (pieces := _find_seen(outline, box))]
    values = {
        "land": [_make_shape(pieces) for outline, pieces in seen if outline.country not in home],
        "home": [_make_shape(pieces) for outline, pieces in seen if outline.country in home],
        **parts,
    }
    named = [*values.get("towns", ()), *values.get("place_names", ())]
    taken = [view.place(each["lon"], each["lat"]) for each in named]
    if home:
        values["country_names"] = _find_country_names(view, [outline for outline, _ in seen], taken)
    if "towns" in values:
        values["town_names"] = values["towns"]
    marks = {
        "land": {"fill": colours.land, "stroke": colours.border},
        "home": {"fill": colours.home, "stroke": colours.border},
        "areas": {"fill": colours.accent, "stroke": colours.accent},
        "others": {"fill": colours.accent, "stroke": colours.accent},
        "towns": {"color": colours.town},
        "town_names": {"color": colours.muted},
        "country_names": {"color": colours.muted},
        "place_names": {"color": colours.ink, "stroke": None},
    }
    spec = load_spec("map")
    # A layer without values would be drawn as one that cannot tell what it holds.
    spec["layer"] = [layer for layer in spec["layer"] if values.get(layer["name"])]
    for layer in spec["layer"]:
        layer["data"] = {"values": values[layer["name"]]}
        layer["mark"] |= marks[layer["name"]]
    spec |= {
        "width": view.width,
        "height": view.height,
        "view": {"fill": colours.sea, "stroke": None},
        "padding": 0,
    }
    spec["projection"] |= {
        "rotate": [-view.lon, 0],
        "center": [0, view.lat],
        "scale": view.scale,
        "translate": [view.width / 2, view.height / 2],
        "clipExtent": [[-4, -4], [view.width + 4, view.height + 4]],
    }
    return draw(spec, scheme=scheme, description=description)


def _find_view(spot: Spot, size: Size) -> View:
    """Find the part of the earth around one place: its area with some room, or its country."""
    outline = find_outline(spot.country)
    if spot.radius_km is not None and spot.lat is not None and spot.lon is not None:
        reach = max(LEAST_REACH, spot.radius_km * REACH) / KM_PER_DEGREE
        wide = min(60.0, reach / max(0.2, math.cos(math.radians(spot.lat))))
        return _fit(Box(spot.lon - wide, spot.lat - reach, spot.lon + wide, spot.lat + reach), size)
    assert outline is not None
    return _fit(_widen(_find_whole(outline)), size)


def _find_whole(outline: Outline) -> Box:
    """Find the rectangle around the larger pieces of a country."""
    least = outline.mainland.extent * PIECE_SHARE
    return _join_boxes([piece.box for piece in outline.polygons if piece.extent >= least])


def _join_boxes(boxes: Sequence[Box]) -> Box:
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return Box(min(wests), min(souths), max(easts), max(norths))


def _find_view_of_all(spots: Sequence[Spot], size: Size) -> View:
    boxes = [_find_box(spot) for spot in spots] or [Box(-170, -56, 170, 75)]
    return _fit(_widen(_join_boxes(boxes)), size)


def _find_box(spot: Spot) -> Box:
    if spot.radius_km is None or spot.lat is None or spot.lon is None:
        outline = find_outline(spot.country)
        assert outline is not None
        return _find_whole(outline)
    reach = max(LEAST_REACH, spot.radius_km) / KM_PER_DEGREE
    return Box(spot.lon - reach, spot.lat - reach, spot.lon + reach, spot.lat + reach)


def _widen(box: Box) -> Box:
    across, up = (box.east - box.west) * 0.1 + 0.5, (box.north - box.south) * 0.1 + 0.5
    return Box(box.west - across, box.south - up, box.east + across, box.north + up)


def _fit(box: Box, size: Size) -> View:
    """Fit a rectangle of degrees into a map of a size."""
    width, height = WIDTHS[size], HEIGHTS[size]
    low, high = _stretch(box.south), _stretch(box.north)
    scale = min(width / math.radians(box.east - box.west), height / max(1e-6, high - low))
    lon, lat = (box.west + box.east) / 2, _unstretch((low + high) / 2)
    return View((lon + 180) % 360 - 180, lat, max(scale, width / (2 * math.pi)), width, height)


def _stretch(lat: float) -> float:
    """Project a latitude by Mercator, in radians from the equator."""
    held = max(-NORTH_LIMIT, min(NORTH_LIMIT, lat))
    return math.log(math.tan(math.pi / 4 + math.radians(held) / 2))


def _unstretch(up: float) -> float:
    return math.degrees(2 * math.atan(math.exp(up)) - math.pi / 2)


def _is_drawn(spot: Spot) -> bool:
    if spot.radius_km is not None and spot.lat is not None and spot.lon is not None:
        return True
    return spot.precision == "country" and find_outline(spot.country) is not None


def _iter_areas(spots: Iterable[Spot], view: View) -> Iterator[dict[str, Any]]:
    for spot in spots:
        if spot.radius_km is None or spot.lat is None or spot.lon is None:
            outline = find_outline(spot.country)
            if outline is not None:
                yield _make_shape(outline.polygons)
            continue
        # An area that nobody could see is drawn as large as a dot.
        pixel_km = KM_PER_DEGREE * math.degrees(1 / view.scale) * math.cos(math.radians(spot.lat))
        radius = max(spot.radius_km, LEAST_PIXELS * pixel_km)
        corners = max(LEAST_CORNERS, min(MOST_CORNERS, int(radius / pixel_km)))
        yield _make_circle(spot.lon, spot.lat, radius, corners)


def _make_circle(lon: float, lat: float, radius_km: float, corners: int) -> dict[str, Any]:
    """Make a circle on the sphere, clockwise as d3 wants its outer rings."""
    away, up = math.radians(radius_km / KM_PER_DEGREE), math.radians(lat)
    ring = []
    for corner in range(corners + 1):
        course = 2 * math.pi * (corner % corners) / corners
        north = math.asin(math.sin(up) * math.cos(away) + math.cos(up) * math.sin(away) * math.cos(course))
        east = math.atan2(
            math.sin(course) * math.sin(away) * math.cos(up), math.cos(away) - math.sin(up) * math.sin(north)
        )
        ring.append([round(lon + math.degrees(east), 5), round(math.degrees(north), 5)])
    return {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _make_shape(polygons: Iterable[Polygon]) -> dict[str, Any]:
    coordinates = [[list(map(list, ring)) for ring in polygon.rings] for polygon in polygons]
    return {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


def _find_seen(outline: Outline, box: Box) -> list[Polygon]:
    """Find the pieces of a country that may be in view, also across the line of dates."""
    turns = (box, box._replace(west=box.west + 360, east=box.east + 360),
             box._replace(west=box.west - 360, east=box.east - 360))  # fmt: skip
    return [piece for piece in outline.polygons if any(piece.box.overlaps(turn) for turn in turns)]


def _find_towns(view: View, spots: Sequence[Spot]) -> list[dict[str, Any]]:
    """Find the largest towns in view whose names have room, to tell where the area lies."""
    box = view.box
    taken = [
        view.place(spot.lon, spot.lat) for spot in spots if spot.lon is not None and spot.lat is not None
    ]
    chosen: list[dict[str, Any]] = []
    known = {spot.name.casefold() for spot in spots}
    for town in find_towns(south=box.south, north=box.north, west=box.west, east=box.east):
        across, down = view.place(town.lon, town.lat)
        is_inside = 10 < across < view.width - 90 and 14 < down < view.height - 14
        if is_inside and town.name.casefold() not in known and _has_room((across, down), taken):
            taken.append((across, down))
            chosen.append({"name": town.name, "lon": town.lon, "lat": town.lat})
        if len(chosen) == TOWNS:
            break
    return chosen


def _has_room(point: Point, taken: Iterable[Point]) -> bool:
    return all(
        abs(point[0] - other[0]) > NAME_ROOM[0] or abs(point[1] - other[1]) > NAME_ROOM[1] for other in taken
    )


def _find_country_names(
    view: View, outlines: Sequence[Outline], taken: Sequence[Point]
) -> list[dict[str, Any]]:
    """Find where the names of countries stand: inside, where the other names leave most room."""
    names = []
    for outline in outlines:
        spare = [
            (point, min((math.dist(view.place(*point), other) for other in taken), default=0.0))
            for point in _iter_inner_points(outline.mainland, view)
        ]
        if spare:
            (lon, lat), room = max(spare, key=lambda each: each[1])
            if room > NAME_ROOM[0] / 2 or not taken:
                names.append({"name": outline.name, "lon": lon, "lat": lat})
    return names


def _iter_inner_points(piece: Polygon, view: View) -> Iterator[Point]:
    """Yield points of a grid that lie in view and well inside a polygon."""
    for column in range(1, NAME_STEPS):
        for row in range(1, NAME_STEPS):
            lon = view.box.west + (view.box.east - view.box.west) * column / NAME_STEPS
            lat = view.box.south + (view.box.north - view.box.south) * row / NAME_STEPS
            half = math.degrees(NAME_ROOM[0] / 2 / view.scale)
            if all(_contains(piece, (lon + shift, lat)) for shift in (-half, 0, half)):
                yield lon, lat


def _contains(piece: Polygon, point: Point) -> bool:
    """Tell whether a point lies in the outer ring of a polygon, by the crossings of a ray."""
    lon, lat = point
    ring, inside = piece.rings[0], False
    for (west, south), (east, north) in zip(ring, ring[1:], strict=False):
        if (south > lat) != (north > lat) and lon < (east - west) * (lat - south) / (north - south) + west:
            inside = not inside
    return inside


def _find_name_place(spot: Spot, view: View) -> dict[str, float]:
    """Find where the name of a place stands: above its area."""
    if spot.lat is None or spot.lon is None or spot.radius_km is None:
        return {"lon": view.lon, "lat": view.lat}
    across, down = view.place(spot.lon, spot.lat)
    above = spot.lat + spot.radius_km / KM_PER_DEGREE
    up = down - view.place(spot.lon, above)[1]
    shift = math.degrees((up + 12) / view.scale) * math.cos(math.radians(spot.lat))
    return {"lon": spot.lon, "lat": spot.lat + shift}
