"""Which events the list shows, and in which order: from the address of the page to a query."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal, NamedTuple, get_args

import msgspec

from counterclaim.serve.listing_rows import EventRow, to_text

Order = Literal["latest", "earliest", "changed", "killed"]
ORDERS: tuple[Order, ...] = get_args(Order)
#: Words of one search; more add nothing but time.
MOST_WORDS = 12
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")
#: Sorts after every character of a name.
_AFTER = "\U0010ffff"


class Box(NamedTuple):
    """A rectangle of degrees; west may be greater than east, across the line of dates."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """What the reader asked for; what is None or False asks for nothing."""

    #: As typed: words, and phrases between quotation marks.
    words: str = ""
    #: First and last day.
    since: date | None = None
    until: date | None = None
    #: The beginning of a place's name.
    place: str = ""
    #: ISO 3166-1 alpha-3.
    country: str = ""
    box: Box | None = None
    type: str = ""
    role: str = ""
    is_disputed: bool = False
    is_unreviewed: bool = False
    #: Only what changed since.
    changed: datetime | None = None


class Asked(NamedTuple):
    """Names of the conditions of a query, with their parameters."""

    conditions: tuple[str, ...]
    parameters: Mapping[str, str | int | float]


def make_query(asked: EventFilter) -> Asked:
    """Make the conditions of a filter, by their names in `listing.sql`."""
    pairs = tuple(_iter_conditions(asked))
    parameters = {name: value for _, values in pairs for name, value in values.items()}
    return Asked(tuple(name for name, _ in pairs) or ("where_all",), parameters)


def _iter_conditions(asked: EventFilter) -> Iterator[tuple[str, Mapping[str, str | int | float]]]:
    if match := make_match(asked.words):
        yield "where_words", {"words": match}
    if asked.box:
        name = "where_box" if asked.box.west <= asked.box.east else "where_box_across"
        yield name, asked.box._asdict()
    if asked.place:
        yield "where_place", {"place": asked.place, "place_after": asked.place + _AFTER}
    yield from _iter_plain_conditions(asked)


def _iter_plain_conditions(asked: EventFilter) -> Iterator[tuple[str, Mapping[str, str | int | float]]]:
    """Yield the conditions that take one value each, or none."""
    values = {
        "since": asked.since.isoformat() if asked.since else "",
        "until": asked.until.isoformat() if asked.until else "",
        "country": asked.country.upper(),
        "type": asked.type,
        "role": asked.role,
        "changed": to_text(asked.changed) if asked.changed else "",
    }
    yield from ((f"where_{name}", {name: value}) for name, value in values.items() if value)
    flags = {"disputed": asked.is_disputed, "unreviewed": asked.is_unreviewed}
    yield from ((f"where_{name}", {}) for name, is_set in flags.items() if is_set)


def make_match(words: str) -> str:
    """Make the query of a full-text search: every word and phrase, the last word as a beginning.

    Whatever the reader types is taken as words; the search's own operators mean nothing.
    """
    found = [" ".join(_WORD.findall(phrase or word)) for phrase, word in _PHRASE.findall(words)]
    phrases = [phrase for phrase in found if phrase][:MOST_WORDS]
    is_open = bool(phrases) and not words.rstrip().endswith('"')
    quoted = [f'"{phrase}"' for phrase in phrases]
    return " ".join(quoted) + ("*" if is_open else "")


def make_cursor(row: EventRow, order: Order) -> str:
    """Make the mark after which the next page begins."""
    return base64.urlsafe_b64encode(msgspec.json.encode((order, get_key(row, order), row.id))).decode()


def read_cursor(cursor: str, order: Order) -> tuple[str | int, str] | None:
    """Read the mark of a page; None where it is none, or one of another order."""
    try:
        told, key, identity = msgspec.json.decode(
            base64.urlsafe_b64decode(cursor.encode()), type=tuple[str, str | int, str]
        )
    except (msgspec.MsgspecError, binascii.Error, ValueError):
        return None
    return (key, identity) if told == order else None


def get_key(row: EventRow, order: Order) -> str | int:
    """Return what an order sorts a row by."""
    if order == "changed":
        return row.changed_at
    if order == "killed":
        return get_killed(row)
    return row.first_day or ""


def get_killed(row: EventRow) -> int:
    """Return the number that sorts an event among others: the best, else the least; -1 where none is."""
    return next((number for number in (row.best, row.low, row.high) if number is not None), -1)


def parse_box(words: str) -> Box | None:
    """Parse "west,south,east,north" in degrees, as GeoJSON orders them; None where it is none."""
    try:
        box = Box(*map(float, words.split(",")))
    except (TypeError, ValueError):
        return None
    is_sound = -180 <= box.west <= 180 and -180 <= box.east <= 180 and -90 <= box.south <= box.north <= 90
    return box if is_sound else None


def parse_changed(words: str) -> datetime | None:
    """Parse a day, which means its start, or an instant; without a zone it is UTC."""
    try:
        if len(words) <= len("2024-01-31"):
            return datetime.combine(date.fromisoformat(words), time.min, tzinfo=UTC)
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
