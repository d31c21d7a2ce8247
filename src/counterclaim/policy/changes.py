"""What became known of an event between two moments: pure differences of two Cases.

Both moments use the party names of the later one, so that a report that first gives a group's full
name changes no position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.model.account import TollPoint
from counterclaim.model.change import Change, ChangeKind
from counterclaim.model.dispute import Dispute
from counterclaim.model.ids import ReportId, StatementId
from counterclaim.model.values import Position
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.disputes import find_disputes
from counterclaim.policy.history import make_toll_history
from counterclaim.policy.parties import PartyBook, make_party_book
from counterclaim.policy.positions import Stand, Voice, find_voice_name, read_positions

_Held = tuple[str, Position, Voice]
_Track = tuple[str, str | None, str | None, bool]


def find_changes(before: Case | None, after: Case) -> tuple[Change, ...]:
    """Find what changed for an event; a new event brings all that is known of it.

    Args:
        before: the event as it was known at the first moment; None when it was not.
        after: the same event as it is known at the second.
    """
    if not after.event.mentions:
        return ()
    known = before or replace(after, testimonies=(), derived=(), event=replace(after.event, mentions=()))
    return (
        *_iter_event_changes(known, after),
        *_iter_retractions(known, after),
        *_iter_position_changes(known, after),
        *_iter_toll_changes(known, after),
        *_iter_dispute_changes(known, after),
    )


def _iter_event_changes(before: Case, after: Case) -> Iterator[Change]:
    """Yield that the event is new, or that mentions known before joined or left it."""
    old = {record.key for record in before.event.mentions}
    new = {record.key: record for record in after.event.mentions}
    if not old:
        label = after.event.mentions[0].mention.label
        yield _make(after, after.testimonies, kind="event", after=label, reports=_find_reports(after))
        return
    moment = before.as_of.recorded
    joined = [key for key in new.keys() - old if moment is not None and new[key].recorded_at <= moment]
    if joined:
        yield Change(event=after.event.id, kind="merge", after=", ".join(sorted(joined)))
    if gone := sorted(old - new.keys()):
        yield Change(event=after.event.id, kind="split", before=", ".join(gone))


def _iter_retractions(before: Case, after: Case) -> Iterator[Change]:
    """Yield the reports that were withdrawn since."""
    known = {each.report.id for each in before.testimonies if each.status == "retracted"}
    gone = [each for each in after.testimonies if each.status == "retracted" and each.report.id not in known]
    for report in dict.fromkeys(each.report.id for each in gone):
        own = [each for each in gone if each.report.id == report]
        note, outlet = own[0].status_note, own[0].report.outlet
        yield _make(after, own, kind="retraction", voice=outlet, note=note, reports=(report,))


def _iter_position_changes(before: Case, after: Case) -> Iterator[Change]:
    """Yield the positions that were taken since, and those that no longer stand."""
    book = make_party_book(after)
    old, new = _find_held(before, book), _find_held(after, book)
    for held, stands in new.items():
        if held not in old:
            yield _make_position(after, held, stands, kind="position", after=_say_channel(stands))
    for held, stands in old.items():
        if held not in new:
            note = _find_note(after, {stand.id for stand in stands}, book)
            yield _make_position(after, held, stands, kind="dropped", note=note)


def _find_held(case: Case, book: PartyBook) -> Mapping[_Held, list[Stand]]:
    """Find the positions that stand: party, position and voice, with the stands that take them."""
    held: dict[_Held, list[Stand]] = {}
    for stand in read_positions(case, book=book).current:
        voice = find_voice_name(stand.testimony, book)
        held.setdefault((stand.party, stand.position, voice), []).append(stand)
    return held


def _make_position(
    case: Case,
    held: _Held,
    stands: Sequence[Stand],
    *,
    kind: ChangeKind,
    after: str | None = None,
    note: str | None = None,
) -> Change:
    party, position, voice = held
    return _make(
        case,
        [stand.testimony for stand in stands],
        property="responsibility",
        about=party,
        position=position,
        voice=voice.name,
        kind=kind,
        after=after,
        note=note,
    )


def _say_channel(stands: Iterable[Stand]) -> str | None:
    return next((stand.channel for stand in stands if stand.channel), None)


def _find_note(case: Case, statements: set[StatementId], book: PartyBook) -> str | None:
    """Find why statements no longer stand."""
    asides = {each.statement: each.why for each in read_positions(case, book=book).set_aside}
    return next((asides[id] for id in sorted(statements) if id in asides), None)


def _iter_toll_changes(before: Case, after: Case) -> Iterator[Change]:
    """Yield the counts of each voice that are new or replaced; a copy of a known count is none."""
    old = dict(_iter_tracks(before))
    places = {each.statement.id: each for each in after.testimonies}
    for key, points in _iter_tracks(after):
        told, tells = _say_points(old.get(key, ())), _say_points(points)
        if told == tells:
            continue
        harm, group, voice, _ = key
        known = {point.statement for point in old.get(key, ())}
        fresh = [point.statement for point in points if point.statement not in known]
        moved = [places[id] for id in fresh if id in places]
        yield _make(
            after, moved, kind="toll", property=harm, about=group, voice=voice, before=told, after=tells
        )


def _iter_tracks(case: Case) -> Iterator[tuple[_Track, tuple[TollPoint, ...]]]:
    for track in make_toll_history(case):
        yield (track.harm, track.group, track.voice, track.is_narrator), track.points


def _say_points(points: Sequence[TollPoint]) -> str | None:
    """Say the counts that stand, each wording once, in the order in which they were given."""
    current = [point for point in points if point.status == "current"]
    said = dict.fromkeys(f"not {each.wording}" if each.is_denied else each.wording for each in current)
    return ", ".join(said) or None


def _iter_dispute_changes(before: Case, after: Case) -> Iterator[Change]:
    book = make_party_book(after)
    old, new = _key_disputes(before, book), _key_disputes(after, book)
    yield from (_make_dispute(after, new[key], kind="dispute_opened") for key in new if key not in old)
    yield from (_make_dispute(after, old[key], kind="dispute_closed") for key in old if key not in new)


def _key_disputes(case: Case, book: PartyBook) -> Mapping[tuple[str, str, str | None], Dispute]:
    return {(each.kind, each.property, each.about): each for each in find_disputes(case, book=book)}


def _make_dispute(case: Case, dispute: Dispute, *, kind: ChangeKind) -> Change:
    held = " against ".join(f"{side.answer} ({', '.join(side.voices)})" for side in dispute.sides)
    statements = {id for side in dispute.sides for id in side.statements}
    return _make(
        case,
        [each for each in case.testimonies if each.statement.id in statements],
        kind=kind,
        property=dispute.property,
        about=dispute.about,
        before=held if kind == "dispute_closed" else None,
        after=held if kind == "dispute_opened" else None,
    )


def _make(
    case: Case,
    testimonies: Sequence[Testimony],
    *,
    kind: ChangeKind,
    reports: tuple[ReportId, ...] | None = None,
    **fields: str | None,
) -> Change:
    """Make a change that rests on some testimonies, dated by the last of them."""
    published = [each.report.published_at for each in testimonies if each.report.published_at]
    return Change(
        event=case.event.id,
        kind=kind,
        published=max((each.report.published for each in testimonies if each.report.published), default=None),
        published_at=max(published, default=None),
        recorded_at=max((each.recorded_at for each in testimonies), default=None),
        statements=tuple(dict.fromkeys(each.statement.id for each in testimonies)),
        reports=reports or tuple(dict.fromkeys(each.report.id for each in testimonies)),
        **fields,
    )


def _find_reports(case: Case) -> tuple[ReportId, ...]:
    return tuple(dict.fromkeys(record.report.id for record in case.event.mentions))
