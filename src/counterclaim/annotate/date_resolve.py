"""Resolve what words say to days, against the day they are measured from.

Invariant: pure; where the anchor that the words need is missing the answer is None, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from counterclaim.annotate.date_calendar import (
    find_holiday,
    find_weekday_after,
    find_weekday_before,
    make_day,
    make_day_period,
    make_month_period,
    make_season_period,
    make_unit_period,
    make_year_period,
    make_years_period,
    shift_day,
)
from counterclaim.annotate.date_context import DateContext, Resolution, make_resolution
from counterclaim.annotate.date_meaning import DateForm, DateMeaning, Direction, NumericOrder, Period
from counterclaim.annotate.date_quarter import resolve_half, resolve_quarter, resolve_told
from counterclaim.annotate.date_vocabulary import load_holidays
from counterclaim.annotate.date_year import choose_year

SATURDAY = 5


def resolve_meaning(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve what words say; None where they, or the context, do not tell."""
    resolver = _RESOLVERS.get(meaning.form)
    return resolver(meaning, context) if resolver else None


def make_stated_period(meaning: DateMeaning, year: int) -> Period | None:
    """Make the days that a year, month and day name; None where the calendar has no such day."""
    if meaning.month is None:
        return make_year_period(year)
    if meaning.day is None:
        return make_month_period(year, meaning.month)
    start = make_day(year, meaning.month, meaning.day)
    if start is None or meaning.last_day is None:
        return make_day_period(start) if start else None
    last_month = meaning.last_month or meaning.month
    end = make_day(year + (last_month < meaning.month), last_month, meaning.last_day)
    return Period(start=start, end=end, precision="days") if end and end > start else None


def _resolve_calendar(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve a day, month or year by its name."""
    if meaning.month is None and meaning.year is None:
        return _resolve_day_of_month(meaning, context)
    if meaning.year is not None:
        period = make_stated_period(meaning, meaning.year)
        return make_resolution(period, meaning, context, basis="stated")
    if context.shared_year is not None:
        return make_resolution(make_stated_period(meaning, context.shared_year), meaning, context)
    if meaning.year_step is not None:
        year = context.anchor.year + meaning.year_step if context.anchor else None
        period = make_stated_period(meaning, year) if year else None
        return make_resolution(period, meaning, context)
    step = None if meaning.step == 0 and meaning.day is not None else meaning.step
    chosen = choose_year(lambda year: make_stated_period(meaning, year), context, step=step)
    resolution = make_resolution(chosen, meaning, context)
    return replace(resolution, year_assumed=True) if resolution else None


def _resolve_day_of_month(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve "Sunday the 4th": the nearest such day of a month on such a weekday."""
    if context.anchor is None or meaning.day is None:
        return None
    offsets = sorted(range(-31, 32), key=lambda offset: (abs(offset), offset))
    days = (context.anchor + timedelta(days=offset) for offset in offsets)
    fitting = (day for day in days if day.day == meaning.day and day.weekday() == meaning.weekday)
    day = next(fitting, None)
    return Resolution(period=make_day_period(day), year_assumed=True) if day else None


def resolve_numeric(meaning: DateMeaning, order: NumericOrder) -> date | None:
    """Resolve "05/01/2024"; None where both orders give a day and none is settled."""
    if meaning.year is None or meaning.first is None or meaning.second is None:
        return None
    day_first = make_day(meaning.year, meaning.second, meaning.first)
    month_first = make_day(meaning.year, meaning.first, meaning.second)
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    fitting = {"day_first": day_first, "month_first": month_first, "open": None}[order]
    if meaning.weekday is None:
        return fitting
    by_weekday = [day for day in (day_first, month_first) if day.weekday() == meaning.weekday]
    return by_weekday[0] if len(by_weekday) == 1 else fitting


def _resolve_numeric(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    day = resolve_numeric(meaning, context.order)
    return Resolution(period=make_day_period(day), basis="stated") if day else None


def _resolve_weekday(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve a weekday by its step, or by the tense of its clause."""
    is_relative = meaning.anchor == "narrative" and context.narrative is not None
    anchor = context.narrative.start if is_relative and context.narrative else context.anchor
    if anchor is None or meaning.weekday is None:
        return None
    return Resolution(period=make_day_period(find_weekday(meaning, anchor, context.direction)))


def _resolve_night(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve the night between two days, of which the words name the second by its weekday or date."""
    resolve = _resolve_calendar if meaning.month is not None else _resolve_weekday
    morning = resolve(meaning, context)
    if morning is None:
        return None
    evening = morning.period.start - timedelta(days=1)
    return replace(morning, period=Period(start=evening, end=morning.period.end, precision="days"))


def find_weekday(meaning: DateMeaning, anchor: date, direction: Direction) -> date:
    """Find the day that a weekday means on a day of publication."""
    weekday = meaning.weekday or 0
    if meaning.week_step is not None:
        monday = anchor - timedelta(days=anchor.weekday())
        return monday + timedelta(weeks=meaning.week_step, days=weekday)
    if meaning.step == -1:
        return find_weekday_before(anchor - timedelta(days=1), weekday)
    if meaning.step == 1:
        return find_weekday_after(anchor + timedelta(days=1), weekday)
    if meaning.step == 0:
        is_past = direction == "past" and find_weekday_after(anchor, weekday) > anchor
        return find_weekday_before(anchor, weekday) if is_past else find_weekday_after(anchor, weekday)
    if direction == "future":
        return find_weekday_after(anchor, weekday)
    return find_weekday_before(anchor, weekday)


def _resolve_holiday(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve a holiday by name; a year is assumed as for a day of a month."""
    entry = load_holidays()[(meaning.holiday or "").replace("’", "'")]

    def make_period(year: int) -> Period | None:
        day = find_holiday(entry, year)
        return make_day_period(day) if day else None

    if meaning.year is not None:
        return make_resolution(make_period(meaning.year), meaning, context, basis="stated")
    chosen = choose_year(make_period, context, step=meaning.step)
    return Resolution(period=chosen, year_assumed=True) if chosen else None


def _resolve_season(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    season = meaning.season
    if season is None:
        return None
    if meaning.year is not None:
        return make_resolution(make_season_period(meaning.year, season), meaning, context, basis="stated")
    chosen = choose_year(lambda year: make_season_period(year, season), context, step=meaning.step)
    return Resolution(period=chosen, year_assumed=True) if chosen else None


def _resolve_decade(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve a decade; one without its century is of the last hundred years."""
    first = meaning.decade
    if first is None:
        return None
    if first >= 100:
        return make_resolution(make_years_period(first, 10), meaning, context, basis="stated")
    if context.anchor is None:
        return None
    century = context.anchor.year // 100 * 100
    first += century if century + first <= context.anchor.year else century - 100
    return make_resolution(make_years_period(first, 10), meaning, context)


def _resolve_century(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    if meaning.century is None or meaning.century < 1:
        return None
    period = make_years_period(100 * meaning.century - 99, 100)
    return Resolution(period=period, basis="stated")


def _resolve_shift(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve a number of units before or after an anchor ("yesterday", "two days earlier")."""
    anchor = _get_anchor(meaning, context)
    count = _get_shift(meaning)
    if anchor is None or meaning.unit is None or count is None:
        return None
    if meaning.unit == "weekend" and count == 0 and context.direction != "future":
        anchor = find_weekday_before(anchor, SATURDAY)
    day = shift_day(anchor, meaning.unit, count)
    period = make_unit_period(day, meaning.unit) if day else None
    return make_resolution(period, meaning, context)


def _get_anchor(meaning: DateMeaning, context: DateContext) -> date | None:
    """Return the day a shift is measured from."""
    if meaning.anchor == "publication":
        return context.anchor
    if context.narrative is not None:
        return context.narrative.start
    is_forward = (_get_shift(meaning) or 0) > 0
    return None if is_forward else context.anchor


def _get_shift(meaning: DateMeaning) -> float | None:
    """Return the signed number of units of a shift; None where it is vague."""
    if meaning.offset is not None:
        return meaning.offset
    if meaning.count is None or meaning.sign is None:
        return None
    return meaning.count * meaning.sign


def _resolve_span(meaning: DateMeaning, context: DateContext) -> Resolution | None:
    """Resolve "the past two days" to the days up to the anchor (UCDP codebook, appendix 2)."""
    anchor, sign, count = context.anchor, meaning.sign, meaning.count
    if anchor is None or sign is None or meaning.unit is None or count is None:
        return None
    if meaning.unit == "hour":
        other: date | None = anchor + timedelta(days=sign * -(-int(count) // 24))
    else:
        other = shift_day(anchor, meaning.unit, sign * count)
    if other is None:
        return None
    return Resolution(period=Period(start=min(anchor, other), end=max(anchor, other), precision="range"))


_RESOLVERS: Mapping[DateForm, Callable[[DateMeaning, DateContext], Resolution | None]] = {
    "calendar": _resolve_calendar,
    "numeric": _resolve_numeric,
    "weekday": _resolve_weekday,
    "night": _resolve_night,
    "holiday": _resolve_holiday,
    "season": _resolve_season,
    "quarter": resolve_quarter,
    "half": resolve_half,
    "told": resolve_told,
    "decade": _resolve_decade,
    "century": _resolve_century,
    "shift": _resolve_shift,
    "span": _resolve_span,
}
