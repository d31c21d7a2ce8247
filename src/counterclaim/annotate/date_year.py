"""Choose the year of words that name none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from counterclaim.annotate.date_context import DateContext
from counterclaim.annotate.date_meaning import Period

#: A past-tense day may lie this far after publication: time zones, and reports dated early.
LATE_DAYS = 3
#: A day this near on one side of publication beats one this far on the other, whatever the tense.
NEAR_DAYS = 60
FAR_DAYS = 300
#: Days of a quarter; who plans to report on one that has just ended does not mean that of the next year.
QUARTER_LENGTHS = range(90, 93)
FAR_QUARTER_DAYS = 180


def choose_year(
    make_period: Callable[[int], Period | None], context: DateContext, *, step: int | None = None
) -> Period | None:
    """Choose the year of words without one: the latest period that has begun, or the next to come.

    Args:
        make_period: gives the period of the words in a year.
        context: without an anchor the answer is None.
        step: -1 for "last", 1 for "next", 0 for "this".
    """
    if context.anchor is None:
        return None
    anchor = context.anchor
    periods = [period for year in range(anchor.year - 8, anchor.year + 9) if (period := make_period(year))]
    slack = timedelta(days=LATE_DAYS if periods and periods[0].length == 1 else 0)
    past = [period for period in periods if period.start <= anchor + slack]
    future = [period for period in periods if period.end >= anchor]
    if step == 0:
        return next((period for period in periods if period.start.year == anchor.year), None)
    if step is not None:
        ended = [period for period in periods if (anchor - period.end).days > _get_wait(period)]
        begun = [period for period in periods if period.start > anchor]
        return (ended[-1] if ended else None) if step < 0 else (begun[0] if begun else None)
    if not past or not future:
        return past[-1] if past else None
    return future[0] if _is_ahead(future[0], past[-1], context) else past[-1]


def _get_wait(period: Period) -> int:
    """Return the days after which a period is spoken of by its name: till then it is "last month"."""
    return period.length if period.precision == "month" else 0


def _is_ahead(coming: Period, gone: Period, context: DateContext) -> bool:
    """Judge by tense, unless that means a day a year off where the other lies close at hand.

    Who means such a far day says its year.
    """
    anchor = context.anchor or coming.start
    ahead, behind = (coming.start - anchor).days, (anchor - gone.end).days
    is_day, is_quarter = coming.length == 1, coming.length in QUARTER_LENGTHS
    if context.direction == "future":
        if is_quarter:
            return not (behind <= coming.length and ahead >= FAR_QUARTER_DAYS)
        return not (is_day and behind <= NEAR_DAYS and ahead >= FAR_DAYS)
    if context.direction == "past" and not is_day:
        return False
    return ahead <= NEAR_DAYS and behind >= FAR_DAYS
