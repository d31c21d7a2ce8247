"""Resolve quarters and halves of a year, by name or as the one a report tells of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from counterclaim.annotate.date_calendar import (
    make_half_period,
    make_quarter_period,
    make_unit_period,
    shift_day,
)
from counterclaim.annotate.date_context import DateContext, Resolution
from counterclaim.annotate.date_meaning import DateMeaning, Period
from counterclaim.annotate.date_year import choose_year

#: Longest quarter of a year, in days.
QUARTER_DAYS = 92


def resolve_quarter(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve a quarter by its number; one "a year ago" is that of a year before the last."""
    quarter = meaning.quarter
    if quarter is None:
        return None
    if meaning.year is not None:
        return Resolution(period=make_quarter_period(meaning.year, quarter), basis="stated")
    if meaning.year_step is not None:
        return _resolve_by_step(make_quarter_period, quarter, meaning.year_step, context)
    chosen = choose_year(lambda year: make_quarter_period(year, quarter), context, step=meaning.step)
    if chosen is None:
        return None
    return Resolution(period=shift_quarter(chosen, meaning.offset or 0), year_assumed=True)


def resolve_half(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve the first or last half of a year."""
    if meaning.half is None:
        return None
    if meaning.year is not None:
        return Resolution(period=make_half_period(meaning.year, meaning.half), basis="stated")
    return _resolve_by_step(make_half_period, meaning.half, meaning.year_step or 0, context)


def resolve_told(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve "the latest quarter", "the year-ago period" by the quarter that the report tells of.

    A comparison with "a year ago" is one with the same quarter of that year; where the report
    tells of no quarter it is that year.
    """
    told, years = context.narrative, meaning.offset or 0
    if told is not None and told.length <= QUARTER_DAYS:
        return Resolution(period=shift_quarter(told, years))
    if meaning.unit != "year":
        latest = find_latest_quarter(context) if meaning.unit == "quarter" else None
        return Resolution(period=shift_quarter(latest, years)) if latest else None
    day = told.start if told else context.anchor
    shifted = shift_day(day, "year", years) if day else None
    period = make_unit_period(shifted, "year") if shifted else None
    return Resolution(period=period) if period else None


def _resolve_by_step(
    make_period: Callable[[int, int], Period], number: int, step: int, context: DateContext
) -> Resolution | None:
    """Resolve a numbered part of "last year", "this year", "next year"."""
    if context.anchor is None:
        return None
    return Resolution(period=make_period(context.anchor.year + step, number))


def find_latest_quarter(context: DateContext) -> Period | None:
    """Find the last quarter that was over on the day of publication."""
    if context.anchor is None:
        return None
    current = make_unit_period(context.anchor, "quarter")
    return make_unit_period(current.start - timedelta(days=1), "quarter") if current else None


def shift_quarter(period: Period, years: int) -> Period:
    """Return the quarter of the same number some years away."""
    return make_quarter_period(period.start.year + years, (period.start.month + 2) // 3)
