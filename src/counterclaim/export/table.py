"""Tables as CSV: rows by column name, UTF-8, one line break a row, blank where nothing is known."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from counterclaim.errors import ExportError

#: A value of a table; None is blank.
Cell = str | int | float | None
Row = Mapping[str, Cell]
#: A row as read back: every cell as text, blank where empty.
TextRow = Mapping[str, str]


@contextmanager
def open_table(path: Path, columns: Sequence[str]) -> Iterator[Callable[[Row], None]]:
    """Open a CSV file for writing; yields what writes a row, blank where the row lacks a column.

    Raises:
        KeyError: a row has a column that the table does not have.
    """
    known = set(columns)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)

        def write(row: Row) -> None:
            if stray := row.keys() - known:
                raise KeyError(f"no such columns: {sorted(stray)}")
            writer.writerow([_to_text(row.get(column)) for column in columns])

        yield write


def read_table(path: Path) -> tuple[list[str], list[TextRow]]:
    """Read a CSV or TSV file with a header: its columns and its rows.

    Raises:
        ExportError: the file cannot be read, is no UTF-8 text, or a row is longer than the header.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ExportError(f"{path} could not be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise ExportError(f"{path} is not UTF-8 text; save it as CSV in UTF-8") from error
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text))
    try:
        columns, *found = list(lines) or [[]]
    except csv.Error as error:
        raise ExportError(f"{path} is no CSV ({error})") from error
    for number, cells in enumerate(found, start=1):
        if len(cells) != len(columns):
            raise ExportError(f"{path}, row {number}: has {len(cells)} cells, the header {len(columns)}")
    return columns, [dict(zip(columns, cells, strict=True)) for cells in found]


def _find_delimiter(text: str) -> str:
    """Tell tabs from commas and semicolons by the header."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _to_text(cell: Cell) -> str:
    if cell is None:
        return ""
    return make_line(cell) if isinstance(cell, str) else str(cell)


def make_line(text: str) -> str:
    """Make one line of a text: every run of white space is one blank, control characters are gone."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
