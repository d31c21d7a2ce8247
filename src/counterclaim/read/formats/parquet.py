"""Tables as Parquet: a report a row, its columns found by their names; read by DuckDB."""

from __future__ import annotations

import io
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, cast

from counterclaim.errors import DamagedError, ReportError
from counterclaim.model.statement import Problem
from counterclaim.read.columns import Columns, find_columns, rename_columns
from counterclaim.read.formats.jsonl import make_row_report
from counterclaim.read.found import Found
from counterclaim.read.guard import iter_guarded
from counterclaim.read.trying import try_report

#: Rows that are taken at once.
_BATCH = 100
#: The column that DuckDB gives any table, with the number of each row from 0.
ROW_NUMBER = "file_row_number"
#: Memory that reading a table may take.
_MEMORY = "1GB"


def read(
    stream: IO[bytes], name: str, *, columns: Columns | None = None, rows: range | None = None
) -> Iterator[Found]:
    """Read the rows of a table one by one.

    Args:
        stream: the table; it is written to a temporary file where it is none.
        name: where it was read from.
        columns: which column holds what, where the names do not tell.
        rows: only these, counted from 0; they are there.
    """
    yield from iter_guarded(_iter_found(stream, name, columns, rows), name, seconds=None)


def _iter_found(stream: IO[bytes], name: str, columns: Columns | None, rows: range | None) -> Iterator[Found]:
    number = rows.start if rows else 0
    with _find_file(stream) as path:
        for row in _iter_rows(path, columns, rows):
            number += 1
            place = f"{name}, row {number}"
            yield Found(try_report(partial(make_row_report, row, place=place), place), f"row {number}")
    if not number:
        yield Found(Problem(kind="empty", message="holds no row; give one report a row", where=name))


def _iter_rows(path: Path, columns: Columns | None, rows: range | None) -> Iterator[dict[str, object]]:
    """Iterate over the rows, with the columns of a report alone.

    Raises:
        ReportError: DuckDB is not installed, or no column holds texts.
        DamagedError: the file is no table.
    """
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise ReportError(
            "is Parquet, which DuckDB reads; install it with pip install 'counterclaim[parquet]'"
        ) from error
    with duckdb.connect(config={"memory_limit": _MEMORY, "threads": 1}) as connection:
        # From here on it opens this one file, and loads nothing.
        quoted = str(path).replace("'", "''")
        connection.execute(f"SET allowed_paths = ['{quoted}']")
        connection.execute("SET enable_external_access = false")
        try:
            table = connection.read_parquet(str(path))
            found = find_columns(table.columns, columns)
            if rows is not None:
                table = table.filter(f"{ROW_NUMBER} BETWEEN {rows.start} AND {rows.stop - 1}")
            # Its type hints do not know that a table can select columns.
            wanted = cast(Any, table).select(*map(duckdb.ColumnExpression, found.values()))
            running = connection.execute(wanted.sql_query())
            while batch := running.fetchmany(_BATCH):
                for row in batch:
                    yield rename_columns(dict(zip(found.values(), row, strict=True)), found)
        # Text that is none is a RuntimeError of the bindings.
        except (duckdb.Error, RuntimeError) as error:
            first = str(error).partition("\n")[0].replace(str(path), "the file")
            raise DamagedError(f"is no sound Parquet file ({first}); get it again") from error


@contextmanager
def _find_file(stream: IO[bytes]) -> Iterator[Path]:
    """Give the file that a stream reads; one is written where it reads none."""
    own = _find_own_file(stream)
    if own:
        yield own
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file)
        yield path


def _find_own_file(stream: IO[bytes]) -> Path | None:
    try:
        told = os.fstat(stream.fileno())
        path = Path(stream.name)
        is_own = stat.S_ISREG(told.st_mode) and os.path.samestat(told, path.stat())
    except (AttributeError, OSError, TypeError, ValueError, io.UnsupportedOperation):
        return None
    return path if is_own else None
