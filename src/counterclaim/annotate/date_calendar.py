"""Arithmetic on days: periods of a unit, shifts, weekdays, holidays."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from counterclaim.annotate.date_meaning import Period, Season, Unit
from counterclaim.annotate.date_vocabulary import HolidayEntry

#: First month of a season, northern half of the earth, by whole months (TIMEX3 SP, SU, FA, WI).
SEASON_MONTHS: dict[Season, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def make_day(year: int, month: int, day: int) -> date | None:
    """Make a date; None where the calendar has no such day."""
    if not MINYEAR <= year <= MAXYEAR or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def make_day_period(day: date) -> Period:
    """Make the period of one day."""
    return Period(start=day, end=day, precision="day")


def make_month_period(year: int, month: int) -> Period:
    """Make the period of one month."""
    return Period(
        start=date(year, month, 1), end=date(year, month, monthrange(year, month)[1]), precision="month"
    )


def make_year_period(year: int) -> Period:
    """Make the period of one year."""
    return Period(start=date(year, 1, 1), end=date(year, 12, 31), precision="year")


def make_years_period(first: int, count: int) -> Period:
    """Make the period of several years: a decade, a century."""
    return Period(start=date(first, 1, 1), end=date(first + count - 1, 12, 31), precision="range")


def make_season_period(year: int, season: Season) -> Period:
    """Make the period of a season; a winter belongs to the year in which it begins."""
    month = SEASON_MONTHS[season]
    last = make_month_period(year + (month == 12), (month + 1) % 12 + 1)
    return Period(start=date(year, month, 1), end=last.end, precision="season")


def make_quarter_period(year: int, quarter: int) -> Period:
    """Make the period of a quarter of a calendar year."""
    last = make_month_period(year, 3 * quarter)
    return Period(start=date(year, 3 * quarter - 2, 1), end=last.end, precision="range")


def make_half_period(year: int, half: int) -> Period:
    """Make the period of the first or second half of a calendar year."""
    last = make_month_period(year, 6 * half)
    return Period(start=date(year, 6 * half - 5, 1), end=last.end, precision="range")


def make_unit_period(day: date, unit: Unit) -> Period | None:
    """Make the period of a unit that holds a day; weeks run from Monday. None below a day."""
    monday = day - timedelta(days=day.weekday())
    match unit:
        case "day":
            return make_day_period(day)
        case "week" | "fortnight":
            return Period(start=monday, end=monday + timedelta(days=6), precision="week")
        case "weekend":
            return Period(start=monday + timedelta(days=5), end=monday + timedelta(days=6), precision="days")
        case "month":
            return make_month_period(day.year, day.month)
        case "quarter":
            return make_quarter_period(day.year, (day.month + 2) // 3)
        case "year":
            return make_year_period(day.year)
        case "decade":
            return make_years_period(day.year // 10 * 10, 10)
        case "century":
            return make_years_period((day.year - 1) // 100 * 100 + 1, 100)
    return None


def shift_day(day: date, unit: Unit, count: float) -> date | None:
    """Move a day by units; None below a day, or outside the calendar."""
    try:
        if unit in _DAYS_IN:
            return day + timedelta(days=round(_DAYS_IN[unit] * count))
        if unit not in _MONTHS_IN:
            return None
        months = day.year * 12 + day.month - 1 + round(_MONTHS_IN[unit] * count)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def find_weekday_before(day: date, weekday: int) -> date:
    """Return the latest such weekday at or before a day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def find_weekday_after(day: date, weekday: int) -> date:
    """Return the first such weekday at or after a day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def find_holiday(entry: HolidayEntry, year: int) -> date | None:
    """Return the day of a holiday in a year."""
    if entry.easter is not None:
        return find_easter(year) + timedelta(days=entry.easter)
    if entry.month is None:
        return None
    if entry.day is not None:
        return make_day(year, entry.month, entry.day)
    if entry.weekday is None or entry.nth is None:
        return None
    if entry.nth < 0:
        return find_weekday_before(make_month_period(year, entry.month).end, entry.weekday)
    return find_weekday_after(date(year, entry.month, 1), entry.weekday) + timedelta(weeks=entry.nth - 1)


def find_easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (anonymous computus, Meeus chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
