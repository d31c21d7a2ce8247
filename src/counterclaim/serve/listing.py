"""The list of events in a file of its own: derived from a ledger, found by filters and by words.

Invariant: a line is a function of the ledger's rows up to the sequence that the file names; it can be
thrown away and made again. Lines of removed events are removed with them.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from counterclaim import __version__
from counterclaim.errors import ServeError
from counterclaim.ledger.queries import load_queries
from counterclaim.serve.listing_filter import (
    Asked,
    EventFilter,
    Order,
    get_killed,
    make_match,
    make_query,
    read_cursor,
)
from counterclaim.serve.listing_rows import EventRow, ReportRow

#: Raised with what lines hold or how words are kept; another version is made anew.
LISTING_VERSION = f"{__version__} 4"
#: What the file beside a ledger is called, after the ledger's name.
LISTING_ENDING = ".listing"
PAGE = 50
#: How an event is removed, table by table.
REMOVALS = ("remove_members", "remove_told", "remove_event_words", "remove_line", "remove_event")
#: Reports that a search shows beside the events.
REPORTS_SHOWN = 8
#: Counts that are remembered until the list changes.
REMEMBERED = 500
T = TypeVar("T")
_LINE = msgspec.msgpack.Decoder(EventRow)
_Values = Mapping[str, str | int | float | bytes | None]


class Counts(NamedTuple):
    """What is known of all events that a filter lets through."""

    events: int
    disputed: int
    unreviewed: int
    first_day: str | None
    last_day: str | None


class Kind(NamedTuple):
    """A type or a country with the number of its events."""

    name: str
    events: int


class Shared(NamedTuple):
    """How many reports two coders coded, alone and both, and the latest that both did."""

    left: int
    right: int
    both: int
    reports: tuple[str, ...]


class FoundReport(NamedTuple):
    """A report that a search found, with the events it tells of."""

    id: str
    outlet: str | None
    published: str | None
    recorded_at: str
    events: tuple[EventRow, ...]


class Listing:
    """The file of the list; one connection a use, so that threads may share this object."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._free: deque[sqlite3.Connection] = deque()
        self._remembered: dict[Hashable, Any] = {}
        self._prepare()

    def close(self) -> None:
        """Close the connections that nobody uses."""
        while self._free:
            self._free.pop().close()

    @property
    def sequence(self) -> int:
        """Return up to which row of the log the list has read."""
        with self._reading() as connection:
            return int(_run(connection, "read_state").fetchone()["sequence"])

    def find_page(
        self, asked: EventFilter, *, order: Order = "latest", after: str = "", limit: int = PAGE
    ) -> tuple[EventRow, ...]:
        """Find a page of events, from the mark of the page before it."""
        query = make_query(asked)
        conditions, parameters = query.conditions, dict(query.parameters)
        mark = read_cursor(after, order)
        if mark:
            conditions = (*conditions, f"after_{order}")
            parameters |= {"after_key": mark[0], "after_id": mark[1]}
        found = self._select("select_lines", Asked(conditions, parameters), order=order, limit=limit)
        return tuple(_LINE.decode(row["line"]) for row in found)

    def find_located(self, asked: EventFilter, *, order: Order, limit: int) -> tuple[EventRow, ...]:
        """Find the first events of an order that have a place."""
        found = self._select("select_spots", make_query(asked), order=order, limit=limit)
        return tuple(_LINE.decode(row["line"]) for row in found)

    def count(self, asked: EventFilter) -> Counts:
        """Count the events that a filter lets through."""
        return self._remember(asked, lambda: Counts(*self._select("select_counts", make_query(asked))[0]))

    def find_reports(self, words: str, *, limit: int = REPORTS_SHOWN) -> tuple[FoundReport, ...]:
        """Find the latest reports that have all words, each with its events."""
        match = make_match(words)
        if not match:
            return ()
        with self._reading() as connection:
            rows = _run(connection, "find_reports", words=match, limit=limit).fetchall()
            return tuple(FoundReport(**dict(row), events=_find_told(connection, row["id"])) for row in rows)

    def find_types(self) -> tuple[Kind, ...]:
        """Find the types of events, the most frequent first."""
        return self._remember("types", lambda: tuple(Kind(*row) for row in self._select_all("select_types")))

    def find_countries(self) -> tuple[Kind, ...]:
        """Find the countries of events."""
        return self._remember(
            "countries", lambda: tuple(Kind(*row) for row in self._select_all("select_countries"))
        )

    def find_events_of(self, report: str) -> tuple[EventRow, ...]:
        """Find the events that a report tells of."""
        with self._reading() as connection:
            return _find_told(connection, report)

    def find_coders(self) -> tuple[str, ...]:
        """Find who coded reports: programs by their names, persons as `person:NAME`."""
        return self._remember(
            "coders", lambda: tuple(row["coder"] for row in self._select_all("select_coders"))
        )

    def find_shared(self, left: str, right: str, *, limit: int) -> Shared:
        """Find the reports that two coders both coded."""
        return self._remember((left, right, limit), lambda: self._find_shared(left, right, limit))

    def _find_shared(self, left: str, right: str, limit: int) -> Shared:
        with self._reading() as connection:
            counts = [_count_coded(connection, coder) for coder in (left, right)]
            fewer, more = (left, right) if counts[0] <= counts[1] else (right, left)
            both = _run(connection, "count_shared", fewer=fewer, more=more).fetchone()["reports"]
            found = _run(connection, "find_shared", fewer=fewer, more=more, limit=limit)
            return Shared(counts[0], counts[1], both, tuple(row["id"] for row in found))

    def iter_lines(self) -> Iterator[EventRow]:
        """Iterate over all lines, by id."""
        return (_LINE.decode(row["line"]) for row in self._select_all("scan_lines"))

    def find_searchable(self) -> tuple[ReportRow, ...]:
        """Find what the list knows of every report, by id."""
        coders: dict[str, list[str]] = {}
        for row in self._select_all("scan_coded"):
            coders.setdefault(row["report"], []).append(row["coder"])
        rows = self._select_all("scan_reports")
        return tuple(ReportRow(**dict(row), coders=tuple(coders.get(row["id"], ()))) for row in rows)

    def find_event_words(self) -> tuple[tuple[str, str], ...]:
        """Find what the search finds each event by, by id."""
        return tuple((row["id"], row["words"]) for row in self._select_all("scan_event_words"))

    def find_telling(self) -> tuple[tuple[str, str], ...]:
        """Find which report tells of which event, by ids."""
        return tuple((row["report"], row["event"]) for row in self._select_all("scan_told"))

    def find_known(self, mentions: Iterable[str]) -> Mapping[str, int]:
        """Find up to which row the event of each listed mention is known."""
        with self._reading() as connection:
            rows = (_run(connection, "find_events_of", mention=key).fetchone() for key in mentions)
            return {row["mention"]: row["made_at"] for row in rows if row}

    def find_companions(self, mentions: Iterable[str]) -> frozenset[str]:
        """Find the mentions of the events that hold some mentions, as they are listed."""
        with self._reading() as connection:
            return frozenset(
                row["mention"]
                for number in _find_numbers(connection, mentions)
                for row in _run(connection, "find_members", event=number)
            )

    def put(
        self,
        *,
        events: Iterable[EventRow],
        gone: Iterable[str],
        reports: Iterable[ReportRow],
        made_at: int,
        sequence: int,
    ) -> None:
        """Put lines in place of those that hold the same mentions, all or nothing.

        Args:
            events: the new lines.
            gone: mentions whose events are removed, those of `events` or not.
            reports: what finds reports; those of `events` are here or were put before.
            made_at: up to which row of the log the lines are known.
            sequence: up to which row everything is read then.
        """
        with self._writing() as connection:
            found = tuple(reports)
            for report in found:
                _put_report(connection, report)
            lines = tuple(events)
            removed = _find_numbers(connection, {*gone, *(key for line in lines for key in line.mentions)})
            for number in removed:
                for query in REMOVALS:
                    _run(connection, query, event=number)
            put = {_put_event(connection, line, made_at) for line in lines}
            for number in sorted(put | _find_tellers(connection, found)):
                _run(connection, "remove_event_words", event=number)
                _run(connection, "put_event_words", event=number)
            _run(connection, "write_state", version=LISTING_VERSION, sequence=sequence)

    def _remember(self, asked: Hashable, find: Callable[[], T]) -> T:
        """Find something, or remember what was found since the list last changed."""
        key = (self.sequence, asked)
        found: T | None = self._remembered.get(key)
        if found is None:
            found = find()
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = found
        return found

    def _prepare(self) -> None:
        """Make the file, or make it anew where it is of another version or no list at all."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self._find_version() not in (None, LISTING_VERSION):
                self._remove()
            self._make_tables()
        except (OSError, sqlite3.Error) as error:
            raise ServeError(
                f"the list {self.path} cannot be written ({error}); make its folder writable, or remove it"
            ) from error

    def _find_version(self) -> str | None:
        if not self.path.exists():
            return None
        try:
            with self._reading() as connection:
                return str(_run(connection, "read_state").fetchone()["version"])
        except (sqlite3.Error, TypeError):
            return ""

    def _remove(self) -> None:
        self.close()
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def _make_tables(self) -> None:
        with self._reading() as connection:
            connection.execute(_get_query("settings"))
            connection.executescript(_get_query("tables"))
            if _run(connection, "read_state").fetchone() is None:
                _run(connection, "write_state", version=LISTING_VERSION, sequence=0)

    def _select(
        self, query: str, asked: Asked, *, order: Order = "latest", limit: int = 1
    ) -> list[sqlite3.Row]:
        where = " AND ".join(map(_get_query, asked.conditions))
        # Only fragments of the file of queries are joined; what the reader typed is a parameter.
        words = _get_query(query).format(where=where, order=_get_query(f"order_{order}"))
        with self._reading() as connection:
            return connection.execute(words, {**asked.parameters, "limit": limit}).fetchall()

    def _select_all(self, query: str) -> list[sqlite3.Row]:
        with self._reading() as connection:
            return _run(connection, query).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        connection = self._free.pop() if self._free else self._connect()
        try:
            yield connection
        finally:
            self._free.append(connection)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection:
            _run(connection, "begin")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        for name in ("busy", "unsynced", "cached", "temporary"):
            connection.execute(_get_query(name))
        return connection


def _put_event(connection: sqlite3.Connection, line: EventRow, made_at: int) -> int:
    columns: _Values = {
        "id": line.id,
        "role": line.role,
        "type": line.type,
        "first_day": line.first_day,
        "last_day": line.last_day,
        "day": line.first_day or "",
        "place": line.place,
        "country": line.country,
        "lat": line.lat,
        "lon": line.lon,
        "killed": get_killed(line),
        "disputes": line.disputes,
        "unreviewed": line.unreviewed,
        "changed_at": line.changed_at,
        "made_at": made_at,
    }
    number = int(_run(connection, "put_event", **columns).fetchone()["number"])
    _run(connection, "put_line", event=number, line=msgspec.msgpack.encode(line))
    for mention in line.mentions:
        _run(connection, "put_member", mention=mention, event=number)
    for report in line.report_ids:
        _run(connection, "hold_report", id=report)
        _run(connection, "put_told", id=report, event=number)
    return number


def _put_report(connection: sqlite3.Connection, report: ReportRow) -> None:
    values = msgspec.structs.asdict(report)
    words, coders = values.pop("words"), values.pop("coders")
    number = int(_run(connection, "put_report", **values).fetchone()["number"])
    _run(connection, "remove_coded", report=number)
    for coder in coders:
        _run(connection, "put_coded", coder=coder, report=number)
    _run(connection, "remove_words", report=number)
    _run(connection, "put_words", report=number, words=words)


def _count_coded(connection: sqlite3.Connection, coder: str) -> int:
    return int(_run(connection, "count_coded", coder=coder).fetchone()["reports"])


def _find_numbers(connection: sqlite3.Connection, mentions: Iterable[str]) -> tuple[int, ...]:
    rows = (_run(connection, "find_events_of", mention=key).fetchone() for key in set(mentions))
    return tuple({int(row["number"]) for row in rows if row})


def _find_tellers(connection: sqlite3.Connection, reports: Iterable[ReportRow]) -> set[int]:
    """Find the events that reports tell of: their words change with those of the reports."""
    return {
        int(row["number"]) for report in reports for row in _run(connection, "find_telling", id=report.id)
    }


def _find_told(connection: sqlite3.Connection, report: str) -> tuple[EventRow, ...]:
    return tuple(_LINE.decode(row["line"]) for row in _run(connection, "find_told", report=report))


def _run(connection: sqlite3.Connection, query: str, **values: Any) -> sqlite3.Cursor:
    return connection.execute(_get_query(query), values)


def _get_query(name: str) -> str:
    return load_queries("listing", "counterclaim.serve")[name]
