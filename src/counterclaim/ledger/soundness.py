"""Judge whether what a row holds fits its own ids and the words of its report.

Each function returns what is wrong as a short clause, or None where nothing is. The same judgements
guard the way in (`add_coding`) and the way back (`verify`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec

from counterclaim.ledger.base import Body, make_mention_key
from counterclaim.ledger.chain import Entry, make_coding_id
from counterclaim.ledger.codec import (
    find_evidence,
    from_mention_body,
    from_problem_body,
    from_report_bodies,
    from_statement_body,
    make_report_of,
)
from counterclaim.model.ids import MentionId, ReportId
from counterclaim.model.span import Evidence
from counterclaim.model.statement import make_statement_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a row of a coding is judged against."""

    #: Columns of the report that the coding is about.
    report: Body
    #: Columns of the coding.
    coding: Body
    #: Ids of the mentions of the coding.
    mentions: Collection[str] = ()


def find_misfit(entries: Sequence[Entry]) -> str | None:
    """Find what of a coding would not verify: the first row and what is wrong, or None.

    Args:
        entries: as `make_entries` gives them, the report and the coding first.
    """
    report, coding, *children = entries
    mentions = tuple(str(entry.body["id"]) for entry in children if entry.kind == "mention")
    around = Surroundings(report=report.body, coding=coding.body, mentions=mentions)
    judged = chain(
        [(report, judge_report(report.body)), (coding, judge_coding(coding.body, children))],
        ((entry, judge_entry(entry, around)) for entry in (coding, *children)),
    )
    return next((f"{entry.kind} {entry.body['id']}: {reason}" for entry, reason in judged if reason), None)


def judge_report(body: Body) -> str | None:
    """Judge a report: its text against its hash, its content against its id."""
    try:
        made = make_report_of(body)
    except ValueError as error:
        return f"the columns hold no report: {error}"
    if made.text_sha256 != body["text_sha256"]:
        return "the text does not fit its SHA-256"
    if made.id != body["id"]:
        return f"the content gives the id {made.id}"
    return None


def judge_coding(body: Body, children: Sequence[Entry]) -> str | None:
    """Judge a coding once all that belongs to it is known."""
    mentions = [child.body["id"] for child in children if child.kind == "mention"]
    if len(set(mentions)) < len(mentions):
        return "two mentions of the coding have one id"
    made = make_coding_id(body, children)
    return None if made == body["id"] else f"the coding and its rows give the id {made}"


def judge_entry(entry: Entry, around: Surroundings) -> str | None:
    """Judge one row that belongs to a coding, or the coding's own columns."""
    if entry.kind != "coding" and entry.body["coding"] != around.coding["id"]:
        return f"the row belongs to {entry.body['coding']}, but stands among those of {around.coding['id']}"
    if entry.body["report"] != around.report["id"]:
        return f"the row is about {entry.body['report']}, its coding about {around.report['id']}"
    try:
        return _JUDGES[entry.kind](entry.body, around)
    except (msgspec.MsgspecError, ValueError, KeyError) as error:
        return f"the columns hold no {entry.kind}: {error}"


def _judge_header(body: Body, around: Surroundings) -> str | None:
    from_report_bodies(around.report, body)
    return None


def _judge_mention(body: Body, around: Surroundings) -> str | None:
    mention = from_mention_body(body)
    made = make_mention_key(
        report=ReportId(str(body["report"])), mention=mention.id, coder=str(around.coding["coder"])
    )
    return None if made == body["event"] else f"the content gives the event id {made}"


def _judge_statement(body: Body, around: Surroundings) -> str | None:
    statement = from_statement_body(body)
    if statement.mention not in around.mentions:
        return f"the coding has no mention {statement.mention}"
    if not statement.evidence:
        return "the statement has no evidence"
    made = make_statement_id(
        report=ReportId(str(body["report"])),
        mention=MentionId(statement.mention),
        property=statement.property,
        value=statement.value,
        speakers=statement.speakers,
        polarity=statement.polarity,
        evidence=statement.evidence,
        coder=statement.coder,
    )
    if made != statement.id:
        return f"the content gives the id {made}"
    return _judge_evidence(statement.evidence, around)


def _judge_finding(body: Body, around: Surroundings) -> str | None:
    return _judge_evidence(find_evidence(body), around)


def _judge_problem(body: Body, around: Surroundings) -> str | None:
    from_problem_body(body)
    return None


def _judge_evidence(evidence: Sequence[Evidence], around: Surroundings) -> str | None:
    """Judge quotes against the text that they were cut from (0-based code points, end exclusive)."""
    text = str(around.report["text"])
    for piece in evidence:
        # A negative start would count from the end of the text and could fit by chance.
        if piece.start < 0 or text[piece.start : piece.end] != piece.quote:
            return f"the words at [{piece.start}, {piece.end}) are not “{piece.quote}”"
    return None


_JUDGES: Mapping[str, Callable[[Body, Surroundings], str | None]] = {
    "coding": _judge_header,
    "mention": _judge_mention,
    "statement": _judge_statement,
    "finding": _judge_finding,
    "problem": _judge_problem,
}
