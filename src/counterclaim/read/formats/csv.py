"""Tables as CSV or TSV in UTF-8: a report a row, its columns found by their names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from typing import IO

from counterclaim.errors import LimitError, ReportError
from counterclaim.model.statement import Problem
from counterclaim.read.bounded import MAX_LINE, iter_lines, make_long_line_error
from counterclaim.read.columns import Columns, find_columns, rename_columns
from counterclaim.read.formats.jsonl import make_row_report
from counterclaim.read.found import Found
from counterclaim.read.guard import iter_guarded
from counterclaim.read.table_head import find_delimiter
from counterclaim.read.trying import to_problem, try_report


def read(stream: IO[bytes], name: str, *, columns: Columns | None = None) -> Iterator[Found]:
    """Read the rows of a table one by one.

    Args:
        stream: the table; its first row names the columns.
        name: where it was read from.
        columns: which column holds what, where the names do not tell.
    """
    yield from iter_guarded(_iter_found(stream, name, columns), name, seconds=None)


def _iter_found(stream: IO[bytes], name: str, columns: Columns | None) -> Iterator[Found]:
    # The module's own limit holds for the whole process, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE))
    lines = _iter_texts(stream)
    first = next(lines, "")
    try:
        header = next(csv.reader([first], delimiter=find_delimiter(first)), [])
    except csv.Error as error:
        raise ReportError(f"has no row of column names: {error}; look at its first line") from error
    if not any(cell.strip() for cell in header):
        yield Found(
            Problem(kind="empty", message="holds no table; its first row names the columns", where=name)
        )
        return
    found = find_columns(header, columns)
    number = 0
    for cells in _iter_rows(lines, find_delimiter(first)):
        number += 1
        place, part = f"{name}, row {number}", f"row {number}"
        if isinstance(cells, ReportError):
            yield Found(to_problem(cells, place), part)
        elif cells:
            row = rename_columns(dict(zip(header, cells, strict=False)), found)
            yield Found(try_report(partial(make_row_report, row, place=place), place), part)
    if not number:
        yield Found(Problem(kind="empty", message="holds no row; give one report a row", where=name))


def _iter_rows(lines: Iterator[str], delimiter: str) -> Iterator[list[str] | ReportError]:
    """Iterate over the rows; one that cannot be read gives its error, and the next follows."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReportError(f"is no row of a table: {error}; look for a quotation mark without its partner")
        except LimitError as error:
            yield error
            return


def _iter_texts(stream: IO[bytes]) -> Iterator[str]:
    """Decode lines, newlines as in every text; bytes that are no UTF-8 spoil their row alone."""
    for _, line in iter_lines(stream):
        if line is None:
            raise make_long_line_error()
        yield line.replace(b"\r\n", b"\n").decode("utf-8", "surrogateescape")
