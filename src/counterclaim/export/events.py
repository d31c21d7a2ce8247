"""The events of a ledger as exporters get them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime

from counterclaim.export.record import EventFile, EventSet, judge_event_role
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.model.resolution import AsOf
from counterclaim.model.statement import Coding, MentionRole
from counterclaim.policy.case import NOW, make_case
from counterclaim.policy.catalog import resolve
from counterclaim.policy.moment import get_publication
from counterclaim.read.outlets import NO_OUTLETS, Outlets
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.events import iter_dossiers, load_dossiers
from counterclaim.reconcile.update import add_report

#: When a report without a day counts as recorded.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EXPORTED_ROLES: tuple[MentionRole, ...] = ("main",)


def make_event_set(
    ledger: Ledger,
    *,
    as_of: AsOf = NOW,
    ids: Collection[str] = (),
    roles: Collection[MentionRole] = EXPORTED_ROLES,
    outlets: Outlets = NO_OUTLETS,
) -> EventSet:
    """Make the set of a ledger's events; those of which nothing was known by then are no part of it.

    Args:
        ledger: where the events are.
        as_of: only what was published and recorded by then.
        ids: ids of events or reports, or their beginnings; every event where there is none.
        roles: what an event must be in at least one of its reports.
        outlets: the user's table of outlets.

    Raises:
        UnknownEventError: an id leads to no event; when the files are iterated over.
    """

    def iter_files() -> Iterator[EventFile]:
        for dossier in _iter_dossiers(ledger, ids):
            case = make_case(dossier, as_of)
            if case.testimonies and judge_event_role(case.event) in roles:
                yield EventFile(dossier=dossier, case=case, resolver=resolve, outlets=outlets)

    return EventSet(iter_files=iter_files, ledger=ledger, as_of=as_of)


def _iter_dossiers(ledger: Ledger, ids: Collection[str]) -> Iterator[Dossier]:
    """Iterate over the events asked for, each once."""
    if not ids:
        yield from iter_dossiers(ledger)
        return
    found = {one.event.id: one for each in ids for one in load_dossiers(ledger, each)}
    yield from found.values()


def make_passing_ledger(codings: Iterable[Coding]) -> Ledger:
    """Make a ledger in memory out of codings, reconciled with each other.

    A report counts as recorded when it was published, so that the same reports give the same bytes
    whenever they are exported; one without a day counts as the oldest.
    """
    moment = EPOCH
    ledger = MemoryLedger(lambda: moment)
    for coding in codings:
        moment = get_publication(coding.report, EPOCH)
        add_report(ledger, coding)
    return ledger
