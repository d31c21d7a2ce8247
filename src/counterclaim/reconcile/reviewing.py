"""What persons do to statements: accept, reject, correct, add, and take that back.

Each act is one review row; the statement that it is about stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Ledger, MentionRecord, make_mention_key
from counterclaim.ledger.rows import name_ids
from counterclaim.ledger.threads import Thread, find_counting
from counterclaim.model.ids import MentionId, ReportId, StatementId, make_id
from counterclaim.model.judgement import MentionKey
from counterclaim.model.resolution import AsOf
from counterclaim.model.review import (
    Review,
    ReviewId,
    make_own_statement,
    make_person_coder,
    make_review,
)
from counterclaim.model.span import Evidence
from counterclaim.model.statement import (
    Certainty,
    Mention,
    MentionRole,
    Polarity,
    Property,
    Speaker,
    Statement,
)
from counterclaim.model.values import Value
from counterclaim.reconcile.reviewed import apply_reviews, find_thread

#: Characters of the id of a mention that a person opens, after the word for its kind.
OPENED_LENGTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who acts, when and why, and what they had seen."""

    by: str
    made_at: datetime
    note: str | None = None
    #: The last review of the statement that the person was shown; None means their own last one.
    seen: ReviewId | None = None
    #: Let it stand beside what others said since.
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement as a person would have it."""

    property: Property
    value: Value
    evidence: tuple[Evidence, ...]
    speakers: tuple[Speaker, ...] = ()
    polarity: Polarity = "+"
    certainty: Certainty = "CT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A mention that a person opens for a statement."""

    type: str
    label: str
    role: MentionRole = "main"
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement with its mention, persons' statements among those of it, and its thread."""

    record: MentionRecord
    statement: Statement
    thread: Thread


def find_statement(ledger: Ledger, prefix: str) -> Found:
    """Find the one statement whose id starts with a prefix, a coder's or a person's.

    Raises:
        LedgerError: no statement that is shown has such an id, or several have.
    """
    matches = ledger.find_reviewable(prefix) if prefix else {}
    ids = sorted(id for id in matches if id.startswith("stm_"))
    if len(ids) > 1:
        raise LedgerError(f"{prefix or 'an empty id'} is the start of several ids: {name_ids(ids)}")
    for record in iter_reviewed(ledger, matches[ids[0]]) if ids else ():
        for statement in record.statements:
            if statement.id == ids[0]:
                return Found(record=record, statement=statement, thread=find_thread(record, statement.id))
    raise LedgerError(
        f"no statement as reports are coded now has an id that starts with {prefix or 'nothing'};"
        " `counterclaim review list` prints those of a report"
    )


def iter_reviewed(ledger: Ledger, report: str) -> tuple[MentionRecord, ...]:
    """Return the mentions of a report with what persons said in its place."""
    return tuple(apply_reviews(record, AsOf()) for record in ledger.iter_mentions((report,)))


def judge_statement(ledger: Ledger, statement: str, verdict: Literal["accept", "reject"], act: Act) -> Review:
    """Accept or reject a statement.

    Raises:
        ReviewConflictError: others reviewed it since.
        LedgerError: there is no such statement.
    """
    with ledger.writing():
        found = find_statement(ledger, statement)
        return _add(ledger, found, act, verdict=verdict)


def correct_statement(ledger: Ledger, statement: str, draft: Draft, act: Act) -> Review:
    """Say instead of a statement what a person reads in the words.

    Raises:
        ReviewConflictError: others reviewed it since.
        LedgerError: there is no such statement, or the draft says the same.
    """
    with ledger.writing():
        found = find_statement(ledger, statement)
        own = _make_own(found.record, draft, act.by)
        if _get_content(own) == _get_content(found.statement):
            raise LedgerError(f"{found.statement.id} says so already; accept it instead")
        known = {each.id for each in found.record.statements} - {found.statement.id}
        if own.id in known and own.id not in found.thread.own:
            raise LedgerError(f"you have written {own.id} already, which says so; reject this one instead")
        return _add(ledger, found, act, verdict="correct", own=own)


def add_statement(
    ledger: Ledger, report: ReportId, draft: Draft, act: Act, *, mention: MentionKey | Opening
) -> Review:
    """Add what a coder missed, to a mention of the report or to one that is opened for it.

    Raises:
        LedgerError: the report has no such mention, or it holds the statement already.
    """
    with ledger.writing():
        record, opened = _find_mention(ledger, report, draft, act, mention)
        own = _make_own(record, draft, act.by)
        standing = find_thread(record, own.id)
        if own.id in {each.id for each in record.statements} and standing.stands == own.id:
            raise LedgerError(f"you have added {own.id} already, which says so")
        review = make_review(
            report=report,
            mention=record.key,
            verdict="add",
            statement=own.id,
            own=own,
            opened=opened,
            seen=_find_seen(standing, act),
            by=act.by,
            note=act.note,
            made_at=act.made_at,
        )
        ledger.add_review(review, beside=act.beside)
        return review


def take_back(ledger: Ledger, prefix: str, act: Act) -> Review:
    """Take back a review of one's own, or the last one of a statement.

    Raises:
        LedgerError: it is another person's, it was taken back before, or there is none.
    """
    with ledger.writing():
        review = _find_own_review(ledger, prefix, act.by)
        withdrawal = make_review(
            report=review.report,
            mention=review.mention,
            verdict="withdrawn",
            statement=review.statement,
            seen=act.seen or review.id,
            takes_back=review.id,
            by=act.by,
            note=act.note,
            made_at=act.made_at,
        )
        # What others said since stays as it is, whatever becomes of one's own word.
        ledger.add_review(withdrawal, beside=True)
        return withdrawal


def find_last_own(ledger: Ledger, report: str, by: str) -> Review | None:
    """Find the last review of a report by a person that still counts."""
    own = [each for each in find_counting(ledger.iter_reviews(report)) if each.by == by]
    return own[-1] if own else None


def _find_own_review(ledger: Ledger, prefix: str, by: str) -> Review:
    matches = ledger.find_reviewable(prefix) if prefix else {}
    ids = sorted(matches)
    if len(ids) > 1:
        raise LedgerError(f"{prefix} is the start of several ids: {name_ids(ids)}")
    reviews = find_counting(ledger.iter_reviews(matches[ids[0]])) if ids else ()
    about = [
        each for each in reviews if ids[0] in (each.id, each.statement, each.own.id if each.own else each.id)
    ]
    own = [each for each in about if each.by == by]
    if not own:
        others = sorted({each.by for each in about})
        said = f"; {', '.join(others)} did" if others else ""
        raise LedgerError(f"{by} said nothing of {prefix or 'an empty id'} that could be taken back{said}")
    return own[-1]


def _add(
    ledger: Ledger,
    found: Found,
    act: Act,
    *,
    verdict: Literal["accept", "reject", "correct"],
    own: Statement | None = None,
) -> Review:
    review = make_review(
        report=found.record.report.id,
        mention=found.record.key,
        verdict=verdict,
        statement=found.statement.id,
        own=own,
        seen=_find_seen(found.thread, act),
        by=act.by,
        note=act.note,
        made_at=act.made_at,
    )
    ledger.add_review(review, beside=act.beside)
    return review


def _find_seen(thread: Thread, act: Act) -> ReviewId | None:
    """Find what a person has seen of a thread: what they name, else their own last word."""
    own = [each.id for each in thread.reviews if each.by == act.by]
    return act.seen or (own[-1] if own else None)


def _find_mention(
    ledger: Ledger, report: ReportId, draft: Draft, act: Act, mention: MentionKey | Opening
) -> tuple[MentionRecord, Mention | None]:
    if isinstance(mention, Opening):
        return _open_mention(ledger, report, draft, act, mention)
    records = {record.key: record for record in iter_reviewed(ledger, report)}
    if mention not in records:
        known = ", ".join(records) or "none; open one"
        raise LedgerError(f"{report} has no mention {mention}; it has {known}")
    return records[mention], None


def _open_mention(
    ledger: Ledger, report: ReportId, draft: Draft, act: Act, opening: Opening
) -> tuple[MentionRecord, Mention]:
    """Open a mention whose id follows from who opens it, when and on which words."""
    fields = {"report": report, "by": act.by, "made_at": act.made_at.isoformat(), "words": draft.evidence}
    opened = Mention(
        id=MentionId(make_id("men", fields)[:OPENED_LENGTH]),
        role=opening.role,
        type=opening.type,
        mode=opening.mode,
        label=opening.label,
    )
    coder = make_person_coder(act.by)
    record = MentionRecord(
        key=make_mention_key(report=report, mention=opened.id, coder=coder),
        report=ledger.get_report(report),
        coder=coder,
        recorded_at=act.made_at,
        mention=opened,
        statements=(),
    )
    return record, opened


def _make_own(record: MentionRecord, draft: Draft, by: str) -> Statement:
    statement = Statement(
        id=StatementId(""),
        mention=record.mention.id,
        property=draft.property,
        value=draft.value,
        speakers=draft.speakers,
        polarity=draft.polarity,
        certainty=draft.certainty,
        evidence=draft.evidence,
    )
    return make_own_statement(statement, report=record.report.id, by=by)


def _get_content(statement: Statement) -> Statement:
    """Return what a statement says, whoever coded it."""
    return msgspec.structs.replace(
        statement,
        id=StatementId(""),
        coder="",
        confidence=1.0,
        basis="stated",
    )
