"""What `add` makes of reports that the ledger holds as they would be coded now: it does not code them.

So a command that was broken off, or that is run again over a growing folder, goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem

if TYPE_CHECKING:
    from counterclaim.ledger.base import Ledger


def pass_new(
    ledger: Ledger, reports: Iterable[Report | Problem], keep: Callable[[Report], None]
) -> Iterator[Report | Problem]:
    """Pass on the reports that are to be coded; `keep` gets those that the ledger holds."""
    for each in reports:
        if isinstance(each, Report) and is_coded(ledger, each):
            keep(each)
        else:
            yield each


def is_coded(ledger: Ledger, report: Report) -> bool:
    """Tell whether the ledger holds a report as this version would code it.

    Its id covers its text and all that came with it, so that a report that is now given another outlet
    is another report.
    """
    runs = ledger.find_runs(report.id)
    if not runs:
        return False
    from counterclaim.api import find_run

    return find_run(report) in runs
