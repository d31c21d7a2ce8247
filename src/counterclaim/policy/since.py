"""What became known since a row of the ledger's log: of every event that a later row touches.

The log, and no clock, tells what is new, so that nothing is missed or told twice where a row was
recorded in the same instant, or a notice is dated before it came here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from counterclaim.errors import UnknownEventError
from counterclaim.ledger.base import Ledger, Row
from counterclaim.model.change import Change
from counterclaim.model.ids import ReportId
from counterclaim.policy.between import date_retraction
from counterclaim.policy.case import make_case
from counterclaim.policy.changes import find_changes
from counterclaim.policy.moves import find_moves
from counterclaim.reconcile import index
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.events import load_dossiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What became known, event by event, and how far the log was read."""

    #: The last row that was read; what comes after it is not told yet.
    head: int
    #: When that row was recorded; None where there was no row.
    moment: datetime | None
    events: tuple[tuple[Dossier, tuple[Change, ...]], ...]


class _Fresh:
    """What the rows since have brought."""

    def __init__(self, sequence: int) -> None:
        self.head = sequence
        self.moment: datetime | None = None
        #: Reports that were not here before, in the order of the log.
        self.reports: dict[ReportId, None] = {}
        self.retractions: set[str] = set()
        self.reviews: set[str] = set()
        #: Ids that lead to the events touched: of reports and of mentions.
        self.leads: dict[str, None] = {}


def find_changes_since(ledger: Ledger, sequence: int, *, moment: datetime | None) -> Since:
    """Find what became known of every event since a row of the log.

    A report that is coded anew brings nothing new: it said the same before.

    Args:
        ledger: any backend, its mentions reconciled.
        sequence: the last row that was known; 0 for none.
        moment: when that row was recorded, which tells the mergers and splits of later.
    """
    fresh = _gather(ledger.iter_rows(after=sequence), sequence)
    replaced = (each.report for each in index.find_editions(ledger, tuple(fresh.reports)))
    leads = dict.fromkeys((*fresh.leads, *replaced))
    dossiers = {each.event.id: each for lead in leads for each in _iter_dossiers(ledger, lead)}
    found = ((each, _find(each, fresh, moment)) for each in dossiers.values())
    return Since(
        head=fresh.head,
        moment=fresh.moment,
        events=tuple((each, changes) for each, changes in found if changes),
    )


def _gather(rows: Iterable[Row], sequence: int) -> _Fresh:
    fresh = _Fresh(sequence)
    for row in rows:
        fresh.head, body = row.sequence, row.body or {}
        fresh.moment = datetime.fromisoformat(row.recorded_at) if row.recorded_at else fresh.moment
        if row.kind == "report":
            fresh.reports[ReportId(row.id)] = None
            fresh.leads[row.id] = None
        elif row.kind == "retraction":
            fresh.retractions.add(row.id)
            fresh.leads[str(body["report"])] = None
        elif row.kind == "review":
            fresh.reviews.add(row.id)
            fresh.leads[str(body["mention"])] = None
        elif row.kind == "judgement" and body.get("judge_kind") == "person":
            fresh.leads |= {str(body["left_mention"]): None, str(body["right_mention"]): None}
    return fresh


def _iter_dossiers(ledger: Ledger, lead: str) -> Iterator[Dossier]:
    """Iterate over the events of a report or a mention; none where it tells of no event."""
    try:
        yield from load_dossiers(ledger, lead)
    except UnknownEventError:
        return


def _find(dossier: Dossier, fresh: _Fresh, moment: datetime | None) -> tuple[Change, ...]:
    former = _make_former(dossier, fresh)
    before = make_case(former) if former.event.mentions else None
    changes = find_changes(before, make_case(dossier))
    moves = find_moves(dossier, since=moment, until=None)
    return tuple(date_retraction(each, dossier) for each in (*moves, *changes))


def _make_former(dossier: Dossier, fresh: _Fresh) -> Dossier:
    """Make the dossier of the same event without what is new."""
    known = (each for each in dossier.event.mentions if each.report.id not in fresh.reports)
    mentions = tuple(
        replace(each, reviews=tuple(one for one in each.reviews if one.id not in fresh.reviews))
        for each in known
    )
    retractions = {
        report: each for report, each in dossier.retractions.items() if each.id not in fresh.retractions
    }
    return replace(
        dossier,
        event=replace(dossier.event, mentions=mentions),
        retractions=retractions,
        successors=dict(_iter_former(dossier.successors, fresh)),
    )


def _iter_former(
    successors: Mapping[ReportId, ReportId], fresh: _Fresh
) -> Iterator[tuple[ReportId, ReportId]]:
    """Iterate over the versions of before, each with the next that was here then."""
    for report, after in successors.items():
        following: ReportId | None = after
        while following is not None and following in fresh.reports:
            following = successors.get(following)
        if report not in fresh.reports and following is not None:
            yield report, following
