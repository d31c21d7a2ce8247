"""The gazetteer: names to places with coordinates, from a read-only index on disk.

Invariant: looking a name up imports neither of the packages that the index was compiled from.
Place data is from GeoNames (CC BY 4.0) and from `en/places.json`.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from counterclaim.errors import GazetteerError
from counterclaim.vocabulary.folding import make_name_key
from counterclaim.vocabulary.gazetteer_build import build_index, get_index_path

log = logging.getLogger(__name__)

Feature = Literal["settlement", "region", "district", "country", "area"]

_QUERY = """
SELECT place.geonames, place.name, place.country, place.lat, place.lon, place.population,
       place.feature, place.admin1, place.admin2, name.is_main
FROM name JOIN place ON place.id = name.place
WHERE name.key = ? ORDER BY place.population DESC, place.id
"""

_DIVISIONS = (
    "SELECT geonames, name FROM place WHERE feature IN ('region', 'district') AND geonames IS NOT NULL"
)

_TOWNS = """
SELECT name, lat, lon FROM place
WHERE feature = 'settlement' AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?
ORDER BY population DESC, id LIMIT ?
"""
#: Settlements looked through for those whose names have room on a map.
_TOWN_LIMIT = 60


class GazetteerEntry(msgspec.Struct, frozen=True, array_like=True):
    """One place that a name can mean."""

    #: GeoNames id; None for areas of our own supplement.
    geonames: int | None
    name: str
    #: ISO 3166-1 alpha-3; None for areas across borders.
    country: str | None
    #: Degrees north, WGS 84; None where only the name is known.
    lat: float | None
    #: Degrees east, WGS 84.
    lon: float | None
    #: People; for regions those of the settlements in it.
    population: int
    #: What it is: region is first-level and district second-level administration.
    feature: Feature
    #: GeoNames id of the first-level division it lies in, or is.
    admin1: int | None
    #: GeoNames id of the second-level division it lies in, or is.
    admin2: int | None
    #: False where the name asked for is only one of the alternate names.
    is_main: bool


@lru_cache(maxsize=16384)
def find_entries(name: str) -> tuple[GazetteerEntry, ...]:
    """Find the places a name can mean, most people first; empty when none is known.

    Raises:
        GazetteerError: the index is damaged or cannot be built.
    """
    try:
        rows = load_index().execute(_QUERY, (make_name_key(name),)).fetchall()
    except sqlite3.DatabaseError as error:
        raise GazetteerError(f"{get_index_path()} is damaged ({error}); delete it and try again") from error
    return tuple(msgspec.convert((*row[:-1], bool(row[-1])), type=GazetteerEntry) for row in rows)


def find_divisions(name: str, geonames: int) -> tuple[str | None, str | None]:
    """Find the names of the first- and second-level divisions that a place lies in, or is.

    Args:
        name: a name of the place.
        geonames: its GeoNames id.

    Raises:
        GazetteerError: the index is damaged or cannot be built.
    """
    entry = next((each for each in find_entries(name) if each.geonames == geonames), None)
    if entry is None:
        return None, None
    names = _load_division_names()
    return names.get(entry.admin1 or 0), names.get(entry.admin2 or 0)


class Town(msgspec.Struct, frozen=True, array_like=True):
    """A settlement on a map."""

    name: str
    #: Degrees north and east, WGS 84.
    lat: float
    lon: float


def find_towns(*, south: float, north: float, west: float, east: float) -> tuple[Town, ...]:
    """Find the settlements with most people in a rectangle of degrees, most people first.

    Args:
        south: least degrees north.
        north: most degrees north.
        west: least degrees east.
        east: most degrees east; a rectangle across the line of dates finds none beyond it.

    Raises:
        GazetteerError: the index cannot be built.
    """
    rows = load_index().execute(_TOWNS, (south, north, west, east, _TOWN_LIMIT)).fetchall()
    return tuple(Town(*row) for row in rows)


@lru_cache(maxsize=1)
def _load_division_names() -> Mapping[int, str]:
    """Load the names of all divisions by GeoNames id, once a process."""
    return dict(load_index().execute(_DIVISIONS).fetchall())


@lru_cache(maxsize=1)
def load_index() -> sqlite3.Connection:
    """Open the index, building it first where it is missing.

    Raises:
        GazetteerError: the file is no index.
    """
    path = get_index_path()
    if not path.exists():
        log.warning("building the place index %s (once, about 20 seconds)", path)
        build_index(path)
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        names = connection.execute("SELECT names FROM summary").fetchone()
    except sqlite3.DatabaseError as error:
        raise GazetteerError(f"{path} is damaged ({error}); delete it and try again") from error
    log.debug("place index %s: %s names", path, names)
    return connection
