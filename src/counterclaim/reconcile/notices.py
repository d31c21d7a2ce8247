"""Heed publishers' notices: what a publisher killed or deleted counts no more, and stays visible.

Invariant: which reports are retracted, by whom and why is a function of the reports and the notices
that a ledger holds, whatever the order in which they came. A notice without a time of its own is
dated by when it was first read.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.ledger.base import Ledger
from counterclaim.model.custody import KeptNotice, Retraction, make_retraction
from counterclaim.model.ids import ReportId
from counterclaim.model.report import Report
from counterclaim.read.outlets import make_outlet_key
from counterclaim.reconcile import index
from counterclaim.reconcile.versions import Edition, make_edition, to_utc


@dataclass(frozen=True, slots=True, kw_only=True)
class Heeded:
    """What a notice did."""

    #: False where the ledger held the notice before.
    is_new: bool
    #: Reports of the item that are withdrawn by it, now or before.
    reports: tuple[ReportId, ...]
    #: Reports of the item by other outlets, or published after it: they stay.
    spared: tuple[ReportId, ...]


def add_notice(ledger: Ledger, notice: KeptNotice) -> Heeded:
    """Add a notice and retract the versions of its item that are here, whole or not at all.

    Raises:
        LedgerError: the notice does not fit its id.
    """
    with ledger.writing():
        is_new = ledger.add_notice(notice)
        # Read again, it is dated by when it was read first.
        kept = index.get_notice(ledger, notice.id) or notice
        index.put_notice(ledger, kept)
        found = index.find_item_editions(ledger, kept)
        withdrawn = tuple(each.report for each in found if _withdraws(ledger, kept, each))
        for report in withdrawn:
            ledger.add_retraction(_make_retraction(kept, report))
    spared = tuple(each.report for each in found if each.report not in withdrawn)
    return Heeded(is_new=is_new, reports=withdrawn, spared=spared)


def heed_notices(ledger: Ledger, report: Report) -> tuple[Retraction, ...]:
    """Put a report where notices find it, and retract it where one came before it.

    Returns:
        The retractions by notices that stand, those made before among them.
    """
    edition = make_edition(report, recorded_at=ledger.get_recorded_at(report.id))
    if edition is None:
        return ()
    index.put_edition(ledger, edition)
    notices = (each for each in index.find_notices(ledger, edition) if _withdraws(ledger, each, edition))
    made = tuple(_make_retraction(each, report.id) for each in notices)
    for each in made:
        ledger.add_retraction(each)
    return made


def put_notices(ledger: Ledger) -> None:
    """Take in all notices of the log, as after the index was dropped."""
    with ledger.writing():
        for notice in ledger.iter_notices():
            index.put_notice(ledger, notice)


def _withdraws(ledger: Ledger, notice: KeptNotice, edition: Edition) -> bool:
    """Tell whether a notice withdraws a report whose item it may name."""
    is_item = notice.guid is None or edition.guid is None or notice.guid == edition.guid
    return is_item and _is_own(ledger, notice, edition) and not _is_later(edition, notice)


def _is_own(ledger: Ledger, notice: KeptNotice, edition: Edition) -> bool:
    """Tell whether a notice comes from the report's own outlet: nobody withdraws another's word."""
    body = ledger.find_report_body(edition.report)
    outlet = body["outlet"] if body else None
    return outlet is None or make_outlet_key(str(outlet)) == make_outlet_key(notice.by)


def _is_later(edition: Edition, notice: KeptNotice) -> bool:
    """Tell whether a version surely came out after the notice: its publisher then let it out again."""
    if notice.made_at is None or edition.published is None or edition.is_day:
        return False
    return edition.published > to_utc(notice.made_at)


def _make_retraction(notice: KeptNotice, report: ReportId) -> Retraction:
    return make_retraction(report=report, by=notice.by, reason=notice.reason, made_at=notice.moment)
