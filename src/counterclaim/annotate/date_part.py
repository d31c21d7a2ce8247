"""Narrow a period to its early, middle or late part."""

from __future__ import annotations

from datetime import date, timedelta

from counterclaim.annotate.date_calendar import shift_day
from counterclaim.annotate.date_meaning import DatePart, Period

#: First and last day of the parts of a month (UCDP codebook, appendix 2); 0 is the month's last day.
_MONTH_PARTS = {"start": (1, 10), "middle": (10, 20), "end": (15, 0)}
#: First and last month of the parts of a year (the same table).
_YEAR_PARTS = {"start": (1, 4), "middle": (5, 8), "end": (9, 12)}
#: First and last year of the parts of a decade.
_DECADE_PARTS = {"start": (0, 3), "middle": (3, 6), "end": (6, 9)}
#: First and last day of the parts of a week.
_WEEK_PARTS = {"start": (0, 2), "middle": (2, 4), "end": (4, 6)}


def narrow_period(period: Period, part: DatePart | None, anchor: date | None) -> Period:
    """Narrow a period to a part of it; days, and periods no table knows, stay whole.

    Args:
        period: what the words without "early" or "late" stand for.
        part: "before" and "after" cut at the anchor ("earlier this month").
        anchor: the day of publication.
    """
    if part is None or period.precision in {"day", "days"}:
        return period
    if part in {"before", "after"}:
        return _cut(period, part, anchor)
    if period.precision == "month":
        return _narrow_month(period, part)
    if period.precision == "year":
        return _narrow_years(period, _YEAR_PARTS[part], months=1)
    if period.precision == "week":
        first, last = _WEEK_PARTS[part]
        start = period.start
        return Period(start=start + timedelta(days=first), end=start + timedelta(days=last), precision="days")
    if period.precision == "range" and period.length in {3652, 3653}:
        return _narrow_years(period, _DECADE_PARTS[part], months=12)
    return period


def _cut(period: Period, part: DatePart, anchor: date | None) -> Period:
    """Cut a period at the anchor where the anchor lies in it."""
    if anchor is None or not period.start <= anchor <= period.end:
        return period
    if part == "before":
        return Period(start=period.start, end=anchor, precision="range")
    return Period(start=anchor, end=period.end, precision="range")


def _narrow_month(period: Period, part: DatePart) -> Period:
    first, last = _MONTH_PARTS[part]
    end = period.end if last == 0 else period.start.replace(day=last)
    return Period(start=period.start.replace(day=first), end=end, precision="days")


def _narrow_years(period: Period, bounds: tuple[int, int], *, months: int) -> Period:
    """Narrow to steps of months from the period's start; months of a year count from 1."""
    base = 1 if months == 1 else 0
    start = shift_day(period.start, "month", (bounds[0] - base) * months)
    after = shift_day(period.start, "month", (bounds[1] - base + 1) * months)
    if start is None or after is None:
        return period
    return Period(start=start, end=after - timedelta(days=1), precision="range")
