"""Read the times that feeds, wires and crawlers write: ISO 8601 and RFC 5322."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple


class Moment(NamedTuple):
    """A time as somebody wrote it."""

    #: The day in the time zone that is written.
    day: date
    #: The instant; None where no time zone is written.
    at: datetime | None


def find_moment(words: str | None) -> Moment | None:
    """Find the moment that words write; None where there are none or they are no time."""
    if not words or not words.strip():
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(words.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return Moment(found.date(), found if found.tzinfo is not None else None)
    return None
