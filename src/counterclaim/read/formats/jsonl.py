"""Reports as JSON Lines: one object a line, see `ReportRow` for its keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import IO

import msgspec

from counterclaim.errors import BinaryReportError, ReportError
from counterclaim.model.report import Report, make_report
from counterclaim.model.statement import Problem
from counterclaim.read.bounded import iter_lines, make_long_line_error
from counterclaim.read.columns import Columns, find_columns, has_text_column, rename_columns
from counterclaim.read.found import Found
from counterclaim.read.text import is_encodable
from counterclaim.read.trying import to_problem, try_report

#: The key that a row must have, wherever it stands in it.
_TEXT = re.compile(rb'"text"\s*:')


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a JSONL file; only `text` is needed, other keys are ignored."""

    #: The exact report; it is not changed in any way, so offsets fit this string.
    text: str
    #: Where the report came from; written to the coding so that rows can be joined.
    path: str | None = None
    #: Name of the row in its collection, used where there is no path.
    id: str | int | None = None
    url: str | None = None
    outlet: str | None = None
    #: Headline that is not part of the text.
    title: str | None = None
    #: ISO 8601 date or date and time; the day is read in the report's own time zone, and a time with
    #: its zone gives the instant of publication too.
    published: str | None = None
    #: ISO 639-1 code.
    language: str | None = None


def read(
    stream: IO[bytes], name: str, *, columns: Columns | None = None, first_line: int = 1
) -> Iterator[Found]:
    """Read a JSONL file: a report a line; blank lines are passed over.

    Args:
        stream: the bytes, from the beginning of a line.
        name: where they were read from.
        columns: which key holds what, where the keys are not those of `ReportRow`.
        first_line: the number of the first line in the file.
    """
    is_empty = True
    for number, line in iter_lines(stream, first=first_line):
        place = f"{name}:{number}"
        if line is None:
            is_empty = False
            yield Found(to_problem(make_long_line_error(), place), f"line {number}")
        elif line.strip():
            is_empty = False
            decode = partial(decode_report, line, place=place, columns=columns)
            yield Found(try_report(decode, place), f"line {number}")
    if is_empty:
        yield Found(Problem(kind="empty", message="holds no report; give one JSON object a line", where=name))


def is_report_line(line: bytes) -> bool:
    """Tell whether a line is a JSON object with a text: the mark of JSONL without a file name."""
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(row, dict) and (
        "text" in row or has_text_column([key for key, value in row.items() if isinstance(value, str)])
    )


def decode_report(line: bytes, *, place: str, columns: Columns | None = None) -> Report:
    """Decode one line of JSONL.

    Args:
        line: the JSON, without a byte order mark.
        place: file and line, the report's path where the row names none.
        columns: which key holds what; obvious names need not be told.

    Raises:
        ReportError: the line is no such object; the message names the key.
    """
    try:
        if columns is None and _TEXT.search(line):
            return _make_report(msgspec.json.decode(line, type=ReportRow), place)
        row = msgspec.json.decode(line, type=dict[str, object])
    except RecursionError as error:
        raise ReportError(
            "is no report in JSON: it is nested too deep; give an object with a text"
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReportError(f"is no report in JSON: {error}; give an object with a text") from error
    try:
        found = find_columns(row.keys(), columns)
    except ReportError as error:
        raise ReportError(f"is no report in JSON: it {error}") from error
    return make_row_report(rename_columns(row, found), place=place)


def make_row_report(row: Mapping[str, object], *, place: str) -> Report:
    """Make a report of what a row of a table holds, by what it is.

    Args:
        row: the values by the keys of `ReportRow`.
        place: file and row, the report's path where the row names none.

    Raises:
        ReportError: a value is none of its kind; the message names it.
    """
    try:
        made = msgspec.convert(row, ReportRow)
    except msgspec.ValidationError as error:
        raise ReportError(f"is no report: {error}; give a text") from error
    if not all(is_encodable(value) for value in msgspec.structs.astuple(made) if isinstance(value, str)):
        raise BinaryReportError("is not UTF-8 text; convert it to UTF-8 first")
    return _make_report(made, place)


def _make_report(row: ReportRow, place: str) -> Report:
    return make_report(
        row.text,
        path=row.path or (str(row.id) if row.id is not None else place),
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        language=row.language,
        published=read_day(row.published) if row.published else None,
        published_at=read_instant(row.published) if row.published else None,
    )


def read_day(text: str) -> date:
    """Read the day of an ISO 8601 date or date and time, in its own time zone.

    Raises:
        ReportError: the words are no such date.
    """
    return _read_time(text).date()


def read_instant(text: str) -> datetime | None:
    """Read the instant of an ISO 8601 date and time; None where it names no time zone.

    Raises:
        ReportError: the words are no such date.
    """
    found = _read_time(text)
    return found if found.tzinfo is not None else None


def _read_time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ReportError(f"has a date that is not ISO 8601: {text!r}; write it as 2024-01-31") from error
