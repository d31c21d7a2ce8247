"""What the page of a report shows: its text with marks, its statements, and what persons made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from counterclaim.brief.reviews import say_reviewed
from counterclaim.brief.words import (
    load_brief_words,
    say_heading,
    say_quote,
    say_speakers,
    say_statement,
)
from counterclaim.errors import UnknownEventError
from counterclaim.ledger.base import ROLES_BY_WEIGHT, Ledger, MentionRecord
from counterclaim.ledger.threads import find_counting
from counterclaim.model.custody import Receipt, Retraction
from counterclaim.model.ids import ReportId
from counterclaim.model.report import Report
from counterclaim.model.review import Review, is_person_coder
from counterclaim.model.statement import Finding, Statement
from counterclaim.model.values import WITHHELD, PartyValue
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.events import load_dossiers
from counterclaim.reconcile.reviewed import FALLEN, UNREVIEWED, Reviewed, find_reviewed, find_thread
from counterclaim.reconcile.reviewing import iter_reviewed
from counterclaim.serve.fields import load_field_table
from counterclaim.serve.person import Person
from counterclaim.serve.segments import Mark, cut_segments


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the text as the page shows it."""

    #: The words, escaped, with what browsers would change kept as it is.
    html: Markup
    #: Statements that rest on it, as anchors.
    anchors: tuple[str, ...]
    #: Groups of properties, for colours.
    groups: tuple[str, ...]
    #: What is said of it and by whom, for the eye that rests on it.
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One statement with all that a reviewer needs to judge it."""

    statement: Statement
    name: str
    group: str
    said: str
    voice: str
    quote: str
    reviewed: Reviewed
    #: What persons said of it and of what stood in its place, in order; those taken back are marked.
    history: tuple[str, ...]
    #: Id of the last review of its thread: what a form says was seen.
    seen: str
    #: Whether the person who looks can take back the last review.
    can_undo: bool

    @property
    def is_fallen(self) -> bool:
        """Tell whether a person set it aside."""
        return self.reviewed.state in FALLEN

    @property
    def is_person(self) -> bool:
        """Tell whether a person wrote it."""
        return is_person_coder(self.statement.coder)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionView:
    """One mention with its statements in the order of their words."""

    record: MentionRecord
    heading: str
    #: The event that it is of; None for one that stands for none.
    event: str | None
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that the page of a report shows."""

    report: Report
    passages: tuple[Passage, ...]
    #: False where names were withheld and the person may not see the text.
    shows_text: bool
    mentions: tuple[MentionView, ...]
    unreviewed: int
    #: The last review of this person that counts, in words; None for none.
    undo: Review | None
    undo_said: str
    copies: tuple[Report, ...]
    successor: Report | None
    retractions: tuple[Retraction, ...]
    findings: tuple[Finding, ...]
    receipts: tuple[Receipt, ...]


def make_report_page(ledger: Ledger, report: ReportId, person: Person) -> ReportPage:
    """Gather what the page of a report shows to a person."""
    found = ledger.get_report(report)
    dossiers = _find_dossiers(ledger, report)
    events = {each.key: one.event.id for one in dossiers for each in one.event.mentions}
    records = sorted(iter_reviewed(ledger, report), key=lambda each: ROLES_BY_WEIGHT.index(each.mention.role))
    mentions = tuple(_make_mention(record, events.get(record.key), person) for record in records)
    views = [view for mention in mentions for view in mention.statements]
    undo = _find_undo(records, person)
    shows_text = person.has_role("coder") or not any(_is_withheld(view.statement) for view in views)
    return ReportPage(
        report=found,
        passages=make_passages(found.text, views) if shows_text else (),
        shows_text=shows_text,
        mentions=mentions,
        unreviewed=sum(view.reviewed.state == "unreviewed" for view in views),
        undo=undo,
        undo_said=_say_undo(undo, views),
        copies=_find_copies(ledger, report, dossiers),
        successor=_find_successor(ledger, report, dossiers),
        retractions=tuple(ledger.iter_retractions((report,))),
        findings=ledger.find_findings((report,))[report],
        receipts=ledger.find_receipts(report),
    )


def make_passages(text: str, views: Iterable[StatementView]) -> tuple[Passage, ...]:
    """Make the passages of a text; statements that persons set aside mark nothing."""
    standing = {view.statement.id: view for view in views if not view.is_fallen}
    marks = (
        Mark(piece.start, piece.end, view.statement.id)
        for view in standing.values()
        for piece in view.statement.evidence
    )
    passages = []
    for segment in cut_segments(text, marks):
        on_it = [standing[id] for id in segment.statements]  # type: ignore[index]
        passages.append(
            Passage(
                html=escape_text(segment.text),
                anchors=tuple(view.statement.id for view in on_it),
                groups=tuple(dict.fromkeys(view.group for view in on_it)),
                hint="\n".join(f"{view.name}: {view.said} — {view.voice}" for view in on_it),
            )
        )
    return tuple(passages)


def escape_text(text: str) -> Markup:
    """Escape a text so that a browser gives it back code point by code point.

    A parser of HTML turns a bare carriage return into a line feed, so it is written as a reference.
    """
    return Markup(str(escape(text)).replace("\r", "&#13;"))


def _make_mention(record: MentionRecord, event: str | None, person: Person) -> MentionView:
    reviewed = find_reviewed(record)
    ordered = sorted(record.statements, key=lambda each: (each.evidence[0].start, each.evidence[0].end))
    return MentionView(
        record=record,
        heading=say_heading(record.mention),
        event=event,
        statements=tuple(
            _make_view(record, each, reviewed.get(each.id, UNREVIEWED), person) for each in ordered
        ),
    )


def _make_view(
    record: MentionRecord, statement: Statement, reviewed: Reviewed, person: Person
) -> StatementView:
    thread = find_thread(record, statement.id)
    counting = find_counting(thread.reviews)
    own = [each for each in counting if each.by == person.name]
    return StatementView(
        statement=statement,
        name=load_brief_words().properties.get(statement.property, statement.property),
        group=load_field_table().groups[statement.property],
        said=say_statement(statement),
        voice=say_speakers(statement.speakers),
        quote=say_quote(statement.evidence),
        reviewed=reviewed,
        history=tuple(say_reviewed(each, is_counting=each in counting) for each in thread.reviews),
        seen=thread.last.id if thread.last else "",
        can_undo=bool(own) and own[-1] == counting[-1],
    )


def _find_undo(records: Iterable[MentionRecord], person: Person) -> Review | None:
    own = [each for record in records for each in find_counting(record.reviews) if each.by == person.name]
    return max(own, key=lambda each: (each.made_at, each.id), default=None)


def _say_undo(review: Review | None, views: Sequence[StatementView]) -> str:
    if review is None:
        return ""
    about = next((view for view in views if view.statement.id == review.statement), None)
    verdict = load_brief_words().verdicts[review.verdict]
    return f"{verdict}: {about.name} {about.said}" if about else verdict


def _find_dossiers(ledger: Ledger, report: str) -> tuple[Dossier, ...]:
    try:
        return load_dossiers(ledger, report)
    except UnknownEventError:
        return ()


def _find_copies(ledger: Ledger, report: ReportId, dossiers: Iterable[Dossier]) -> tuple[Report, ...]:
    same = {
        other.report.id: other.report
        for one in dossiers
        for other in one.event.mentions
        if other.report.id != report and one.get_family(other.report.id) == one.get_family(report)
    }
    return tuple(same.values())


def _find_successor(ledger: Ledger, report: ReportId, dossiers: Iterable[Dossier]) -> Report | None:
    after = next((one.successors[report] for one in dossiers if report in one.successors), None)
    return ledger.get_report(after) if after is not None else None


def _is_withheld(statement: Statement) -> bool:
    return isinstance(statement.value, PartyValue) and statement.value.name == WITHHELD
