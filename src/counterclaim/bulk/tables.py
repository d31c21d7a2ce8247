"""Tables of an archive, as Parquet: where their row groups lie, and how a few of their rows are read.

Of a table at a URL only what is needed is fetched: into a file that has holes where the rest would be.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, NamedTuple, cast

from counterclaim.bulk.files import is_url, open_file
from counterclaim.export.parquet import open_duckdb
from counterclaim.ledger.queries import load_queries
from counterclaim.read.formats.parquet import ROW_NUMBER

#: Mark at both ends of a Parquet file; before the last one stands the length of the footer.
_MARK = b"PAR1"
_TAIL = 8
_BLOCK = 2**20


class RowGroup(NamedTuple):
    """Rows that a table keeps together."""

    #: Counted from 0.
    rows: range
    #: The bytes `[start, end)` that hold them.
    start: int
    end: int


def find_row_groups(stream: IO[bytes], path: str) -> tuple[RowGroup, ...]:
    """Find the row groups of a table in the order of its rows.

    Args:
        stream: the table.
        path: its name.

    Returns:
        None where it cannot be cut: it is damaged, or its groups lie in another order.
    """
    footer = _find_footer(stream)
    if footer is None:
        return ()
    if not is_url(path):
        return _ask_row_groups(path, footer.start)
    with NamedTemporaryFile() as copy:
        _copy_ranges(stream, copy, footer.stop, (footer,))
        return _ask_row_groups(copy.name, footer.start)


@contextmanager
def open_table(path: str, rows: range) -> Iterator[IO[bytes]]:
    """Open a table so that these rows can be read."""
    with open_file(path) as stream:
        footer = _find_footer(stream) if is_url(path) else None
        if footer is None:
            yield stream
            return
        groups = find_row_groups(stream, path)
        wanted = (
            range(group.start, group.end)
            for group in groups
            if group.rows.start < rows.stop and rows.start < group.rows.stop
        )
        with NamedTemporaryFile() as copy:
            _copy_ranges(stream, copy, footer.stop, (*wanted, footer))
            yield cast(IO[bytes], copy)


def _find_footer(stream: IO[bytes]) -> range | None:
    """Find the bytes of the footer, to the end of the file; None where there is none."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(size - _TAIL, 0))
    tail = stream.read(_TAIL)
    start = size - _TAIL - int.from_bytes(tail[:4], "little")
    return range(start, size) if tail.endswith(_MARK) and start >= len(_MARK) else None


def _ask_row_groups(path: str, end: int) -> tuple[RowGroup, ...]:
    import duckdb

    with open_duckdb() as connection:
        try:
            asked = {"path": str(Path(path).absolute()), "row_number": ROW_NUMBER}
            found = connection.execute(load_queries("bulk")["row_groups"], asked).fetchall()
        except (duckdb.Error, RuntimeError):
            # Its reader meets the same error, and tells it.
            return ()
    starts = [start for *_, start, _ in found]
    is_hidden = any(hidden for *_, hidden in found)
    if is_hidden or any(after < start for start, after in pairwise((*starts, end))):
        return ()
    groups, row = [], 0
    for (_, count, start, _), after in zip(found, (*starts[1:], end), strict=True):
        groups.append(RowGroup(range(row, row + count), start, after))
        row += count
    return tuple(group for group in groups if group.rows)


def _copy_ranges(stream: IO[bytes], copy: IO[bytes], size: int, ranges: Iterable[range]) -> None:
    """Copy some bytes of a file to where they stand in it, and its first mark."""
    copy.truncate(size)
    for each in (range(len(_MARK)), *ranges):
        stream.seek(each.start)
        copy.seek(each.start)
        left = len(each)
        while left and (block := stream.read(min(left, _BLOCK))):
            copy.write(block)
            left -= len(block)
    copy.flush()
