"""GeoJSON: a Feature an event, for maps (RFC 7946; codebooks 8.3, 12.7).

Invariant: a point is one that a report's words name; where none does, geometry is null.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.export import choices
from counterclaim.export.catalog import EventFormat
from counterclaim.export.codes import load_data
from counterclaim.export.each import Made, write_each
from counterclaim.export.holding import find_held
from counterclaim.export.losses import Losses
from counterclaim.export.record import EventFile, EventSet
from counterclaim.export.view import find_current, find_place, find_type
from counterclaim.export.violations import Violation
from counterclaim.export.words import say_report, say_testimony
from counterclaim.model.resolution import Figure, Resolution
from counterclaim.model.values import PlaceValue

FILE = "events.geojson"
#: Degrees east and north.
Point = tuple[float, float]
_HARMS = ("killed", "injured")


class GeoJsonTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of export/data/geojson.json."""

    about: str
    version: str
    #: Decimals of a coordinate by the precision of its place.
    decimals: Mapping[str, int]
    losses: tuple[str, ...]


@lru_cache(maxsize=1)
def load_geojson_table() -> GeoJsonTable:
    """Load what GeoJSON needs."""
    return load_data("geojson", GeoJsonTable)


def write_geojson(events: EventSet, folder: Path) -> Losses:
    """Write the collection of features; its box stands at the end, once all points are known."""
    points: list[Point] = []
    with (folder / FILE).open("wb") as out:
        out.write(b'{"type":"FeatureCollection","features":[')
        empty = out.tell()

        def emit(feature: Mapping[str, Any]) -> None:
            out.write(b",\n" if out.tell() > empty else b"\n")
            out.write(msgspec.json.encode(feature))
            points.extend(_find_points(feature))

        losses = write_each(events, make_feature, emit, cannot_hold=load_geojson_table().losses)
        box = msgspec.json.encode(make_box(points))
        out.write(b"\n]" + (b',"bbox":' + box if points else b"") + b"}\n")
    return losses


def make_feature(file: EventFile) -> Made[Mapping[str, Any]]:
    """Make the feature of an event."""
    place = find_place(file)
    positions = find_current(file.case, "responsibility")
    resolutions = _resolve_all(file)
    feature = {
        "type": "Feature",
        "id": file.id,
        "geometry": make_geometry(place),
        "properties": {
            "event_id": file.id,
            "name": choices.name_event(file),
            **_make_when(file),
            **_make_what(file),
            **_make_where(place),
            **{name: value for harm in _HARMS for name, value in _make_counts(file, harm).items()},
            "claim_status": choices.find_status(file),
            "contested": any(each.is_contested for each in resolutions),
            "grade": choices.find_grade(file),
            "positions": [say_testimony(each.statement) for each in positions],
            "policies": sorted({each.policy for each in resolutions}),
            "sources": sorted({say_report(each.report) for each in file.testimonies}),
            "statements": len(file.testimonies),
        },
    }
    held = find_held(file.case, resolutions) | {each.statement.id for each in positions}
    return Made(rows=[feature], held=held, resolutions=resolutions)


def make_geometry(place: PlaceValue | None) -> dict[str, Any] | None:
    """Make a point with the decimals that the place's precision supports; None where there is none."""
    if place is None or place.lat is None or place.lon is None:
        return None
    decimals = load_geojson_table().decimals[place.precision]
    return {"type": "Point", "coordinates": [round(place.lon, decimals), round(place.lat, decimals)]}


def make_box(points: Iterable[Point]) -> tuple[float, ...]:
    """Make the box around points: west, south, east, north; empty without points."""
    known = list(points)
    if not known:
        return ()
    east, north = zip(*known, strict=True)
    return (min(east), min(north), max(east), max(north))


def check_geojson(folder: Path) -> Iterator[Violation]:
    """Check that ids are unique, points lie on the globe, and bounds are in order."""
    collection = msgspec.json.decode((folder / FILE).read_bytes())
    seen: set[str] = set()
    for row, feature in enumerate(collection["features"], start=1):
        if feature["id"] in seen:
            yield Violation(row=row, column="id", rule="unique", message=f"{feature['id']} stands twice")
        seen.add(feature["id"])
        yield from _check_points(row, feature)
        yield from _check_counts(row, feature["properties"])


def _resolve_all(file: EventFile) -> tuple[Resolution, ...]:
    """Resolve every value of the feature, each by the policy of `choices`."""
    return (*choices.resolve_frame(file), *(file.resolve(choices.COUNTS, harm) for harm in _HARMS))


def _make_when(file: EventFile) -> dict[str, str | None]:
    days = choices.find_days(file)
    start, end = (days.start.isoformat(), days.end.isoformat()) if days else (None, None)
    return {"date_start": start, "date_end": end}


def _make_what(file: EventFile) -> dict[str, str | None]:
    kind = find_type(file)
    return {"role": file.role, "type": kind.type if kind else None, "mode": kind.mode if kind else None}


def _make_where(place: PlaceValue | None) -> dict[str, str | None]:
    if place is None:
        return {"place": None, "country": None, "precision": None, "relation": None}
    return {
        "place": place.name,
        "country": place.country,
        "precision": place.precision,
        "relation": place.relation,
    }


def _make_counts(file: EventFile, harm: Any) -> dict[str, int | bool | None]:
    figure = choices.find_figure(file, harm) or Figure(low=None, best=None, high=None)
    return {
        f"{harm}_low": figure.low,
        f"{harm}_best": figure.best,
        f"{harm}_high": figure.high,
        f"{harm}_open": figure.is_open,
    }


def _find_points(feature: Mapping[str, Any]) -> list[Point]:
    geometry = feature["geometry"]
    return [(geometry["coordinates"][0], geometry["coordinates"][1])] if geometry else []


def _check_points(row: int, feature: Mapping[str, Any]) -> Iterator[Violation]:
    for east, north in _find_points(feature):
        if not (-180 <= east <= 180 and -90 <= north <= 90):
            message = f"[{east}, {north}] is no place on the globe"
            yield Violation(row=row, column="geometry", rule="globe", message=message)


def _check_counts(row: int, properties: Mapping[str, Any]) -> Iterator[Violation]:
    for harm in _HARMS:
        bounds = [properties[f"{harm}_{bound}"] for bound in ("low", "best", "high")]
        told = [bound for bound in bounds if bound is not None]
        if told != sorted(told):
            message = f"{bounds} are not in order"
            yield Violation(row=row, column=harm, rule="bounds", message=message)


FORMAT = EventFormat(
    write=write_geojson,
    check=check_geojson,
    policies=(choices.COUNTS, *choices.FRAME_POLICIES),
)
