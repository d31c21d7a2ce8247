"""Which columns of a table, or keys of an object, hold what a report has: named, or by obvious names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files

import msgspec

from counterclaim.errors import ReportError
from counterclaim.read.moments import find_moment

#: Column by what it holds, as the user names them: `{"text": "body"}`.
Columns = Mapping[str, str]
#: How many columns an error names.
_NAMED = 12


class _ColumnNames(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of columns.json."""

    about: str
    names: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load_column_names() -> Mapping[str, tuple[str, ...]]:
    """Load the obvious names of columns, by what they hold."""
    raw = (files("counterclaim.read") / "columns.json").read_bytes()
    return msgspec.json.decode(raw, type=_ColumnNames).names


def find_columns(names: Collection[str], wanted: Columns | None = None) -> Columns:
    """Find which columns hold what a report has.

    Args:
        names: the columns that there are.
        wanted: those that the user named; they need no obvious name.

    Raises:
        ReportError: no column holds the text, or one that is wanted is not there.
    """
    folded = {name.strip().casefold(): name for name in reversed(list(names))}
    lacking = [name for name in (wanted or {}).values() if name.strip().casefold() not in folded]
    if lacking:
        raise ReportError(f"has no column {lacking[0]!r}; {_say_columns(names)}")
    found = {
        field: next(folded[name] for name in known if name in folded)
        for field, known in load_column_names().items()
        if not folded.keys().isdisjoint(known)
    }
    found |= {field: folded[name.strip().casefold()] for field, name in (wanted or {}).items()}
    if "text" not in found:
        raise ReportError(f"has no column of texts; name it with --column text=NAME; {_say_columns(names)}")
    return found


def has_text_column(names: Collection[str]) -> bool:
    """Tell whether an obvious name says which column holds the texts."""
    return not {name.strip().casefold() for name in names}.isdisjoint(load_column_names()["text"])


def rename_columns(row: Mapping[str, object], columns: Columns) -> dict[str, object]:
    """Return what a row holds by what it is; what is empty is left out.

    Days and instants become ISO 8601, as a file of lines has them; ids become words.
    """
    found = {field: row.get(name) for field, name in columns.items()}
    return {
        field: _to_words(field, value)
        for field, value in found.items()
        if field == "text" or value not in (None, "")
    }


def _to_words(field: str, value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if field == "text" and value is None:
        return ""
    if field == "published" and isinstance(value, str):
        moment = find_moment(value)
        return (moment.at or moment.day).isoformat() if moment else value
    return str(value) if field == "id" else value


def _say_columns(names: Collection[str]) -> str:
    shown = ", ".join(list(names)[:_NAMED])
    return f"it has {shown}{', …' if len(names) > _NAMED else ''}"
