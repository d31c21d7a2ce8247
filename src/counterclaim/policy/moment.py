"""When something became known: published, recorded, or neither by the moment asked for.

A report that carries only its day counts from the end of that day, in UTC: only then is it sure to
have been published. A report without any day counts from when it was recorded, its latest day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from counterclaim.ledger.base import MentionRecord
from counterclaim.model.custody import Retraction
from counterclaim.model.report import Report
from counterclaim.model.resolution import AsOf


def make_day_end(day: date) -> datetime:
    """Make the last instant of a day, in UTC."""
    return datetime.combine(day, time.max, tzinfo=UTC)


def parse_moment(text: str, *, is_start: bool = False) -> datetime:
    """Parse a day, which means its end, or an instant; one without a zone is in UTC.

    Args:
        text: ISO 8601: 2024-01-03, 2024-01-03T18:00, 2024-01-03T18:00+02:00.
        is_start: a bare day is its start instead.

    Raises:
        ValueError: it is no such day or instant; the message says what to write.
    """
    try:
        day = date.fromisoformat(text)
        return datetime.combine(day, time.min, tzinfo=UTC) if is_start else make_day_end(day)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            f"{text!r} is no moment; write 2024-01-31, 2024-01-31T18:00 or 2024-01-31T18:00+02:00"
        ) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def get_publication(report: Report, recorded_at: datetime) -> datetime:
    """Return the instant by which a report is known to have been published."""
    if report.published_at is not None:
        return report.published_at
    return make_day_end(report.published) if report.published else recorded_at


def is_known(record: MentionRecord, as_of: AsOf) -> bool:
    """Tell whether a mention was published and recorded by the moment asked for."""
    published = get_publication(record.report, record.recorded_at)
    return is_by(published, as_of.published) and is_by(record.recorded_at, as_of.recorded)


def is_retraction_known(retraction: Retraction, as_of: AsOf) -> bool:
    """Tell whether a report had been withdrawn by the moment asked for."""
    return is_by(retraction.made_at, as_of.published) and is_by(retraction.made_at, as_of.recorded)


def is_by(moment: datetime, limit: datetime | None) -> bool:
    """Tell whether an instant is not after a limit; no limit is now."""
    return limit is None or moment <= limit


def is_later(report: Report, other: Report) -> bool:
    """Tell whether a report was surely published after another.

    Of two reports of one day the order is known only where both carry the instant.
    """
    if report.published_at is not None and other.published_at is not None:
        return report.published_at > other.published_at
    day, other_day = get_day(report), get_day(other)
    return day is not None and other_day is not None and day > other_day


def get_day(report: Report) -> date | None:
    """Return the day of publication, from the instant where no day is given."""
    if report.published is not None:
        return report.published
    return report.published_at.date() if report.published_at is not None else None
