"""Values of the model to and from the columns of the ledger's rows.

Invariant: `from_x_body(to_x_body(x)) == x`, and the columns hold only text, numbers and nulls, so
that a row read back from any backend hashes to the same digest.
"""

from __future__ import annotations

from datetime import date

import msgspec

from counterclaim.ledger.base import Body
from counterclaim.model.codec import decode_statement
from counterclaim.model.ids import canonical_json
from counterclaim.model.report import Report, make_report
from counterclaim.model.span import Evidence
from counterclaim.model.statement import Coding, Finding, Mention, Problem, Statement

#: Columns of a statement that hold JSON.
_STATEMENT_JSON = ("value", "speakers", "evidence")


def to_report_body(report: Report) -> Body:
    """Return the columns that make a report what it is: those its id is made from, and its text."""
    return {
        "id": report.id,
        "text": report.text,
        "text_sha256": report.text_sha256,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "language": report.language,
        "published": _to_day(report.published if report.published_basis == "metadata" else None),
    }


def make_report_of(body: Body) -> Report:
    """Make the report anew from its columns; its id and text hash follow from the content."""
    return make_report(
        str(body["text"]),
        url=_to_text(body["url"]),
        outlet=_to_text(body["outlet"]),
        title=_to_text(body["title"]),
        language=_to_text(body["language"]),
        published=_from_day(body["published"]),
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


def from_report_bodies(report: Body, coding: Body) -> Report:
    """Return a report as one of its codings settled it."""
    settled = {
        **{
            name: report[name] for name in ("id", "text", "text_sha256", "url", "outlet", "title", "language")
        },
        **{name: coding[name] for name in ("path", "published", "published_basis")},
        "byline": _from_json(coding["byline"]),
    }
    return msgspec.convert(settled, Report)


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


def find_evidence(body: Body) -> tuple[Evidence, ...]:
    """Find the evidence that the columns hold; empty where they hold none.

    Raises:
        msgspec.MsgspecError: the column holds no evidence.
    """
    return msgspec.json.decode(str(body["evidence"]), type=tuple[Evidence, ...])


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
