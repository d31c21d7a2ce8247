"""How UCDP, ACLED, GTD and MUC-4 write the date of an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterclaim.model.resolution import Days, Resolution
from counterclaim.policy.base import Case
from counterclaim.policy.days import (
    Dating,
    Stretch,
    find_days,
    find_others,
    get_length,
    get_middle,
    say_stretch,
)
from counterclaim.policy.moment import get_day
from counterclaim.policy.resolving import make_resolution

UCDP, ACLED, GTD, MUC4 = "ucdp.dates/23", "acled.time/2024", "gtd.date/2012", "muc4.date"
#: Days up to which UCDP has a precision code: one day, 2 to 6, a week, a month, a year.
_UCDP_PRECISIONS = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
#: Days up to which ACLED has a precision code: one day, a week or weekend, a month.
_ACLED_PRECISIONS = ((1, 1), (7, 2), (31, 3))


def resolve_ucdp_days(case: Case, field: str) -> Resolution:
    """Give the first and the last possible day with UCDP's precision code (codebooks 3.2).

    Days with equal support span the whole from the first to the last. The value is a Days; None
    where no voice dates the event, or only to more than a year.
    """
    dating = find_days(case, field)
    whole = dating.whole
    precision = _find_precision(whole, _UCDP_PRECISIONS)
    days = (
        Days(start=whole[0], end=whole[1], day=whole[0], precision=precision) if whole and precision else None
    )
    return _resolve(case, field, UCDP, days, dating, dating.rivals)


def resolve_acled_time(case: Case, field: str) -> Resolution:
    """Give one day with ACLED's precision code: 1 the day, 2 a week's middle, 3 a month's.

    The value is a Days; None where no voice dates it to a month (codebooks 1.1).
    """
    dating = find_days(case, field)
    precision = _find_precision(dating.first, _ACLED_PRECISIONS)
    days = _make_middle(dating.first, precision) if precision else None
    return _resolve(case, field, ACLED, days, dating, dating.rivals[:1])


def resolve_gtd_date(case: Case, field: str) -> Resolution:
    """Give one day; of a longer stretch the middle, with the stretch for `approxdate` in the note.

    The value is a Days; None where no voice dates the event (codebooks 2.2).
    """
    dating = find_days(case, field)
    first = dating.first
    note = f"approximate date: {say_stretch(first)}" if first and get_length(first) > 1 else None
    return _resolve(case, field, GTD, _make_middle(first, None), dating, dating.rivals[:1], note=note)


def resolve_muc4_date(case: Case, field: str) -> Resolution:
    """Give the day, a stretch or "on or before" in the notation of MUC-4.

    Without a date in the words, the day of the first report stands as `- DD MMM YY`. The value is
    text; None where no report has a day either (codebooks 5.1).
    """
    dating = find_days(case, field)
    days = (day for each in case.testimonies if (day := get_day(each.report)) is not None)
    value = say_muc4_days(dating.first, published=min(days, default=None))
    return _resolve(case, field, MUC4, value, dating, dating.rivals[:1])


def say_muc4_days(stretch: Stretch | None, *, published: date | None) -> str | None:
    """Say days as MUC-4 prints them: 05 JAN 24, a stretch of two, or on or before a report's day."""
    if stretch is None:
        return f"- {_say_muc4_day(published)}" if published else None
    start, end = map(_say_muc4_day, stretch)
    return start if start == end else f"{start} - {end}"


def _say_muc4_day(day: date) -> str:
    return f"{day:%d %b %y}".upper()


def _make_middle(stretch: Stretch | None, precision: int | None) -> Days | None:
    if stretch is None:
        return None
    return Days(start=stretch[0], end=stretch[1], day=get_middle(stretch), precision=precision)


def _find_precision(stretch: Stretch | None, codes: Sequence[tuple[int, int]]) -> int | None:
    """Find the precision code of the shortest length that holds a stretch; None where none does."""
    if stretch is None:
        return None
    return next((code for longest, code in codes if get_length(stretch) <= longest), None)


def _resolve(
    case: Case,
    field: str,
    policy: str,
    value: object,
    dating: Dating,
    chosen: Sequence[Stretch],
    *,
    note: str | None = None,
) -> Resolution:
    used = dating.find_givers(chosen) if value is not None else ()
    others = find_others(dating.sifted, used) if used else ()
    differing = f"dates differ: {', '.join(others)}" if others else None
    return make_resolution(
        case,
        field=field,
        policy=policy,
        value=value,
        used=used,
        sifted=dating.sifted,
        why="is not the best supported or the most precise date",
        is_contested=bool(others) or len(chosen) > 1,
        note="; ".join(words for words in (note, differing) if words) or None,
    )
