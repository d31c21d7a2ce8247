"""Features of time: days of the event, and days of publication where the words give none."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from counterclaim.reconcile.profile import DayRange, Profile

#: Stretches longer than this many days (a season, a year) say little about one event.
LONG = 31
#: Days of publication that lie this far apart are as far as can be.
FAR_APART = 60
#: Days between two events from which on they are as far apart as can be.
FAR_DAYS = 7
#: Days between two events that words or clocks may blur ("overnight").
BLURRED = 1


def find_gap(one: DayRange, other: DayRange) -> int:
    """Find the days between two stretches; 0 where they touch."""
    return max(0, (other.start - one.end).days, (one.start - other.end).days)


def find_event_gap(one: Profile, other: Profile) -> int | None:
    """Find the days between the nearest days of two events; None where the words of one give none."""
    others = find_days(other)
    return min([find_gap(left, right) for left in find_days(one) for right in others], default=None)


def find_days(profile: Profile) -> tuple[DayRange, ...]:
    """Find the stretches of a profile that are short enough to compare."""
    return _choose(profile.days, LONG)


@lru_cache(maxsize=4096)
def _choose(days: tuple[DayRange, ...], longest: int) -> tuple[DayRange, ...]:
    """Choose the stretches of so many days at most; the same days come in pair after pair."""
    return tuple(each for each in days if each.length <= longest)


def compare_event_days(one: Profile, other: Profile) -> float | None:
    """Compare the days that the words give: 1 the same, halved with each day between."""
    gap = find_event_gap(one, other)
    return None if gap is None else 0.5**gap


def find_days_apart(one: Profile, other: Profile) -> float | None:
    """Find how far the days that the words give lie apart: 1 from a week on."""
    gap = find_event_gap(one, other)
    return None if gap is None else min(gap / FAR_DAYS, 1.0)


def find_other_days(one: Profile, other: Profile) -> float | None:
    """Tell whether the days that the words of both give are not the same, nor neighbours."""
    gap = find_event_gap(one, other)
    return None if gap is None else float(gap > BLURRED)


def find_single_days(profile: Profile) -> tuple[DayRange, ...]:
    """Find the single days that the words give."""
    return _choose(profile.days, 1)


def find_later_event(one: Profile, other: Profile) -> float | None:
    """Tell whether one report came out before the day that the other gives its event."""
    ways = (_is_before(one, other), _is_before(other, one))
    return max((way for way in ways if way is not None), default=None)


def _is_before(report: Profile, event: Profile) -> float | None:
    days = find_single_days(event)
    if report.published is None or not days or report.role == "planned":
        return None
    return float(all((day.start - report.published).days > BLURRED for day in days))


def compare_day_with_publication(one: Profile, other: Profile) -> float | None:
    """Compare the day of one with the publication of the other, which gives no day of its own."""
    if bool(find_days(one)) == bool(find_days(other)):
        return None
    dated, undated = (one, other) if find_days(one) else (other, one)
    if undated.published is None:
        return None
    day = DayRange(undated.published, undated.published)
    return 0.5 ** min(find_gap(day, each) for each in find_days(dated))


def compare_publication_days(one: Profile, other: Profile) -> float | None:
    """Compare the days of publication: 1 the same, halved with every two days between."""
    gap = _find_published_gap(one.published, other.published)
    return None if gap is None else 0.5 ** (gap / 2)


def find_publications_apart(one: Profile, other: Profile) -> float | None:
    """Find how far the days of publication lie apart: 1 from two months on."""
    gap = _find_published_gap(one.published, other.published)
    return None if gap is None else min(gap / FAR_APART, 1.0)


def _find_published_gap(one: date | None, other: date | None) -> int | None:
    return None if one is None or other is None else abs((one - other).days)
