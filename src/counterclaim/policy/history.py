"""Toll history by voice and time, and the matrix of who takes which position on whom.

Nothing is left out: what was replaced, withdrawn or retracted stands beside what replaced it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterclaim.model.account import MatrixCell, TollPoint, TollTrack
from counterclaim.model.statement import HARMS
from counterclaim.model.values import Position, TollValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.facets import find_facet
from counterclaim.policy.parties import PartyBook, make_party_book
from counterclaim.policy.positions import Stand, Voice, find_voice_name, iter_stands, read_positions

#: Positions in the order of the matrix: who owns it, who accuses, who denies, who doubts, who is silent.
MATRIX_ORDER: tuple[Position, ...] = (
    "claim", "admit", "confirm", "blame", "suspect", "assert_fact", "deny", "deny_other", "exonerate",
    "question", "withdraw", "neither", "decline", "unreachable", "no_claim",
)  # fmt: skip


def make_toll_history(case: Case, *, book: PartyBook | None = None) -> tuple[TollTrack, ...]:
    """Make the history of every harm by voice: everyone first, then the groups; first voices first.

    Args:
        case: the event.
        book: what its parties are called; by default, what its own reports call them.
    """
    book = book or make_party_book(case)
    tracks: dict[tuple[str, str, Voice], list[Testimony]] = {}
    for each in case.testimonies:
        facet = find_facet(each)
        if facet is not None and facet.property in HARMS:
            key = (facet.property, facet.group or "", find_voice_name(each, book))
            tracks.setdefault(key, []).append(each)
    ordered = sorted(tracks.items(), key=lambda pair: (HARMS.index(pair[0][0]), pair[0][1]))
    return tuple(
        TollTrack(
            harm=harm,
            group=group or None,
            voice=voice.name,
            is_narrator=voice.is_narrator,
            points=tuple(point for each in said for point in _iter_points(each)),
        )
        for (harm, group, voice), said in ordered
    )


def _iter_points(testimony: Testimony) -> Iterator[TollPoint]:
    value, report = testimony.statement.value, testimony.report
    if isinstance(value, TollValue):
        yield TollPoint(
            statement=testimony.statement.id,
            report=report.id,
            outlet=report.outlet,
            low=value.low,
            high=value.high,
            wording=value.wording,
            said_on=testimony.statement.said_on or report.published,
            published_at=report.published_at,
            recorded_at=testimony.recorded_at,
            status=testimony.status,
            status_note=testimony.status_note,
            is_denied=testimony.statement.polarity == "-",
        )


def make_matrix(case: Case, *, book: PartyBook | None = None) -> tuple[MatrixCell, ...]:
    """Make the matrix: party by party in the order in which they were named, then by position.

    Args:
        case: the event.
        book: what its parties are called; by default, what its own reports call them.
    """
    book = book or make_party_book(case)
    withdrawn = {stand.id for stand in read_positions(case, book=book).withdrawn}
    stands = [stand for each in case.testimonies for stand in iter_stands(each, book)]
    cells: dict[tuple[str, Position, Voice, str], list[Stand]] = {}
    for stand in _drop_repeats(stands, case, book):
        status = "withdrawn" if stand.id in withdrawn else stand.testimony.status
        voice = find_voice_name(stand.testimony, book)
        cells.setdefault((stand.party, stand.position, voice, status), []).append(stand)
    parties = list(dict.fromkeys(stand.party for stand in stands))
    ordered = sorted(
        cells.items(), key=lambda pair: (parties.index(pair[0][0]), MATRIX_ORDER.index(pair[0][1]))
    )
    return tuple(
        MatrixCell(
            actor=actor,
            position=position,
            voice=voice.name,
            is_narrator=voice.is_narrator,
            status=status,
            statements=tuple(dict.fromkeys(stand.id for stand in held)),
        )
        for (actor, position, voice, status), held in ordered
    )


def _drop_repeats(stands: Iterable[Stand], case: Case, book: PartyBook) -> Iterator[Stand]:
    """Drop acts that a voice tells beside its own position on the party."""
    positions = read_positions(case, book=book)
    kept = {stand.id for stand in (*positions.current, *positions.withdrawn)}
    for stand in stands:
        if stand.testimony.status != "current" or stand.id in kept:
            yield stand
