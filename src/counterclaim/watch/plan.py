"""What to follow, and how often: the file of feeds that a user writes."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from counterclaim.errors import TableFileError
from counterclaim.read.catalog import InputFormat
from counterclaim.read.toml import TomlFile, convert_tables, read_toml, require_keys

#: Time between two looks at a feed where nobody says.
DEFAULT_INTERVAL = timedelta(minutes=10)
#: The shortest: publishers refuse who asks more often.
SHORTEST_INTERVAL = timedelta(seconds=10)
_ARRAY = "feed"
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_INTERVAL = re.compile(r"(\d{1,6})\s*([smhd])")


class FeedTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[feed]]` as it is written; one of `url` and `folder` names it."""

    #: Address of a feed, a wire's file or a page.
    url: str | None = None
    #: A folder that files are put into, or one file.
    folder: str | None = None
    #: Outlet of its reports that bring none.
    outlet: str | None = None
    #: Time between two looks: "90s", "10m", "2h", "1d".
    interval: str | None = None
    #: How to read it; by default by what it holds.
    format: InputFormat | None = None


class Feed(NamedTuple):
    """What to follow: one address or one folder."""

    #: The address, or the path of the folder.
    place: str
    is_folder: bool
    interval: timedelta
    outlet: str | None = None
    format: InputFormat | None = None


def load_plan(path: Path, *, interval: timedelta | None = None) -> tuple[Feed, ...]:
    """Load the feeds of a file.

    Args:
        path: the file; its folders are found from where it lies.
        interval: for the feeds that name none, in place of the file's own.

    Raises:
        TableFileError: something does not fit; the message names the line.
    """
    file = read_toml(path)
    require_keys(file, frozenset({"interval", _ARRAY}))
    default = interval or _read_default(file)
    tables = convert_tables(file, _ARRAY, FeedTable)
    if not tables:
        raise file.make_error(None, "names no feed; write one below a line [[feed]], with url = or folder =")
    feeds = tuple(_make_feed(file, number, table, default) for number, table in enumerate(tables))
    places = [each.place for each in feeds]
    for number, place in enumerate(places):
        if place in places[:number]:
            raise file.make_error(file.find_line(_ARRAY, number), f"{place} is named twice; remove one")
    return feeds


def parse_interval(words: str) -> timedelta:
    """Parse a time between two looks: "90s", "10m", "2h", "1d".

    Raises:
        TableFileError: it is none, or too short.
    """
    found = _INTERVAL.fullmatch(words.strip())
    if not found:
        raise TableFileError(f"{words!r} is no time; write 90s, 10m, 2h or 1d")
    interval = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if interval < SHORTEST_INTERVAL:
        seconds = int(SHORTEST_INTERVAL.total_seconds())
        raise TableFileError(f"{words!r} is too short; publishers are asked every {seconds}s at most")
    return interval


def _read_default(file: TomlFile) -> timedelta:
    words = file.content.get("interval")
    if words is None:
        return DEFAULT_INTERVAL
    return _parse(file, None, str(words))


def _make_feed(file: TomlFile, number: int, table: FeedTable, default: timedelta) -> Feed:
    head = file.find_line(_ARRAY, number)
    if (table.url is None) == (table.folder is None):
        raise file.make_error(head, "name it by one of url = and folder =")
    if table.url is not None and not re.match(r"https?://[^/\s]", table.url):
        line = file.find_line(_ARRAY, number, "url")
        raise file.make_error(line, f"{table.url!r} is no address; write https://…")
    line = file.find_line(_ARRAY, number, "interval")
    return Feed(
        place=table.url or str(file.path.parent / str(table.folder)),
        is_folder=table.url is None,
        interval=_parse(file, line, table.interval) if table.interval else default,
        outlet=table.outlet,
        format=table.format,
    )


def _parse(file: TomlFile, line: int | None, words: str) -> timedelta:
    try:
        return parse_interval(words)
    except TableFileError as error:
        raise file.make_error(line, str(error)) from error
