"""GTD's event ids: a day and a running number, frozen when an event is first recorded (codebooks 2.2).

Invariant: an id hangs on the mentions recorded up to the event's first one alone. Later reports,
corrected dates and merges leave it as it is, as GTD's codebook asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from counterclaim.ledger.base import Event, MentionRecord
from counterclaim.model.judgement import MentionKey
from counterclaim.model.values import DateValue


def number_mentions(mentions: Iterable[MentionRecord]) -> Mapping[MentionKey, str]:
    """Number mentions within their first day, in the order in which they were recorded.

    Args:
        mentions: every mention of the ledger; those without a day have no number.
    """
    counts: Counter[date] = Counter()
    numbers: dict[MentionKey, str] = {}
    for record in sorted(mentions, key=lambda record: (record.recorded_at, record.key)):
        day = find_first_day(record)
        if day is not None:
            counts[day] += 1
            numbers[record.key] = make_event_number(day, counts[day])
    return numbers


def make_event_number(day: date, count: int) -> str:
    """Make `yyyymmdd` and four digits; a day with ten thousand mentions needs five."""
    return f"{day:%Y%m%d}{count:04d}"


def find_event_number(event: Event, numbers: Mapping[MentionKey, str]) -> str | None:
    """Find the number of an event: that of its mention recorded first that has one."""
    ordered = sorted(event.mentions, key=lambda record: (record.recorded_at, record.key))
    return next((numbers[record.key] for record in ordered if record.key in numbers), None)


def find_first_day(record: MentionRecord) -> date | None:
    """Find the first day of the narrowest date of a mention, else the day of its report."""
    narrowest = min(
        _iter_dates(record), key=lambda value: (value.end - value.start, value.start), default=None
    )
    return narrowest.start if narrowest else record.report.published


def _iter_dates(record: MentionRecord) -> Iterator[DateValue]:
    for statement in record.statements:
        if isinstance(statement.value, DateValue) and statement.polarity == "+":
            yield statement.value
