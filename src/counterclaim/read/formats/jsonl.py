"""Reports as JSON Lines: one object a line, see `ReportRow` for its keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import IO

import msgspec

from counterclaim.errors import ReportError
from counterclaim.model.report import Report, make_report
from counterclaim.model.statement import Problem
from counterclaim.read.found import Found
from counterclaim.read.trying import try_report

_BOM = b"\xef\xbb\xbf"


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


def read(stream: IO[bytes], name: str, *, first_line: int = 1) -> Iterator[Found]:
    """Read a JSONL file: a report a line; blank lines are passed over.

    Args:
        stream: the bytes, from the beginning of a line.
        name: path or address of the file.
        first_line: the number of that line in the file.
    """
    is_empty = True
    for number, line in enumerate(stream, start=first_line):
        row = line.removeprefix(_BOM) if number == 1 else line
        if row.strip():
            is_empty = False
            place = f"{name}:{number}"
            yield Found(try_report(partial(decode_report, row, place=place), place), f"line {number}")
    if is_empty:
        yield Found(Problem(kind="empty", message="holds no report; give one JSON object a line", where=name))


def is_report_line(line: bytes) -> bool:
    """Tell whether a line is a JSON object with a `text`: the mark of JSONL without a file name."""
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return isinstance(row, dict) and "text" in row


def decode_report(line: bytes, *, place: str) -> Report:
    """Decode one line of JSONL.

    Args:
        line: the JSON, without a byte order mark.
        place: file and line, the report's path where the row names none.

    Raises:
        ReportError: the line is no such object; the message names the key.
    """
    try:
        row = msgspec.json.decode(line, type=ReportRow)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReportError(f"is no report in JSON: {error}; give an object with a text") from error
    _require_no_nul(row)
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


def _require_no_nul(row: ReportRow) -> None:
    """Raise where a value beside the text holds a NUL, which not every ledger can keep."""
    for name, value in msgspec.structs.asdict(row).items():
        if name != "text" and isinstance(value, str) and "\0" in value:
            raise ReportError(f"holds the character U+0000 in its {name}; remove it")


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
