"""What became known of an event between two moments: pure differences of two Cases.

Both moments use the party names of the later one, so that a report that first gives a group's full
name changes no position. The counts of each voice are compared by their words, so that a copy of a
known count changes nothing; the default policy's figure is compared beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from counterclaim.model.account import TollPoint
from counterclaim.model.change import Change, ChangeKind
from counterclaim.model.dispute import Dispute
from counterclaim.model.resolution import Figure
from counterclaim.model.review import Review
from counterclaim.model.statement import HARMS, Statement
from counterclaim.model.values import Position
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.catalog import DEFAULT_POLICY, resolve
from counterclaim.policy.disputes import find_disputes
from counterclaim.policy.history import make_toll_history
from counterclaim.policy.parties import PartyBook, make_party_book
from counterclaim.policy.positions import Stand, Voice, find_voice_name, read_positions

#: Party, position and voice; harm, group and voice; kind, property and question of a dispute.
_Held = tuple[str, Position, Voice]
_Track = tuple[str, str | None, Voice]
_Question = tuple[str, str, str | None]


def find_changes(before: Case | None, after: Case) -> tuple[Change, ...]:
    """Find what changed for an event; a new event brings all that is known of it.

    Args:
        before: the event as it was known at the first moment; None when it was not.
        after: the same event as it is known at the second.
    """
    if not after.event.mentions:
        return ()
    known = before or _empty(after)
    return (
        *_iter_event_changes(known, after),
        *_iter_retractions(known, after),
        *_iter_reviews(known, after),
        *_iter_position_changes(known, after),
        *_iter_toll_changes(known, after),
        *_iter_figure_changes(known, after),
        *_iter_dispute_changes(known, after),
    )


def say_figure(figure: Figure) -> str:
    """Say a figure: "12", "12 to 30, best 18", "12 or more"."""
    ends = dict.fromkeys(str(end) for end in (figure.low, figure.high) if end is not None)
    best = f", best {figure.best}" if figure.best is not None and len(ends) > 1 else ""
    return " to ".join(ends) + (" or more" if figure.is_open else "") + best


def _empty(case: Case) -> Case:
    return replace(case, testimonies=(), derived=(), event=replace(case.event, mentions=()))


def _iter_event_changes(before: Case, after: Case) -> Iterator[Change]:
    """Yield that the event is new, or that mentions known before joined or left it."""
    old = {record.key for record in before.event.mentions}
    new = {record.key: record for record in after.event.mentions}
    event = after.event.id
    if not old:
        first = min(after.event.mentions, key=lambda record: (record.recorded_at, record.key))
        yield Change(
            event=event,
            kind="event",
            after=first.mention.label,
            published=first.report.published,
            published_at=first.report.published_at,
            recorded_at=first.recorded_at,
            statements=tuple(each.id for each in first.statements),
            reports=(first.report.id,),
        )
        return
    moment = before.as_of.recorded
    joined = [key for key in new.keys() - old if moment is not None and new[key].recorded_at <= moment]
    if joined:
        yield Change(event=event, kind="merge", before=", ".join(sorted(joined)))
    if gone := sorted(old - new.keys()):
        yield Change(event=event, kind="split", after=", ".join(gone))


def _iter_retractions(before: Case, after: Case) -> Iterator[Change]:
    """Yield the reports that were withdrawn since."""
    known = {each.report.id for each in before.testimonies if each.status == "retracted"}
    gone = [each for each in after.testimonies if each.status == "retracted" and each.report.id not in known]
    for report in dict.fromkeys(each.report.id for each in gone):
        own = [each for each in gone if each.report.id == report]
        change = Change(
            event=after.event.id,
            kind="retraction",
            voice=own[0].report.outlet,
            note=own[0].status_note,
        )
        yield _rest(change, own)


def _iter_reviews(before: Case, after: Case) -> Iterator[Change]:
    """Yield what persons said of statements since, each taking back too."""
    known = {each.id for record in before.event.mentions for each in record.reviews}
    for record in after.event.mentions:
        said = {each.id: each for each in record.statements}
        for review in record.reviews:
            if review.id not in known:
                yield _make_review_change(after, review, said.get(review.statement))


def _make_review_change(case: Case, review: Review, judged: Statement | None) -> Change:
    about = review.own or judged
    own = (review.own.id,) if review.own is not None else ()
    return Change(
        event=case.event.id,
        kind="review",
        property=about.property if about else None,
        verdict=review.verdict,
        voice=review.by,
        before=_quote(judged) if judged and review.verdict != "add" else None,
        after=_quote(review.own) if review.own else None,
        note=review.note,
        recorded_at=review.made_at,
        statements=tuple(dict.fromkeys((review.statement, *own))),
        reports=(review.report,),
    )


def _quote(statement: Statement) -> str:
    return " … ".join(piece.quote for piece in statement.evidence)


def _iter_position_changes(before: Case, after: Case) -> Iterator[Change]:
    """Yield the positions that were taken since, and those that no longer stand."""
    book = make_party_book(after)
    old, new = _find_held(before, book), _find_held(after, book)
    for held, stands in new.items():
        if held not in old:
            channel = next((stand.channel for stand in stands if stand.channel), None)
            yield _make_position(after, held, stands, "position", after=channel)
    asides = {each.statement: each.why for each in read_positions(after, book=book).set_aside}
    for held, stands in old.items():
        if held not in new:
            note = next((asides[stand.id] for stand in stands if stand.id in asides), None)
            yield _undate(_make_position(after, held, stands, "dropped", note=note))


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
    stands: Iterable[Stand],
    kind: ChangeKind,
    *,
    after: str | None = None,
    note: str | None = None,
) -> Change:
    party, position, voice = held
    change = Change(
        event=case.event.id,
        kind=kind,
        property="responsibility",
        about=party,
        position=position,
        voice=voice.name,
        after=after,
        note=note,
    )
    return _rest(change, [stand.testimony for stand in stands])


def _iter_toll_changes(before: Case, after: Case) -> Iterator[Change]:
    """Yield the counts of each voice that are new, replaced or gone."""
    book = make_party_book(after)
    old, new = dict(_iter_tracks(before, book)), dict(_iter_tracks(after, book))
    places = {each.statement.id: each for each in after.testimonies}
    for track, points in new.items():
        harm, group, voice = track
        told, tells = _say_points(old.get(track, ())), _say_points(points)
        if told == tells:
            continue
        known = {point.statement for point in old.get(track, ())}
        fresh = [point for point in points if point.statement not in known]
        change = Change(
            event=after.event.id,
            kind="toll",
            property=harm,
            about=group,
            voice=voice.name,
            before=told,
            after=tells,
        )
        moved = [places[point.statement] for point in fresh]
        latest = [places[point.statement] for point in fresh if point.wording == fresh[-1].wording]
        yield _rest(change, moved, dated_by=latest[:1])


def _iter_tracks(case: Case, book: PartyBook) -> Iterator[tuple[_Track, tuple[TollPoint, ...]]]:
    for track in make_toll_history(case, book=book):
        yield (track.harm, track.group, Voice(track.voice, track.is_narrator)), track.points


def _say_points(points: Sequence[TollPoint]) -> str | None:
    """Say the counts that stand, each wording once, in the order in which they were given."""
    current = [point for point in points if point.status == "current"]
    said = dict.fromkeys(f"not {each.wording}" if each.is_denied else each.wording for each in current)
    return ", ".join(said) or None


def _iter_figure_changes(before: Case, after: Case) -> Iterator[Change]:
    """Yield the figures of the default policy that moved, each with the policy's name."""
    for harm in HARMS:
        told, tells = _resolve(before, harm), _resolve(after, harm)
        if told != tells:
            yield Change(
                event=after.event.id,
                kind="figure",
                property=harm,
                before=say_figure(told) if told else None,
                after=say_figure(tells) if tells else None,
                note=f"by {DEFAULT_POLICY}",
            )


def _resolve(case: Case, harm: str) -> Figure | None:
    value = resolve(DEFAULT_POLICY, harm, case).value if case.testimonies else None
    return value if isinstance(value, Figure) else None


def _iter_dispute_changes(before: Case, after: Case) -> Iterator[Change]:
    book = make_party_book(after)
    old, new = _key_disputes(before, book), _key_disputes(after, book)
    yield from (_make_dispute(after, new[key], "dispute_opened") for key in new if key not in old)
    closed = (_make_dispute(after, old[key], "dispute_closed") for key in old if key not in new)
    yield from map(_undate, closed)


def _key_disputes(case: Case, book: PartyBook) -> Mapping[_Question, Dispute]:
    return {(each.kind, each.property, each.about): each for each in find_disputes(case, book=book)}


def _make_dispute(case: Case, dispute: Dispute, kind: ChangeKind) -> Change:
    held = " against ".join(f"{side.answer} ({', '.join(side.voices)})" for side in dispute.sides)
    change = Change(
        event=case.event.id,
        kind=kind,
        property=dispute.property,
        about=dispute.about,
        dispute=dispute.kind,
        before=held if kind == "dispute_closed" else None,
        after=held if kind == "dispute_opened" else None,
    )
    statements = {id for side in dispute.sides for id in side.statements}
    said = [each for each in case.testimonies if each.statement.id in statements]
    return _rest(change, said, dated_by=_find_second_side(dispute, said))


def _find_second_side(dispute: Dispute, said: Sequence[Testimony]) -> Sequence[Testimony]:
    """Find the first statement of the side that was taken second: with it the dispute opened."""
    places = {each.statement.id: place for place, each in enumerate(said)}
    told = [[places[id] for id in side.statements if id in places] for side in dispute.sides]
    firsts = sorted(min(each) for each in told if each)
    return [said[place] for place in firsts[1:2]]


def _rest(
    change: Change, testimonies: Sequence[Testimony], *, dated_by: Sequence[Testimony] | None = None
) -> Change:
    """Rest a change on testimonies: their ids and reports, and the time of the one that dates it.

    Args:
        change: what changed.
        testimonies: what it rests on, in the order of the case.
        dated_by: at most one testimony, whose time is the change's; the first by default.
    """
    first = next(iter(testimonies[:1] if dated_by is None else dated_by), None)
    return msgspec.structs.replace(
        change,
        published=first.report.published if first else None,
        published_at=first.report.published_at if first else None,
        recorded_at=first.recorded_at if first else None,
        statements=tuple(dict.fromkeys(each.statement.id for each in testimonies)),
        reports=tuple(dict.fromkeys(each.report.id for each in testimonies)),
    )


def _undate(change: Change) -> Change:
    """Take the times off what ceased to hold: they are those of what ended it, listed beside it."""
    return msgspec.structs.replace(change, published=None, published_at=None, recorded_at=None)
