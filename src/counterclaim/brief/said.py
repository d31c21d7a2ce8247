"""From testimonies to what stands in a brief: one statement in words, repeats folded."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from counterclaim.brief.account import Said, Telling
from counterclaim.brief.folding import say_also, say_voice, say_when
from counterclaim.brief.plain import make_plain
from counterclaim.brief.words import (
    load_brief_words,
    say_quote,
    say_responsibility,
    say_speakers,
    say_statement,
)
from counterclaim.model.ids import StatementId
from counterclaim.model.report import Report
from counterclaim.model.review import PERSON_PREFIX, is_person_coder
from counterclaim.model.statement import Statement
from counterclaim.model.values import ResponsibilityValue
from counterclaim.policy.base import Testimony
from counterclaim.reconcile.dossier import Dossier

#: Statements in words by their ids.
Book = Mapping[StatementId, Said]


def make_said(testimony: Testimony) -> Said:
    """Put one testimony into words."""
    statement, report = testimony.statement, testimony.report
    return Said(
        statement=statement.id,
        report=report.id,
        property=statement.property,
        about=_say_subject(statement),
        phrase=_say_phrase(statement),
        value=say_statement(statement),
        voice=say_stance(testimony),
        speakers=say_speakers(statement.speakers),
        words=say_quote(statement.evidence),
        outlet=make_plain(report.outlet) if report.outlet else None,
        published_in=_say_report(report),
        when=say_when(testimony),
        is_dated=statement.said_on is not None,
        status=testimony.status,
        status_note=make_plain(testimony.status_note) if testimony.status_note else None,
        coder=make_plain(statement.coder.removeprefix(PERSON_PREFIX)),
        is_by_person=is_person_coder(statement.coder),
    )


def make_book(testimonies: Iterable[Testimony]) -> Book:
    """Put every testimony of a case into words, once."""
    return {each.statement.id: make_said(each) for each in testimonies}


def iter_tellings(
    testimonies: Iterable[Testimony],
    make_key: Callable[[Testimony], Hashable],
    dossier: Dossier,
    *,
    book: Book,
) -> Iterator[Telling]:
    """Yield what is said, alike sayings folded under the first of them.

    Args:
        testimonies: in the order in which they are shown.
        make_key: equal for those that say the same.
        dossier: tells copies from reports of their own.
        book: the testimonies in words.
    """
    folded: dict[Hashable, list[Testimony]] = {}
    for each in testimonies:
        folded.setdefault(make_key(each), []).append(each)
    return (_make_telling(same, dossier, book) for same in folded.values())


def _make_telling(same: Sequence[Testimony], dossier: Dossier, book: Book) -> Telling:
    said = [book[each.statement.id] for each in same]
    return Telling(
        first=said[0],
        voices=tuple(dict.fromkeys(each.voice for each in said)),
        statements=tuple(dict.fromkeys(each.statement.id for each in same)),
        also=say_also(same, dossier),
    )


def say_stance(testimony: Testimony) -> str:
    """Say by whom, by what channel and how surely a position was taken."""
    value = testimony.statement.value
    if isinstance(value, ResponsibilityValue) and testimony.statement.speakers:
        return say_responsibility(testimony.statement, value)
    return say_voice(testimony)


def _say_subject(statement: Statement) -> str:
    if isinstance(statement.value, ResponsibilityValue):
        return make_plain(statement.value.actor)
    return load_brief_words().properties.get(statement.property, statement.property)


def _say_phrase(statement: Statement) -> str:
    if isinstance(statement.value, ResponsibilityValue):
        return load_brief_words().positions[statement.value.position]
    return ""


def _say_report(report: Report) -> str:
    outlet = make_plain(report.outlet or report.title or report.path or report.id)
    return f"{outlet} {report.published.isoformat()}" if report.published else f"{outlet}, day not known"
