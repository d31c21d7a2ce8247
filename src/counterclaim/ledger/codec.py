"""Values of the model to and from the columns of the ledger's rows.

Invariant: `from_x_body(to_x_body(x)) == x`, and the columns hold only text, numbers and nulls, so
that a row read back from any backend hashes to the same digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from counterclaim.ledger.base import Body, RowKind
from counterclaim.model.codec import decode_statement, make_shell
from counterclaim.model.custody import KeptNotice, Receipt, Retraction
from counterclaim.model.ids import canonical_json
from counterclaim.model.judgement import Judgement, Reason
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.model.review import Review
from counterclaim.model.span import Evidence
from counterclaim.model.statement import Coding, Finding, Mention, Problem, Run, Statement

#: Columns of a statement that hold JSON.
_STATEMENT_JSON = ("value", "speakers", "evidence")
#: Columns of a review that are its fields as they are.
_REVIEW_AS_IT_IS = (
    "id", "report", "mention", "verdict", "statement", "seen", "takes_back", "note",
)  # fmt: skip
_REVIEW_SHELL = make_shell(Review, "own")
#: Columns that later schemas added: left out of a body where they are NULL, so that rows written
#: before there was such a column keep the hashes they always had.
_LATER_COLUMNS: Mapping[str, tuple[str, ...]] = {"report": ("published_at", "edition")}


def to_body(kind: RowKind, columns: Body) -> Body:
    """Return what a row's hash covers, from all columns of its table."""
    later = _LATER_COLUMNS.get(kind, ())
    return {name: value for name, value in columns.items() if value is not None or name not in later}


def to_columns(kind: RowKind, body: Body) -> Body:
    """Return all columns of a row's table; the inverse of `to_body`."""
    return {**dict.fromkeys(_LATER_COLUMNS.get(kind, ())), **body}


def to_report_body(report: Report) -> Body:
    """Return the columns that make a report what it is: those its id is made from, and its text."""
    columns: Body = {
        "id": report.id,
        "text": report.text,
        "text_sha256": report.text_sha256,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "language": report.language,
        "published": _to_day(report.published if report.published_basis == "metadata" else None),
        "published_at": _to_instant(report.published_at),
        "edition": _to_json(report.edition) if report.edition else None,
    }
    return to_body("report", columns)


def make_report_of(body: Body) -> Report:
    """Make the report anew from its columns; its id and text hash follow from the content."""
    return make_report(
        str(body["text"]),
        url=_to_text(body["url"]),
        outlet=_to_text(body["outlet"]),
        title=_to_text(body["title"]),
        language=_to_text(body["language"]),
        published=_from_day(body["published"]),
        published_at=_from_instant(body.get("published_at")),
        edition=_from_edition(body.get("edition")),
    )


def to_coding_body(coding: Coding, coding_id: str) -> Body:
    """Return the columns of a coding: its run, and what the coder settled about the report."""
    report, run = coding.report, coding.run
    return {
        "id": coding_id,
        "report": report.id,
        "coder": run.coder,
        "version": run.version,
        "model": run.model,
        "vocabulary": run.vocabulary,
        "path": report.path,
        "byline": _to_json(report.byline),
        "published": _to_day(report.published),
        "published_basis": report.published_basis,
    }


def from_run_body(coding: Body) -> Run:
    """Return the run of a coding that the columns hold."""
    return msgspec.convert(coding, Run)


def from_report_bodies(report: Body, coding: Body) -> Report:
    """Return a report as one of its codings settled it."""
    settled = {
        **{
            name: report[name] for name in ("id", "text", "text_sha256", "url", "outlet", "title", "language")
        },
        **{name: coding[name] for name in ("path", "published", "published_basis")},
        "byline": _from_json(coding["byline"]),
        "published_at": _from_instant(report.get("published_at")),
        "edition": _from_edition(report.get("edition")),
    }
    return msgspec.convert(settled, Report)


def _from_edition(column: str | float | None) -> Edition | None:
    return None if column is None else msgspec.json.decode(str(column), type=Edition)


def to_mention_body(mention: Mention) -> Body:
    """Return the columns of a mention, without those that say where it belongs."""
    return {
        "id": mention.id,
        "role": mention.role,
        "type": mention.type,
        "mode": mention.mode,
        "label": mention.label,
    }


def from_mention_body(body: Body) -> Mention:
    """Return the mention that the columns hold."""
    return msgspec.convert(body, Mention)


def to_statement_body(statement: Statement) -> Body:
    """Return the columns of a statement, without those that say where it belongs."""
    return {
        "id": statement.id,
        "mention": statement.mention,
        "property": statement.property,
        "value": _to_json(statement.value),
        "speakers": _to_json(statement.speakers),
        "polarity": statement.polarity,
        "certainty": statement.certainty,
        "said_on": _to_day(statement.said_on),
        "basis": statement.basis,
        "evidence": _to_json(statement.evidence),
        "confidence": float(statement.confidence),
        "coder": statement.coder,
    }


def from_statement_body(body: Body) -> Statement:
    """Return the statement that the columns hold.

    Raises:
        msgspec.MsgspecError: the columns hold no statement.
    """
    fields = {**body, **{name: _from_json(body[name]) for name in _STATEMENT_JSON}}
    return decode_statement(msgspec.json.encode(fields))


def to_finding_body(finding: Finding) -> Body:
    """Return the columns of a finding, without those that say where it belongs."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "evidence": _to_json(finding.evidence),
        "suggestion": finding.suggestion,
    }


def from_finding_body(body: Body) -> Finding:
    """Return the finding that the columns hold."""
    return msgspec.convert({**body, "evidence": find_evidence(body)}, Finding)


def to_problem_body(problem: Problem) -> Body:
    """Return the columns of a problem, without those that say where it belongs."""
    return {"kind": problem.kind, "message": problem.message, "location": problem.where}


def from_problem_body(body: Body) -> Problem:
    """Return the problem that the columns hold."""
    return msgspec.convert({**body, "where": body["location"]}, Problem)


def to_judgement_body(judgement: Judgement) -> Body:
    """Return the columns of a judgement; the score is a probability, in 0..1."""
    return {
        "id": judgement.id,
        "left_mention": judgement.left,
        "right_mention": judgement.right,
        "verdict": judgement.verdict,
        "judge": judgement.by,
        "judge_kind": judgement.kind,
        "score": None if judgement.score is None else float(judgement.score),
        "reasons": _to_json([_to_floats(reason) for reason in judgement.reasons]),
        "note": judgement.note,
        "made_at": _to_instant(judgement.made_at),
    }


def from_judgement_body(body: Body) -> Judgement:
    """Return the judgement that the columns hold."""
    fields = {
        **{name: body[name] for name in ("id", "verdict", "score", "note")},
        "left": body["left_mention"],
        "right": body["right_mention"],
        "by": body["judge"],
        "kind": body["judge_kind"],
        "reasons": _from_json(body["reasons"]),
        "made_at": _from_instant(body["made_at"]),
    }
    return msgspec.convert(fields, Judgement)


def to_receipt_body(receipt: Receipt) -> Body:
    """Return the columns of a receipt; the size counts bytes."""
    return msgspec.structs.asdict(receipt)


def from_receipt_body(body: Body) -> Receipt:
    """Return the receipt that the columns hold."""
    return msgspec.convert(body, Receipt)


def to_retraction_body(retraction: Retraction) -> Body:
    """Return the columns of a retraction."""
    return {
        "id": retraction.id,
        "report": retraction.report,
        "retracted_by": retraction.by,
        "reason": retraction.reason,
        "made_at": retraction.made_at.isoformat(),
    }


def from_retraction_body(body: Body) -> Retraction:
    """Return the retraction that the columns hold."""
    fields = {**body, "by": body["retracted_by"], "made_at": _from_instant(body["made_at"])}
    return msgspec.convert(fields, Retraction)


def to_notice_body(notice: KeptNotice) -> Body:
    """Return the columns of a notice; the size counts bytes."""
    fields = msgspec.structs.asdict(notice)
    return {
        **{name: fields[name] for name in ("id", "guid", "url", "reason", "raw_sha256", "size", "origin")},
        "given_by": notice.by,
        "made_at": _to_instant(notice.made_at),
        "noted_at": notice.noted_at.isoformat(),
    }


def from_notice_body(body: Body) -> KeptNotice:
    """Return the notice that the columns hold."""
    moments = {name: _from_instant(body[name]) for name in ("made_at", "noted_at")}
    return msgspec.convert({**body, **moments, "by": body["given_by"]}, KeptNotice)


def to_review_body(review: Review) -> Body:
    """Return the columns of a review; `own` is the id of the person's statement, which is JSON beside it."""
    return {
        "id": review.id,
        "report": review.report,
        "mention": review.mention,
        "verdict": review.verdict,
        "statement": review.statement,
        "own": review.own.id if review.own else None,
        "own_statement": _to_json(review.own) if review.own else None,
        "opened": _to_json(review.opened) if review.opened else None,
        "seen": review.seen,
        "takes_back": review.takes_back,
        "reviewer": review.by,
        "note": review.note,
        "made_at": review.made_at.isoformat(),
    }


def from_review_body(body: Body) -> Review:
    """Return the review that the columns hold.

    Raises:
        msgspec.MsgspecError: the columns hold no review.
    """
    own, opened = body["own_statement"], body["opened"]
    fields = {
        **{name: body[name] for name in _REVIEW_AS_IT_IS},
        "opened": None if opened is None else msgspec.json.decode(str(opened), type=Mention),
        "by": body["reviewer"],
        "made_at": _from_instant(body["made_at"]),
    }
    shell = msgspec.convert(fields, _REVIEW_SHELL)
    return Review(**msgspec.structs.asdict(shell), own=None if own is None else decode_statement(str(own)))


def find_evidence(body: Body) -> tuple[Evidence, ...]:
    """Find the evidence that the columns hold; empty where they hold none.

    Raises:
        msgspec.MsgspecError: the column holds no evidence.
    """
    return msgspec.json.decode(str(body["evidence"]), type=tuple[Evidence, ...])


def _to_floats(reason: Reason) -> Reason:
    """Write whole numbers as they are read back, so that the column's text does not change."""
    return Reason(feature=reason.feature, value=float(reason.value), weight=float(reason.weight))


def _to_json(value: object) -> str:
    return canonical_json(value).decode()


def _from_json(column: str | float | None) -> object:
    return msgspec.json.decode(str(column))


def _to_text(column: str | float | None) -> str | None:
    return None if column is None else str(column)


def _to_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _from_day(column: str | float | None) -> date | None:
    return None if column is None else date.fromisoformat(str(column))


def _to_instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _from_instant(column: str | float | None) -> datetime | None:
    return None if column is None else datetime.fromisoformat(str(column))
