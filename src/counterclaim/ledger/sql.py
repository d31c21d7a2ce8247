"""The ledger over an SQL database, through SQLAlchemy Core and the queries of `sql/queries.sql`.

Invariant: the end of the log is read and the new rows are written in one transaction that holds the
ledger alone. A ledger object belongs to one thread; open another for another thread.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, RowMapping, TextClause, bindparam, text
from sqlalchemy.exc import DBAPIError

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import (
    ROW_KINDS,
    TOUCHING_KINDS,
    Body,
    Clock,
    PrefixMatches,
    Row,
    RowKind,
    Touched,
)
from counterclaim.ledger.chain import Tail
from counterclaim.ledger.codec import to_body, to_columns
from counterclaim.ledger.queries import load_queries
from counterclaim.ledger.raw import RawStore
from counterclaim.ledger.raw_sql import SqlRawStore
from counterclaim.ledger.rows import RowLedger
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import MentionKey

#: Sorts after every character of an id, so that `[prefix, prefix + it)` holds what a prefix starts.
AFTER_IDS = "~"
#: Columns of the log beside those that tell its rows' place.
LOG_COLUMNS = ("recorded_at", "id", "hash")
#: Execution option that asks the backend for a transaction that holds the ledger alone.
WRITING = "counterclaim_writing"
#: Rows that are read at once where a table is read whole.
PAGE = 1000
#: Values of one `IN` list; databases take only so many parameters.
CHUNK = 500
#: Characters of a key that is kept as it is; PostgreSQL indexes some 2,700 bytes.
LONGEST_KEY = 200
#: A parameter of a query that stands for a list.
_LIST = re.compile(r"\bIN :(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A row of the log table, or a row of another table."""

    sequence: int
    kind: str
    log: Mapping[str, str] | None = None
    body: Body | None = None


class SqlLedger(RowLedger):
    """A ledger in an SQL database; the backend's module prepares the engine."""

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Clock,
        explain: Callable[[DBAPIError], str],
        raw: RawStore | None = None,
    ) -> None:
        """Make a ledger of an engine.

        Args:
            engine: prepared by the backend's module.
            clock: tells the time at which rows are recorded.
            explain: says what an error of the database means, and what to do.
            raw: where raw bytes are kept; None keeps them in the database's own `raw_chunk`.
        """
        super().__init__(clock, raw or SqlRawStore(self.writing, self.connecting))
        self._engine = engine
        self._explain = explain
        self._connection: Connection | None = None

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def iter_rows(self, *, after: int = 0) -> Iterator[Row]:
        """Iterate over the rows after one, or over all, in the order of the log, sound or not."""
        # Streamed: a server sends the rows as they are asked for, not all of them at once.
        with self.connecting(stream_results=True) as connection, ExitStack() as scans:
            log, *tables = (
                scans.enter_context(connection.execute(get_query(f"scan_{name}"), {"after": after}))
                for name in ("log", *ROW_KINDS)
            )
            bodies = (_iter_parts(table, kind) for table, kind in zip(tables, ROW_KINDS, strict=True))
            yield from _iter_joined(heapq.merge(_iter_log(log), *bodies, key=attrgetter("sequence")))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the ledger alone: all that is written within stays or goes together."""
        if self._connection is not None:
            with self._connection.begin_nested():
                yield
            return
        with self.connecting(**{WRITING: True}) as connection, connection.begin():
            self._connection = connection
            try:
                yield
            finally:
                self._connection = None

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """Give the connection of the transaction at hand, or else that of one of its own.

        What is derived needs no way back of its own within a transaction, which is half the cost of
        writing it.
        """
        if self._connection is not None:
            yield self._connection
            return
        with self.writing(), self.connecting() as connection:
            yield connection

    @contextmanager
    def connecting(self, **options: bool) -> Iterator[Connection]:
        """Give a connection: that of the transaction at hand, or else one to read with."""
        if self._connection is not None:
            yield self._connection
            return
        try:
            with self._engine.connect() as connection:
                yield connection.execution_options(**options)
        except DBAPIError as error:
            raise LedgerError(self._explain(error)) from error

    def _find_tail(self) -> Tail:
        with self.connecting() as connection:
            row = connection.execute(get_query("find_tail")).first()
        return Tail(sequence=row.sequence, hash=row.hash) if row else Tail()

    def find_touched(self, after: int, until: int) -> tuple[Touched, ...]:
        """Find what a stretch of the log is about: reports coded or withdrawn, mentions judged."""
        rows = self._find("find_touched", after=after, until=until)
        singles = (self._find(f"page_{kind}", after=after, size=until - after) for kind in TOUCHING_KINDS)
        named = ({**row, "mention": None} for page in singles for row in page)
        found = (_to_touched(row) for row in (*rows, *named))
        return tuple(sorted((each for each in found if each.sequence <= until), key=attrgetter("sequence")))

    def _append(self, rows: Sequence[Row]) -> None:
        log = [_to_log_columns(row) for row in rows]
        with self.connecting() as connection:
            connection.execute(get_query("insert_log"), log)
            for kind in ROW_KINDS:
                bodies = [
                    {"sequence": row.sequence, **to_columns(kind, row.body or {})}
                    for row in rows
                    if row.kind == kind
                ]
                if bodies:
                    connection.execute(get_query(f"insert_{kind}"), bodies)

    def _find_bodies_of(self, kind: RowKind, reports: Sequence[str]) -> tuple[Body, ...]:
        rows = (row for chunk in iter_chunks(reports) for row in self._find(f"find_{kind}", reports=chunk))
        return tuple(to_body(kind, columns) for columns in rows)

    def _iter_bodies(self, kind: RowKind) -> Iterator[Body]:
        after = 0
        while page := self._find(f"page_{kind}", after=after, size=PAGE):
            for columns in page:
                yield to_body(kind, _without_sequence(columns))
            after = int(str(page[-1]["sequence"]))

    def _find_judgement_bodies(self, key: str) -> tuple[Body, ...]:
        return tuple(map(_without_sequence, self._find("find_judgements", key=key)))

    def _find_singles(self, kind: RowKind, ids: Collection[str]) -> frozenset[str]:
        rows = (row for chunk in iter_chunks(ids) for row in self._find(f"find_{kind}_ids", ids=chunk))
        return frozenset(str(row["id"]) for row in rows)

    def find_mention_reports(self, keys: Collection[str]) -> Mapping[MentionKey, ReportId]:
        """Find the report of each mention that any coding has; unknown keys are left out."""
        rows = (row for chunk in iter_chunks(keys) for row in self._find("find_mention_reports", keys=chunk))
        return {MentionKey(str(row["event"])): ReportId(str(row["report"])) for row in rows}

    def find_reviewable(self, prefix: str) -> Mapping[str, ReportId]:
        """Find the statements and reviews whose ids start with a prefix, each with its report."""
        rows = self._find("find_reviewable", prefix=prefix, after=prefix + AFTER_IDS)
        return {str(row["id"]): ReportId(str(row["report"])) for row in rows}

    def put_index(self, space: str, owner: str, keys: Collection[str], payload: bytes) -> None:
        """Put what an owner is found by into a derived index, in place of what it had there."""
        with self._changing() as connection:
            fields = {"space": space, "owner": owner, "payload": payload}
            entry = connection.execute(get_query("put_entry", "index"), fields).scalar_one()
            connection.execute(get_query("remove_keys", "index"), {"entry": entry})
            rows = [{"space": space, "name": key, "entry": entry} for key in sorted(set(map(_shorten, keys)))]
            if rows:
                connection.execute(get_query("insert_key", "index"), rows)

    def find_index(self, space: str, keys: Collection[str]) -> Mapping[str, bytes]:
        """Find the owners that have any of the keys, with their payloads, sorted by owner."""
        return self._find_entries("find_by_keys", space, tuple(map(_shorten, keys)))

    def get_index(self, space: str, owners: Collection[str]) -> Mapping[str, bytes]:
        """Get the payloads of owners, sorted; those the index does not hold are left out."""
        return self._find_entries("find_by_owners", space, owners)

    def iter_index(self, space: str) -> Iterator[tuple[str, bytes]]:
        """Iterate over the owners of an index and their payloads, sorted by owner."""
        after = ""
        while page := self._page_entries(space, after):
            yield from page
            after = page[-1][0]

    def drop_index(self, space: str) -> None:
        """Remove all that a derived index holds."""
        with self._changing() as connection:
            for query in ("drop_keys", "drop_entries"):
                connection.execute(get_query(query, "index"), {"space": space})

    def _find_entries(self, query: str, space: str, names: Collection[str]) -> Mapping[str, bytes]:
        found: dict[str, bytes] = {}
        with self.connecting() as connection:
            for chunk in iter_chunks(names):
                fields = {"space": space, "names": chunk}
                rows = connection.execute(get_query(query, "index"), fields).all()
                found.update((owner, bytes(payload)) for owner, payload in rows)
        return dict(sorted(found.items()))

    def _page_entries(self, space: str, after: str) -> Sequence[tuple[str, bytes]]:
        fields = {"space": space, "after": after, "size": PAGE}
        with self.connecting() as connection:
            rows = connection.execute(get_query("page_entries", "index"), fields)
            return [(row.owner, bytes(row.payload)) for row in rows]

    def _find_report_ids(self) -> tuple[ReportId, ...]:
        return tuple(ReportId(str(row["id"])) for row in self._find("find_report_ids"))

    def find_matches(self, prefix: str) -> PrefixMatches:
        """Find the mentions and reports whose ids start with a prefix."""
        bounds = {"prefix": prefix, "after": prefix + AFTER_IDS}
        return PrefixMatches(
            mentions=tuple(
                (str(row["report"]), str(row["event"])) for row in self._find("find_event_matches", **bounds)
            ),
            reports=tuple(str(row["id"]) for row in self._find("find_report_matches", **bounds)),
        )

    def _find(self, query: str, **parameters: str | int | Sequence[str]) -> tuple[Body, ...]:
        with self.connecting() as connection:
            found = connection.execute(get_query(query), parameters).mappings()
            return tuple({name: row[name] for name in row} for row in found)


@lru_cache
def get_query(name: str, file: str = "queries") -> TextClause:
    """Return one of the shared queries, ready to be executed; `IN :names` takes a list."""
    words = load_queries(file)[name]
    names: list[str] = _LIST.findall(words)
    return text(words).bindparams(*(bindparam(name, expanding=True) for name in names))


def iter_chunks(values: Collection[str]) -> Iterator[Sequence[str]]:
    """Iterate over the distinct values, sorted, in lists short enough for one query."""
    distinct = sorted(set(values))
    return (distinct[start : start + CHUNK] for start in range(0, len(distinct), CHUNK))


def _to_touched(row: Body) -> Touched:
    report, mention = row["report"], row["mention"]
    return Touched(
        sequence=int(str(row["sequence"])),
        report=ReportId(str(report)) if report else None,
        mention=MentionKey(str(mention)) if mention else None,
    )


def _shorten(key: str) -> str:
    """Shorten a key that a database may be unable to index, or to keep, to its hash."""
    if len(key) <= LONGEST_KEY and "\0" not in key:
        return key
    return hashlib.sha256(key.encode()).hexdigest()


def _to_log_columns(row: Row) -> Mapping[str, str | int | None]:
    return {
        "sequence": row.sequence,
        "recorded_at": row.recorded_at,
        "kind": row.kind,
        "id": row.id,
        "hash": row.hash,
    }


def _iter_log(scan: CursorResult[Any]) -> Iterator[_Part]:
    for row in scan.mappings():
        log = {name: row[name] for name in LOG_COLUMNS}
        yield _Part(sequence=row["sequence"], kind=row["kind"], log=log)


def _iter_parts(scan: CursorResult[Any], kind: RowKind) -> Iterator[_Part]:
    for row in scan.mappings():
        yield _Part(sequence=row["sequence"], kind=kind, body=to_body(kind, _without_sequence(row)))


def _without_sequence(columns: Body | RowMapping) -> Body:
    return {name: value for name, value in columns.items() if name != "sequence"}


def _iter_joined(parts: Iterable[_Part]) -> Iterator[Row]:
    """Join the log with the other tables; what has no partner is kept, so that it can be named."""
    for sequence, group in groupby(parts, key=attrgetter("sequence")):
        members = tuple(group)
        log = next((part for part in members if part.log is not None), None)
        bodies = [part for part in members if part.body is not None]
        partner = next((part for part in bodies if log is not None and part.kind == log.kind), None)
        if log is not None and log.log is not None:
            yield Row(sequence=sequence, kind=log.kind, body=partner.body if partner else None, **log.log)
        for part in bodies:
            if part is not partner:
                yield _make_stray(part)


def _make_stray(part: _Part) -> Row:
    """Make the row of a table that the log does not name."""
    found = str(part.body["id"]) if part.body else ""
    return Row(sequence=part.sequence, kind=part.kind, id=found, recorded_at=None, hash=None, body=part.body)
