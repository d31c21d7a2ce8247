"""What persons decide about events: to merge two, to split one, and to take either back.

A decision is kept as judgements of pairs, so that it says what it means for every mention and holds
whatever comes later: who merges two events means all their mentions, and who splits one keeps each
mention taken out from each that stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import product

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Ledger
from counterclaim.model.judgement import Judgement, MentionKey, Verdict, make_judgement
from counterclaim.reconcile import index
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.verdicts import Pair, find_in_force


def merge_events(
    ledger: Ledger, one: Dossier, other: Dossier, *, by: str, made_at: datetime, note: str | None = None
) -> tuple[Judgement, ...]:
    """Decide that two events are one; every mention of both is judged the same as the first.

    Raises:
        LedgerError: they are one event already.
    """
    if one.event.id == other.event.id:
        raise LedgerError(f"both ids lead to one event, {one.event.id}: there is nothing to merge")
    lefts, rights = _get_keys(one), _get_keys(other)
    first, *others = sorted(lefts + rights)
    pairs = {(first, key) for key in others}
    apart = _find_decided(ledger, lefts, "different")
    pairs |= {pair for pair in map(_make_pair, product(lefts, rights)) if pair in apart}
    return _decide(ledger, pairs, "same", by=by, made_at=made_at, note=note)


def split_event(
    ledger: Ledger,
    event: Dossier,
    leaving: Collection[MentionKey],
    *,
    by: str,
    made_at: datetime,
    note: str | None = None,
) -> tuple[Judgement, ...]:
    """Decide that some mentions of an event are of another: each is kept from each that stays.

    Raises:
        LedgerError: a mention is not of the event, or none would stay.
    """
    keys = set(_get_keys(event))
    strangers = sorted(set(leaving) - keys)
    if strangers:
        raise LedgerError(f"{strangers[0]} is no mention of {event.event.id}; `counterclaim show` lists them")
    staying = keys - set(leaving)
    if not staying:
        raise LedgerError(f"every mention of {event.event.id} was named: leave at least one where it is")
    pairs = set(map(_make_pair, product(leaving, staying)))
    return _decide(ledger, pairs, "different", by=by, made_at=made_at, note=note)


def move_mentions(
    ledger: Ledger,
    event: Dossier,
    leaving: Collection[MentionKey],
    other: Dossier,
    *,
    by: str,
    made_at: datetime,
    note: str | None = None,
) -> tuple[Judgement, ...]:
    """Decide that some mentions of an event are of another one: kept from those that stay, one with its.

    Raises:
        LedgerError: as `split_event`, or both events are one.
    """
    if event.event.id == other.event.id:
        raise LedgerError(f"the mentions are of {event.event.id} already: there is nothing to move")
    with ledger.writing():
        parted = split_event(ledger, event, leaving, by=by, made_at=made_at, note=note)
        first, *others = sorted({*leaving, *_get_keys(other)})
        pairs = {(first, key) for key in others}
        apart = _find_decided(ledger, tuple(leaving), "different")
        joining = set(map(_make_pair, product(leaving, _get_keys(other))))
        pairs |= {pair for pair in joining if pair in apart}
        return parted + _decide(ledger, pairs, "same", by=by, made_at=made_at, note=note)


def restore_event(
    ledger: Ledger, event: Dossier, *, by: str, made_at: datetime, note: str | None = None
) -> tuple[Judgement, ...]:
    """Take back all that one person decided about the mentions of an event.

    What others decided stays; what was decided before it counts again, else the matcher.

    Raises:
        LedgerError: that person decided nothing about it.
    """
    about = index.find_decisions(ledger, _get_keys(event))
    own = find_in_force(each for each in about if each.by == by)
    if not own:
        others = sorted({each.by for each in find_in_force(about).values()})
        decided = f"; {', '.join(others)} did" if others else ""
        raise LedgerError(f"{by} decided nothing about {event.event.id} that stands{decided}")
    return _decide(ledger, own, "withdrawn", by=by, made_at=made_at, note=note)


def find_members(event: Dossier, names: Iterable[str]) -> tuple[MentionKey, ...]:
    """Find mentions of an event by the beginnings of their keys, or of the ids of their reports.

    Raises:
        LedgerError: a name fits no mention of the event.
    """
    found: dict[MentionKey, None] = {}
    for name in names:
        records = [
            each
            for each in event.event.mentions
            if each.key.startswith(name) or each.report.id.startswith(name)
        ]
        if not name or not records:
            raise LedgerError(f"{name or 'an empty id'} is no mention and no report of {event.event.id}")
        found |= {record.key: None for record in records}
    return tuple(found)


def add_decisions(ledger: Ledger, judgements: Collection[Judgement]) -> None:
    """Write judgements of persons to the log, and where the loading of events finds them."""
    with ledger.writing():
        ledger.add_judgements(judgements)
        for judgement in judgements:
            index.put_decision(ledger, judgement)


def _decide(
    ledger: Ledger,
    pairs: Iterable[Pair],
    verdict: Verdict,
    *,
    by: str,
    made_at: datetime,
    note: str | None,
) -> tuple[Judgement, ...]:
    made = tuple(
        make_judgement(*pair, verdict=verdict, by=by, kind="person", note=note, made_at=made_at)
        for pair in sorted(pairs)
    )
    add_decisions(ledger, made)
    return made


def _find_decided(ledger: Ledger, keys: Collection[MentionKey], verdict: Verdict) -> set[Pair]:
    in_force = find_in_force(index.find_decisions(ledger, keys))
    return {pair for pair, each in in_force.items() if each.verdict == verdict}


def _get_keys(dossier: Dossier) -> tuple[MentionKey, ...]:
    return tuple(record.key for record in dossier.event.mentions)


def _make_pair(pair: tuple[MentionKey, MentionKey]) -> Pair:
    left, right = sorted(pair)
    return left, right
