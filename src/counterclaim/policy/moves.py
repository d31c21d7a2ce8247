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
    decisions = _find_decisions(dossier, since, until)
    by_person = tuple(_make_move(dossier, each) for each in decisions)
    return by_person or tuple(_iter_joined(dossier, since))


def _find_decisions(
    dossier: Dossier, since: datetime, until: datetime | None
) -> tuple[tuple[Judgement, ...], ...]:
    """Find what persons decided: judgements of one person, verdict and moment are one decision.

    Of the verdict `different`, those count that part the event from another.
    """
    keys = {each.key for each in dossier.event.mentions}
    found: dict[tuple[object, ...], list[Judgement]] = {}
    for each in dossier.judgements:
        made, is_inside = each.made_at, {each.left, each.right} <= keys
        if each.kind != "person" or made is None or not since < made <= (until or made):
            continue
        if (each.verdict == "same" and is_inside) or (each.verdict == "different" and not is_inside):
            found.setdefault((made, each.by, each.verdict), []).append(each)
    return tuple(tuple(found[key]) for key in sorted(found, key=str))


def _make_move(dossier: Dossier, decision: tuple[Judgement, ...]) -> Change:
    """Make the change of one decision; a key outside the event leads to the event it was parted from."""
    keys = {each.key for each in dossier.event.mentions}
    outside = sorted({key for each in decision for key in (each.left, each.right)} - keys)
    return Change(
        event=dossier.event.id,
        kind="merge" if decision[0].verdict == "same" else "split",
        after=outside[0] if outside else None,
        voice=decision[0].by,
        note=decision[0].note,
        recorded_at=decision[0].made_at,
    )


def _iter_joined(dossier: Dossier, since: datetime) -> Iterator[Change]:
    """Yield that mentions known before as several events were joined by a report that came since."""
    known = [each for each in dossier.event.mentions if each.recorded_at <= since]
    roots = find_components(_iter_links(dossier, known, since))
    parts = sorted({roots.get(each.key, each.key) for each in known})
    if len(parts) > 1:
        yield Change(event=dossier.event.id, kind="merge", before=", ".join(parts))


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
        if one.mention.id == other.mention.id and _are_copies(one, other, dossier):
            yield one.key, other.key


def _are_copies(one: MentionRecord, other: MentionRecord, dossier: Dossier) -> bool:
    reports = one.report.id, other.report.id
    return reports[0] != reports[1] and dossier.get_family(reports[0]) == dossier.get_family(reports[1])
