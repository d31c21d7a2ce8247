"""cc.registry/1: one number and one day as a registry of incidents enters them.

A registry of many small incidents has one row each and no blanks: silence about a harm is entered as
0, and news without a day is of its own day. The note says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from counterclaim.model.ids import ReportId
from counterclaim.model.resolution import Days, Figure, Resolution
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.counting import find_part, sift_counts
from counterclaim.policy.counts import get_toll
from counterclaim.policy.days import get_length, get_stretch, sift_days
from counterclaim.policy.moment import get_day, get_publication
from counterclaim.policy.order import order_as_told
from counterclaim.policy.resolving import make_resolution
from counterclaim.policy.sifting import Sifted

T = TypeVar("T")

POLICY = "cc.registry/1"
OTHER_HARM = {"killed": "injured", "injured": "killed"}


def resolve_registry(case: Case, field: str) -> Resolution:
    """Resolve a count or the date as a registry enters it; see the two rules."""
    return resolve_registry_day(case, field) if field == "date" else resolve_registry_count(case, field)


def resolve_registry_count(case: Case, field: str) -> Resolution:
    """Take the figure that most reports give; of equals that of the latest report.

    A report's figure is the largest of everyone that it gives, else the largest of a part. A report
    that counts only the other harm gives 0, and so does an event without any figure. The value is a
    Figure of one number; None where nothing is known of the event.
    """
    sifted = sift_counts(case, field).drop(find_unread)
    figures = _find_figures(sifted)
    others = _find_figures(sift_counts(case, OTHER_HARM[field]).drop(find_unread))
    moments = find_moments(case)
    votes = {**dict.fromkeys(others, 0), **figures}
    latest = sorted(votes, key=lambda each: (moments[each], each), reverse=True)
    number = _choose_commonest(votes[each] for each in latest)
    if number is None and case.event.mentions:
        number = 0
    used = [each for each in sifted.kept if number == read_number(each) == figures[each.report.id]]
    return make_resolution(
        case,
        field=field,
        policy=POLICY,
        value=None if number is None else Figure(low=number, best=number, high=number),
        used=used,
        sifted=sifted,
        why="is not the figure that most reports give",
        is_contested=len(set(figures.values())) > 1,
        note="silence is entered as 0" if number == 0 and not used else None,
    )


def resolve_registry_day(case: Case, field: str) -> Resolution:
    """Take the day that most reports give; without any, the day of the first report.

    A report gives the first single day that its coder ranks; of equals a day stated stands before one
    worked out, and an earlier report's before a later one's. The value is a Days; None where no
    report has a day either.
    """
    sifted = sift_days(case, field).drop(_find_stretch)
    first: dict[ReportId, Testimony] = {}
    for each in order_as_told(case, sifted.kept):
        first.setdefault(each.report.id, each)
    told = sorted(first.values(), key=lambda each: each.statement.basis == "derived")
    day = _choose_commonest(get_stretch(each)[0] for each in told)
    published = (found for each in case.event.mentions if (found := get_day(each.report)))
    entered = day or min(published, default=None)
    return make_resolution(
        case,
        field=field,
        policy=POLICY,
        value=Days(start=entered, end=entered, day=entered) if entered else None,
        used=[each for each in first.values() if get_stretch(each)[0] == day],
        sifted=sifted,
        why="is not the day that most reports give first",
        is_contested=len({get_stretch(each)[0] for each in told}) > 1,
        note=None if day or not entered else "no day is told; the day of the first report stands for it",
    )


def _find_figures(sifted: Sifted) -> Mapping[ReportId, int]:
    """Find each report's figure: its largest of everyone, else its largest of a part."""
    wholes = sifted.drop(find_part).kept
    figures = {each.report.id: 0 for each in sifted.kept}
    whole = {each.report.id for each in wholes}
    for each in sifted.kept:
        if each in wholes or each.report.id not in whole:
            figures[each.report.id] = max(figures[each.report.id], read_number(each) or 0)
    return figures


def read_number(testimony: Testimony) -> int | None:
    """Read the number as written, else the bound that the words set; None for a plural word."""
    toll = get_toll(testimony)
    if toll.op in ("zero", "plural"):
        return 0 if toll.op == "zero" else None
    return next((number for number in (toll.n, toll.high, toll.low) if number is not None), None)


def find_unread(testimony: Testimony) -> str | None:
    """Find that a count has no number to enter."""
    return "is too vague for the rule" if read_number(testimony) is None else None


def _find_stretch(testimony: Testimony) -> str | None:
    return "is a stretch of days" if get_length(get_stretch(testimony)) > 1 else None


def find_moments(case: Case) -> Mapping[ReportId, datetime]:
    """Find when each report was published."""
    return {each.report.id: get_publication(each.report, each.recorded_at) for each in case.testimonies}


def _choose_commonest(values: Iterable[T]) -> T | None:
    """Choose the value that occurs most often; of equals the first; None for no values."""
    counts = Counter(values)
    return max(counts, key=lambda value: counts[value], default=None)
