"""Run every check over one coded report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.check.dates import find_date_conflicts, find_swapped_stamp, find_weekday_misfits
from counterclaim.check.text import find_stray_marks, find_two_wordings
from counterclaim.check.tolls import find_large_parts, find_large_sums
from counterclaim.model.statement import Coding, Finding

Check = Callable[[AnnotatedReport, Coding], Iterator[Finding]]

#: In the order of their codes.
CHECKS: tuple[Check, ...] = (
    find_swapped_stamp,
    find_date_conflicts,
    find_weekday_misfits,
    find_large_parts,
    find_large_sums,
    find_two_wordings,
    find_stray_marks,
)


def find_findings(annotated: AnnotatedReport, coding: Coding) -> tuple[Finding, ...]:
    """Find everything that the checks notice, in the order of the rule codes, then of the text."""
    found = (finding for check in CHECKS for finding in check(annotated, coding))
    return tuple(sorted(found, key=_get_order))


def _get_order(finding: Finding) -> tuple[str, int]:
    return finding.rule, finding.evidence[0].start if finding.evidence else 0
