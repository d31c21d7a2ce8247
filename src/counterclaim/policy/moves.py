"""Mergers and splits of events between two moments, by the judgements in force.

A report that comes in between can join two events, and so can a person; a person can also part them.
The ids that were given out before keep leading to the event that holds their mentions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations

from counterclaim.ledger.base import MentionRecord
from counterclaim.model.change import Change
from counterclaim.model.judgement import Judgement, MentionKey
from counterclaim.reconcile.components import find_components
from counterclaim.reconcile.dossier import Dossier


def find_moves(dossier: Dossier, *, since: datetime | None, until: datetime | None) -> tuple[Change, ...]:
    """Find how an event was put together or parted in the ledger between two moments.

    Args:
        dossier: the event as it is now.
        since: mentions recorded by then were known before; None means that nothing was.
        until: judgements after it count for nothing; None is now.
    """
    if since is None:
        return ()
    return (*_iter_mergers(dossier, since, until), *_iter_splits(dossier, since, until))


def _iter_mergers(dossier: Dossier, since: datetime, until: datetime | None) -> Iterator[Change]:
    """Yield that mentions known before as several events are one now, with the person who said so."""
    known = [each for each in dossier.event.mentions if each.recorded_at <= since]
    roots = find_components(_iter_links(dossier, known, since))
    parts = sorted({roots.get(each.key, each.key) for each in known})
    if len(parts) > 1:
        joining = (each for each in _iter_persons(dossier, since, until) if each.verdict == "same")
        judgement = next(joining, None)
        yield Change(
            event=dossier.event.id,
            kind="merge",
            before=", ".join(parts),
            after=dossier.event.id,
            voice=judgement.by if judgement else None,
            note=judgement.note if judgement else None,
            recorded_at=judgement.made_at if judgement else None,
        )


def _iter_links(
    dossier: Dossier, known: list[MentionRecord], since: datetime
) -> Iterator[tuple[MentionKey, MentionKey]]:
    """Yield what held mentions together before: judgements of then, and copies."""
    keys = {each.key for each in known}
    for each in dossier.judgements:
        was_made = each.made_at is None or each.made_at <= since
        if each.verdict == "same" and was_made and {each.left, each.right} <= keys:
            yield each.left, each.right
    for one, other in combinations(known, 2):
        if dossier.get_family(one.report.id) == dossier.get_family(other.report.id):
            yield one.key, other.key


def _iter_splits(dossier: Dossier, since: datetime, until: datetime | None) -> Iterator[Change]:
    """Yield that a person parted the event from another."""
    keys = {each.key for each in dossier.event.mentions}
    for each in _iter_persons(dossier, since, until):
        outside = {each.left, each.right} - keys
        if each.verdict == "different" and len(outside) == 1:
            yield Change(
                event=dossier.event.id,
                kind="split",
                after=next(iter(outside)),
                voice=each.by,
                note=each.note,
                recorded_at=each.made_at,
            )


def _iter_persons(dossier: Dossier, since: datetime, until: datetime | None) -> Iterator[Judgement]:
    """Yield the judgements that persons made between two moments."""
    for each in dossier.judgements:
        if (
            each.kind == "person"
            and each.made_at is not None
            and since < each.made_at <= (until or each.made_at)
        ):
            yield each
