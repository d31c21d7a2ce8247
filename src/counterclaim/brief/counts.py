"""Every count of an event, voice by voice over time: in words for tables, as marks for charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.brief.account import Telling, TollMark
from counterclaim.brief.folding import say_voice
from counterclaim.brief.plain import make_plain
from counterclaim.brief.said import Book, iter_tellings
from counterclaim.brief.words import load_brief_words, say_statement
from counterclaim.model.account import TollPoint, TollTrack
from counterclaim.model.values import TollValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.moment import make_day_end
from counterclaim.reconcile.dossier import Dossier


def find_counts(
    dossier: Dossier, case: Case, tracks: Sequence[TollTrack], *, book: Book
) -> tuple[Telling, ...]:
    """Find the counts of every harm, voice by voice over time; what was replaced says so."""
    testimonies = {each.statement.id: each for each in case.testimonies}
    tracked = [testimonies[point.statement] for track in tracks for point in track.points]
    known = {each.statement.id for each in tracked}
    # Additions and sums of a period are no history of the event's toll, and are shown after it.
    others = [each for each in case.testimonies if _is_count(each) and each.statement.id not in known]
    return tuple(iter_tellings((*tracked, *others), _make_key, dossier, book=book))


def iter_marks(case: Case, tracks: Sequence[TollTrack]) -> Iterator[TollMark]:
    """Yield the marks of a chart: counts of everyone that are not denied, track by track."""
    words = load_brief_words()
    values = {each.statement.id: each.statement.value for each in case.testimonies}
    for track in tracks:
        voice = make_plain(track.voice or words.narrator) + (
            " itself" if track.is_narrator and track.voice else ""
        )
        for point in track.points:
            if track.group is None and not point.is_denied:
                value = values[point.statement]
                written = value.n if isinstance(value, TollValue) else None
                yield _make_mark(track, point, voice, written)


def _make_mark(track: TollTrack, point: TollPoint, voice: str, written: int | None) -> TollMark:
    bound = point.low if point.low is not None else point.high
    return TollMark(
        statement=point.statement,
        harm=track.harm,
        voice=voice,
        at=point.published_at or (make_day_end(point.said_on) if point.said_on else None),
        low=point.low,
        high=point.high,
        # "Dozens" names no number; the least that it can mean stands for it.
        number=bound if written is None else written,
        is_open=point.low is not None and point.high is None,
        status=point.status,
        wording=make_plain(point.wording),
    )


def _is_count(testimony: Testimony) -> bool:
    return isinstance(testimony.statement.value, TollValue)


def _make_key(testimony: Testimony) -> tuple[object, ...]:
    said = (testimony.statement.property, say_statement(testimony.statement), say_voice(testimony))
    return (*said, testimony.status, testimony.origin)
