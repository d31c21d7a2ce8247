"""Tell by its first line how the cells of a table are parted, and whether it is a table of reports."""

from __future__ import annotations

import csv

from counterclaim.read.columns import has_text_column, load_column_names
from counterclaim.read.heads import decode_head

#: What parts the cells of a row, the most usual first.
_DELIMITERS = (",", "\t", ";", "|")
#: Longest name of a column; a longer one is a sentence.
_MAX_NAME = 60


def find_delimiter(first: str) -> str:
    """Find what parts the cells: what makes most of them in the first line."""
    return max(_DELIMITERS, key=lambda delimiter: len(_split(first, delimiter)))


def is_table(head: bytes) -> bool:
    """Tell whether a file is a table of reports: its first line names a text and something beside it."""
    first = decode_head(head).partition("\n")[0]
    names = [name.strip().casefold() for name in _split(first, find_delimiter(first))]
    known = set().union(*load_column_names().values())
    return (
        has_text_column(names)
        and len(known.intersection(names)) > 1
        and all(len(name) <= _MAX_NAME for name in names)
    )


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
