"""Parquet: the whole ledger, a file a kind of rows, for DuckDB, pandas and whoever reads columns.

Invariant: the columns that the ledger has are kept as they are, so that `iter_parquet_rows` gives the
rows of the ledger back; what is read out of the JSON of statements stands in columns beside them.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

import msgspec

from counterclaim.errors import ExportError, LedgerError
from counterclaim.export.catalog import EventFormat
from counterclaim.export.codes import load_data
from counterclaim.export.jsonl import LOSSES, check_chain
from counterclaim.export.losses import Losses
from counterclaim.export.membership import EVENT_TABLE, write_membership
from counterclaim.export.record import EventSet
from counterclaim.export.violations import Violation
from counterclaim.ledger.base import ROW_KINDS, Row, RowKind
from counterclaim.ledger.codec import to_body
from counterclaim.ledger.current import find_current
from counterclaim.ledger.dump import (
    JSON_COLUMNS,
    LATER_KINDS,
    LOG_KEYS,
    copy_raw,
    get_dump_path,
    make_row,
    write_dump,
)
from counterclaim.ledger.queries import load_queries

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Files that are written, in this order; `current` only helps to make `coding`.
TABLES = (*ROW_KINDS, EVENT_TABLE)
CURRENT_TABLE = "current"
#: Rows that are read at once.
_BATCH = 10_000


class ParquetTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of export/data/parquet.json."""

    about: str
    version: str
    #: DuckDB types of the columns that place a row in the log.
    log: Mapping[str, str]
    #: DuckDB types by kind of row and column.
    tables: Mapping[str, Mapping[str, str]]
    derived: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def load_parquet_table() -> ParquetTable:
    """Load the columns of the Parquet files."""
    return load_data("parquet", ParquetTable)


def write_parquet(events: EventSet, folder: Path) -> Losses:
    """Write every row of the ledger, and beside them which mentions make which event.

    Raises:
        ExportError: DuckDB is not installed.
    """
    with TemporaryDirectory() as scratch:
        dump = Path(scratch)
        counts = write_dump(events.ledger, dump)
        write_membership(events.ledger, get_dump_path(dump, EVENT_TABLE))
        _write_current(dump)
        write_tables(dump, folder, TABLES)
        copy_raw(events.ledger, folder)
    return Losses(cannot_hold=LOSSES, rows=sum(counts.values()))


def write_tables(dump: Path, folder: Path, names: Sequence[str]) -> None:
    """Write tables of a dump as Parquet files; the same lines give the same bytes.

    Args:
        dump: the lines, a file a table; codings need `current` beside them.
        folder: where the Parquet files go.
        names: which tables.

    Raises:
        ExportError: DuckDB is not installed.
    """
    with open_duckdb() as connection:
        for name, columns in _iter_columns():
            if get_dump_path(dump, name).is_file():
                _make_view(connection, name, get_dump_path(dump, name), columns)
        for name in names:
            selected = connection.sql(load_queries("parquet")[name])
            selected.write_parquet(str(get_parquet_path(folder, name)), compression="zstd")


def check_parquet(folder: Path) -> Iterator[Violation]:
    """Check that the rows read back are a chain; the first that does not fit is named."""
    return check_chain(iter_parquet_rows(folder))


def iter_parquet_rows(folder: Path, kinds: Sequence[RowKind] = ROW_KINDS) -> Iterator[Row]:
    """Iterate over the rows of an export in the order of the log.

    Args:
        folder: where the files are.
        kinds: which rows.

    Raises:
        ExportError: DuckDB is not installed.
        LedgerError: a file is missing or is no such file.
    """
    with open_duckdb() as connection:
        rows = [_iter_kind(connection, folder, kind) for kind in kinds]
        yield from heapq.merge(*rows, key=attrgetter("sequence"))


def get_parquet_path(folder: Path, name: str) -> Path:
    """Return the file of a kind of rows."""
    return folder / f"{name}.parquet"


def open_duckdb() -> DuckDBPyConnection:
    """Open DuckDB in memory, without the network.

    Raises:
        ExportError: it is not installed.
    """
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise ExportError(
            "Parquet is written by DuckDB, which is not installed; pip install 'counterclaim[parquet]'"
        ) from error
    connection = duckdb.connect()
    for setting in ("no_extensions", "one_thread", "utc"):
        connection.execute(load_queries("parquet")[setting])
    return connection


def _iter_columns() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Iterate over the tables of a dump with the types of their columns."""
    table = load_parquet_table()
    for kind, columns in table.tables.items():
        yield kind, {**table.log, **columns}
    yield from table.derived.items()


def _make_view(connection: DuckDBPyConnection, name: str, path: Path, columns: Mapping[str, str]) -> None:
    lines = connection.read_json(str(path), columns=dict(columns), format="newline_delimited")
    lines.create_view(name)


def _write_current(dump: Path) -> None:
    """Write the ids of the codings that reading the ledger shows."""
    codings: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    with get_dump_path(dump, "coding").open("rb") as lines:
        for coding in map(msgspec.json.decode, lines):
            codings[coding["report"]].append(coding)
    shown = (coding["id"] for own in codings.values() for coding in find_current(own))
    with get_dump_path(dump, CURRENT_TABLE).open("wb") as out:
        out.writelines(msgspec.json.encode({"coding": coding}) + b"\n" for coding in shown)


def _iter_kind(connection: DuckDBPyConnection, folder: Path, kind: RowKind) -> Iterator[Row]:
    import duckdb

    path = get_parquet_path(folder, kind)
    if kind in LATER_KINDS and not path.exists():
        return
    try:
        found = connection.cursor().execute(load_queries("parquet")["read_rows"], {"path": str(path)})
        names = [column[0] for column in found.description or ()]
        while batch := found.fetchmany(_BATCH):
            yield from (_make_row(kind, dict(zip(names, values, strict=True))) for values in batch)
    except (duckdb.Error, KeyError) as error:
        raise LedgerError(f"{path} is no file of a Parquet export ({error})") from error


def _make_row(kind: RowKind, values: Mapping[str, Any]) -> Row:
    """Make a row of the columns that the ledger has."""
    log = {name: _to_column(values[name]) for name in LOG_KEYS}
    columns = {name: _to_column(values[name]) for name in load_parquet_table().tables[kind]}
    for name in JSON_COLUMNS.get(kind, ()):
        columns[name] = None if columns[name] is None else msgspec.json.decode(cast(str, columns[name]))
    return make_row(kind, log, to_body(kind, columns))


def _to_column(value: object) -> Any:
    """Turn a value of DuckDB into a column of the ledger: moments and days are text there."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).isoformat(timespec="milliseconds")
    return value.isoformat() if isinstance(value, date) else value


FORMAT = EventFormat(write=write_parquet, check=check_parquet, policies=())
