"""From testimonies to what stands in a brief: one statement in words, repeats folded."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from counterclaim.brief.account import Said, Telling
from counterclaim.brief.folding import fold_repeats, say_also, say_voice, say_when
from counterclaim.brief.plain import make_plain
from counterclaim.brief.words import (
    load_brief_words,
    say_quote,
    say_responsibility,
    say_speakers,
    say_statement,
)
from counterclaim.model.report import Report
from counterclaim.model.statement import Statement
from counterclaim.model.values import ResponsibilityValue
from counterclaim.policy.base import Testimony
from counterclaim.reconcile.dossier import Dossier

#: Coders that are programs; whoever else coded a statement is a person.
_PROGRAMS = ("rules", "patterns", "counterclaim.", "llm")


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
        coder=make_plain(statement.coder),
        is_by_person=not statement.coder.startswith(_PROGRAMS),
    )


def iter_tellings(
    testimonies: Iterable[Testimony], make_key: Callable[[Testimony], Hashable], dossier: Dossier
) -> Iterator[Telling]:
    """Yield what is said, alike sayings folded under the first of them."""
    for first, same in fold_repeats(testimonies, make_key).items():
        yield make_telling(first, same, dossier)


def make_telling(first: Testimony, same: Sequence[Testimony], dossier: Dossier) -> Telling:
    """Make one telling of testimonies that say the same."""
    return Telling(
        first=make_said(first),
        voices=tuple(dict.fromkeys(map(say_stance, same))),
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
