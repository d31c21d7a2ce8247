"""What became known of an event between two moments, on the clock of the ledger or of the press."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import msgspec

from counterclaim.model.change import Change
from counterclaim.model.resolution import AsOf
from counterclaim.policy.case import make_case
from counterclaim.policy.changes import find_changes
from counterclaim.policy.moment import get_publication
from counterclaim.policy.moves import find_moves
from counterclaim.reconcile.dossier import Dossier

#: `recorded`: what the ledger held by a moment; `published`: what the press had told by then, as far
#: as the ledger knows today.
TimeScale = Literal["recorded", "published"]
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def find_changes_between(
    dossier: Dossier, *, since: datetime, until: datetime | None, clock: TimeScale = "recorded"
) -> tuple[Change, ...]:
    """Find what became known of an event after one moment and by another.

    Args:
        dossier: the event as it is now.
        since: what was known by then is known already.
        until: what became known after it is left out; None is now.
        clock: whose time counts. The ledger's mergers and splits belong to its own clock alone.
    """
    if not _is_touched(dossier, since):
        return ()
    before = make_case(dossier, _make_as_of(since, clock))
    after = make_case(dossier, _make_as_of(until, clock))
    changes = find_changes(before, after)
    moves = find_moves(dossier, since=since, until=until) if clock == "recorded" else ()
    return tuple(date_retraction(each, dossier) for each in (*moves, *changes))


def _is_touched(dossier: Dossier, since: datetime) -> bool:
    """Tell whether anything of an event can have become known after a moment, on either clock."""
    records = dossier.event.mentions
    published = (get_publication(each.report, each.recorded_at) for each in records)
    recorded = (each.recorded_at for each in records)
    made = (each.made_at for each in dossier.retractions.values())
    judged = (each.made_at for each in dossier.judgements if each.made_at is not None)
    reviewed = (review.made_at for each in records for review in each.reviews)
    return any(moment > since for moment in (*published, *recorded, *made, *judged, *reviewed))


def _make_as_of(moment: datetime | None, clock: TimeScale) -> AsOf:
    """Make the moment asked for; now is the end of time, so that both moments are judged alike."""
    limit = moment or _END_OF_TIME
    return AsOf(recorded=limit) if clock == "recorded" else AsOf(published=limit)


def date_retraction(change: Change, dossier: Dossier) -> Change:
    """Date a retraction by itself, not by the report that it withdraws."""
    if change.kind != "retraction":
        return change
    made = [dossier.retractions[report].made_at for report in change.reports if report in dossier.retractions]
    moment = max(made, default=None)
    return msgspec.structs.replace(change, recorded_at=moment, published_at=moment, published=None)
