"""The ledger over an SQL database, through SQLAlchemy Core and the queries of `sql/queries.sql`.

Invariant: the end of the log is read and the new rows are written in one transaction that holds the
ledger alone. A ledger object belongs to one thread; open another for another thread.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, Engine, TextClause, text
from sqlalchemy.exc import DBAPIError

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import ROW_KINDS, Body, Clock, Row, RowKind
from counterclaim.ledger.chain import Tail
from counterclaim.ledger.queries import load_queries
from counterclaim.ledger.rows import PrefixMatches, RowLedger
from counterclaim.model.ids import ReportId

#: Sorts after every character of an id, so that `[prefix, prefix + it)` holds what a prefix starts.
AFTER_IDS = "~"
#: Columns of the log beside those that tell its rows' place.
LOG_COLUMNS = ("recorded_at", "id", "hash")
#: Execution option that asks the backend for a transaction that holds the ledger alone.
WRITING = "counterclaim_writing"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A row of the log table, or a row of another table."""

    sequence: int
    kind: str
    log: Mapping[str, str] | None = None
    body: Body | None = None


class SqlLedger(RowLedger):
    """A ledger in an SQL database; the backend's module prepares the engine."""

    def __init__(self, engine: Engine, *, clock: Clock, explain: Callable[[DBAPIError], str]) -> None:
        super().__init__(clock)
        self._engine = engine
        self._explain = explain
        self._connection: Connection | None = None

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def iter_rows(self) -> Iterator[Row]:
        """Iterate over every row in the order of the log, sound or not."""
        with self._reading() as connection:
            log = (
                _Part(
                    sequence=row["sequence"], kind=row["kind"], log={name: row[name] for name in LOG_COLUMNS}
                )
                for row in connection.execute(get_query("scan_log")).mappings()
            )
            bodies = (_iter_parts(connection, kind) for kind in ROW_KINDS)
            yield from _iter_joined(heapq.merge(log, *bodies, key=attrgetter("sequence")))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._reading(**{WRITING: True}) as connection, connection.begin():
            self._connection = connection
            try:
                yield
            finally:
                self._connection = None

    @contextmanager
    def _reading(self, **options: bool) -> Iterator[Connection]:
        if self._connection is not None:
            yield self._connection
            return
        try:
            with self._engine.connect() as connection:
                yield connection.execution_options(**options)
        except DBAPIError as error:
            raise LedgerError(self._explain(error)) from error

    def _find_tail(self) -> Tail:
        with self._reading() as connection:
            row = connection.execute(get_query("find_tail")).first()
        return Tail(sequence=row.sequence, hash=row.hash) if row else Tail()

    def _append(self, rows: Sequence[Row]) -> None:
        log = [_to_log_columns(row) for row in rows]
        with self._reading() as connection:
            connection.execute(get_query("insert_log"), log)
            for kind in ROW_KINDS:
                bodies = [{"sequence": row.sequence, **(row.body or {})} for row in rows if row.kind == kind]
                if bodies:
                    connection.execute(get_query(f"insert_{kind}"), bodies)

    def _find_bodies(self, kind: RowKind, report: str) -> tuple[Body, ...]:
        return self._find(f"find_{kind}", report=report)

    def _find_report_ids(self) -> tuple[ReportId, ...]:
        return tuple(ReportId(str(row["id"])) for row in self._find("find_report_ids"))

    def _find_matches(self, prefix: str) -> PrefixMatches:
        bounds = {"prefix": prefix, "after": prefix + AFTER_IDS}
        return PrefixMatches(
            events=tuple(
                (str(row["report"]), str(row["event"])) for row in self._find("find_event_matches", **bounds)
            ),
            reports=tuple(str(row["id"]) for row in self._find("find_report_matches", **bounds)),
        )

    def _find(self, query: str, **parameters: str) -> tuple[Body, ...]:
        with self._reading() as connection:
            found = connection.execute(get_query(query), parameters).mappings()
            return tuple({name: row[name] for name in row} for row in found)


@lru_cache
def get_query(name: str) -> TextClause:
    """Return one of the shared queries, ready to be executed."""
    return text(load_queries("queries")[name])


def _to_log_columns(row: Row) -> Mapping[str, str | int | None]:
    return {
        "sequence": row.sequence,
        "recorded_at": row.recorded_at,
        "kind": row.kind,
        "id": row.id,
        "hash": row.hash,
    }


def _iter_parts(connection: Connection, kind: str) -> Iterator[_Part]:
    for row in connection.execute(get_query(f"scan_{kind}")).mappings():
        body = {name: value for name, value in row.items() if name != "sequence"}
        yield _Part(sequence=row["sequence"], kind=kind, body=body)


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
