"""What is known of each number that reports give for one harm: the features of cc.registry/2."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from counterclaim.model.ids import ReportId
from counterclaim.policy.base import Testimony
from counterclaim.policy.counting import find_part
from counterclaim.policy.registry import read_number

#: Code points that hold a headline, an opening, and all but the far end of a short report.
HEADLINE, OPENING, FAR = 110, 500, 1500
#: Times told from which on more tell nothing.
TIMES = 5

#: How one figure is made of the counts of a report.
Reading = Callable[[Sequence[Testimony]], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All counts that reports give of one harm."""

    counts: tuple[Testimony, ...]
    #: Each report's counts of everyone, else of parts; reports that only count the other harm have none.
    by_report: Mapping[ReportId, Sequence[Testimony]]
    #: Reports that count anybody, in order of publication.
    reports: tuple[ReportId, ...]
    #: Whether anybody was harmed in the other way.
    has_other: bool


def make_told(
    counts: Sequence[Testimony], others: Sequence[Testimony], moments: Mapping[ReportId, datetime]
) -> Told:
    """Make what is told of one harm.

    Args:
        counts: testimonies with a number that count it.
        others: those that count the other harm.
        moments: when each report was published.
    """
    found: dict[ReportId, list[Testimony]] = {}
    for each in counts:
        found.setdefault(each.report.id, []).append(each)
    by_report = {report: _prefer_wholes(each) for report, each in found.items()}
    reports = {*by_report, *(each.report.id for each in others)}
    return Told(
        counts=tuple(counts),
        by_report=by_report,
        reports=tuple(sorted(reports, key=lambda report: (moments[report], report))),
        has_other=any(read_number(each) for each in others),
    )


def find_numbers(told: Told) -> tuple[int, ...]:
    """Find the numbers to choose from: all that are given, and 0 for silence."""
    return tuple(sorted({0, *(read_number(each) or 0 for each in told.counts)}))


def make_features(told: Told) -> Mapping[int, Mapping[str, float]]:
    """Make the features of every number that can be chosen, by their names in the weights."""
    numbers = find_numbers(told)
    figures = {name: _find_figures(told, reading) for name, reading in _READINGS.items()}
    return {number: _describe(told, number, numbers, figures) for number in numbers}


def _describe(
    told: Told, number: int, numbers: Sequence[int], figures: Mapping[str, Mapping[ReportId, int]]
) -> Mapping[str, float]:
    """Describe one number."""
    giving = [each for each in told.counts if read_number(each) == number]
    stated = [each for each in giving if each.statement.basis == "stated"]
    first, last = told.reports[0], told.reports[-1]
    values = {
        **{f"reports: {name}": _share(of, number, told) for name, of in figures.items()},
        "latest report: largest": figures["largest"][last] == number,
        "latest report: largest of opening": figures["largest of opening"][last] == number,
        "first report: largest of opening": figures["largest of opening"][first] == number,
        "reports that give it": len({each.report.id for each in giving}) / len(told.reports),
        "times told": min(len(giving), TIMES) / TIMES,
        "stated": bool(stated),
        "of everyone": any(find_part(each) is None for each in giving),
        "in headline": any(_get_start(each) < HEADLINE for each in giving),
        "stated of everyone in headline": any(
            _get_start(each) < HEADLINE and find_part(each) is None for each in stated
        ),
        "far down": bool(giving) and min(map(_get_start, giving)) > FAR,
        "one, worked out": number == 1 and not stated,
        "several": number > 1,
        "size": math.log1p(number),
        "largest": number == numbers[-1],
        "none": number == 0,
        "none, other harm": number == 0 and told.has_other,
    }
    return {name: float(value) for name, value in values.items()}


def _share(figures: Mapping[ReportId, int], number: int, told: Told) -> float:
    """Return the share of the reports whose figure is a number."""
    return sum(each == number for each in figures.values()) / len(told.reports)


def _find_figures(told: Told, reading: Reading) -> Mapping[ReportId, int]:
    """Find the figure of each report; one that only counts the other harm gives 0."""
    own = told.by_report
    return {report: reading(own[report]) if report in own else 0 for report in told.reports}


def _prefer_wholes(counts: Sequence[Testimony]) -> Sequence[Testimony]:
    """Leave out the counts of parts where one is of everyone."""
    return [each for each in counts if find_part(each) is None] or counts


def _read_largest(counts: Sequence[Testimony]) -> int:
    return max(read_number(each) or 0 for each in counts)


def _read_opening(counts: Sequence[Testimony]) -> int:
    """Read the largest number of the opening, else of all."""
    return _read_largest([each for each in counts if _get_start(each) < OPENING] or counts)


def _read_first(counts: Sequence[Testimony]) -> int:
    """Read the number told first: of those stated, if any is."""
    stated = [each for each in counts if each.statement.basis == "stated"]
    return read_number(min(stated or counts, key=_get_start)) or 0


def _read_commonest(counts: Sequence[Testimony]) -> int:
    """Read the number given most often; of equals the larger."""
    times = Counter(read_number(each) or 0 for each in counts)
    return max(times, key=lambda number: (times[number], number))


def _get_start(testimony: Testimony) -> int:
    """Return where the words of a count begin."""
    return testimony.statement.evidence[0].start


_READINGS: Mapping[str, Reading] = {
    "largest": _read_largest,
    "largest of opening": _read_opening,
    "first": _read_first,
    "commonest": _read_commonest,
}
