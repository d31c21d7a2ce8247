"""Judge whether what a row holds fits its own ids and the words of its report.

Each function returns what is wrong as a short clause, or None where nothing is. The same judgements
guard the way in (`add_coding`) and the way back (`verify`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import msgspec

from counterclaim.ledger.base import Body, RowKind, make_mention_key
from counterclaim.ledger.chain import Entry, make_coding_id, make_entries
from counterclaim.ledger.codec import (
    find_evidence,
    from_judgement_body,
    from_mention_body,
    from_notice_body,
    from_problem_body,
    from_receipt_body,
    from_report_bodies,
    from_retraction_body,
    from_review_body,
    from_statement_body,
    make_report_of,
    to_judgement_body,
    to_notice_body,
    to_receipt_body,
    to_retraction_body,
    to_review_body,
)
from counterclaim.model.custody import make_kept_notice, make_receipt, make_retraction
from counterclaim.model.ids import MentionId, ReportId
from counterclaim.model.judgement import MentionKey, make_judgement
from counterclaim.model.review import Review, make_own_statement, make_person_coder, make_review
from counterclaim.model.span import Evidence
from counterclaim.model.statement import Coding, Problem, make_statement_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a row of a coding is judged against."""

    #: Columns of the report that the coding is about.
    report: Body
    #: Columns of the coding.
    coding: Body
    #: Ids of the mentions of the coding.
    mentions: Collection[str] = ()


class Known(Protocol):
    """What a ledger must tell about itself for rows that hang on others."""

    def find_report_body(self, report: str) -> Body | None:
        """Find the columns of a report; None when the ledger lacks it."""
        ...

    def find_mention_reports(self, keys: Collection[str]) -> Mapping[MentionKey, ReportId]:
        """Find the report of each mention; unknown keys are left out."""
        ...

    def find_bodies(self, kind: RowKind, report: str) -> Sequence[Body]:
        """Find the columns of the rows of one kind that belong to a report."""
        ...


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


def find_misfit_problem(coding: Coding) -> Problem | None:
    """Find why a ledger would not take a coding, as the Problem that stands for it; None where it would."""
    misfit = find_misfit(make_entries(coding))
    if misfit is None:
        return None
    message = f"its coding does not fit its words ({misfit}); please report this as a fault"
    return Problem(kind="stage", message=message, where=coding.report.path or coding.report.id)


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


def judge_single(entry: Entry) -> str | None:
    """Judge a row that stands alone: a judgement, a receipt, a retraction, a notice or a review."""
    try:
        made = _MAKERS[entry.kind](entry.body)
    except (msgspec.MsgspecError, ValueError, KeyError) as error:
        return f"the columns hold no {entry.kind}: {error}"
    if made["id"] != entry.body["id"]:
        return f"the content gives the id {made['id']}"
    return None if made == entry.body else "the columns are not as they are written"


def find_lack(ledger: Known, entries: Sequence[Entry]) -> tuple[Entry, str] | None:
    """Find the first row that stands alone and hangs on what the ledger lacks, and what that is."""
    pairs = {key for entry in entries if entry.kind == "judgement" for key in _find_pair(entry)}
    mentions = ledger.find_mention_reports(pairs) if pairs else {}
    for entry in entries:
        if entry.kind == "judgement":
            missing = next((f"mention {key}" for key in _find_pair(entry) if key not in mentions), None)
        elif entry.kind == "notice":
            # A publisher may withdraw what never came here.
            missing = None
        else:
            report = str(entry.body["report"])
            missing = None if ledger.find_report_body(report) else f"report {report}"
        if not missing and entry.kind == "review":
            missing = _find_review_lack(ledger, from_review_body(entry.body))
        if missing:
            return entry, f"the ledger holds no {missing}"
    return None


def _find_review_lack(ledger: Known, review: Review) -> str | None:
    """Find what a review hangs on that its report lacks: mention, statement, earlier review, words."""
    reviews = [each for each in ledger.find_bodies("review", review.report) if each["id"] != review.id]
    statements = {str(each["id"]) for each in ledger.find_bodies("statement", review.report)}
    statements |= {str(each["own"]) for each in reviews if each["own"]}
    if review.verdict != "add" and review.statement not in statements:
        return f"statement {review.statement} of {review.report}"
    earlier = {each["id"]: each for each in reviews}
    for named in (review.seen, review.takes_back):
        if named is not None and named not in earlier:
            return f"review {named} of {review.report}"
    taken = earlier.get(review.takes_back)
    if taken is not None and taken["reviewer"] != review.by:
        return f"review {review.takes_back} by {review.by}"
    if review.opened is None and ledger.find_mention_reports([review.mention]) != {
        review.mention: review.report
    }:
        return f"mention {review.mention} of {review.report}"
    text = str((ledger.find_report_body(review.report) or {}).get("text", ""))
    wrong = _find_wrong_words(review.own.evidence if review.own else (), text)
    return f"such words in {review.report}: {wrong}" if wrong else None


def _find_pair(entry: Entry) -> tuple[str, str]:
    return str(entry.body["left_mention"]), str(entry.body["right_mention"])


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
    return _find_wrong_words(evidence, str(around.report["text"]))


def _find_wrong_words(evidence: Sequence[Evidence], text: str) -> str | None:
    for piece in evidence:
        # A negative start would count from the end of the text and could fit by chance.
        if piece.start < 0 or text[piece.start : piece.end] != piece.quote:
            return f"the words at [{piece.start}, {piece.end}) are not “{piece.quote}”"
    return None


def _remake_judgement(body: Body) -> Body:
    judgement = from_judgement_body(body)
    made = make_judgement(
        judgement.left,
        judgement.right,
        **{name: getattr(judgement, name) for name in _JUDGEMENT_FIELDS},
    )
    return to_judgement_body(made)


def _remake_receipt(body: Body) -> Body:
    receipt = from_receipt_body(body)
    fields = msgspec.structs.asdict(receipt)
    del fields["id"]
    return to_receipt_body(make_receipt(**fields))


def _remake_retraction(body: Body) -> Body:
    fields = msgspec.structs.asdict(from_retraction_body(body))
    del fields["id"]
    return to_retraction_body(make_retraction(**fields))


def _remake_notice(body: Body) -> Body:
    fields = msgspec.structs.asdict(from_notice_body(body))
    del fields["id"]
    return to_notice_body(make_kept_notice(**fields))


def _remake_review(body: Body) -> Body:
    review = from_review_body(body)
    own = review.own
    if own is not None:
        if not own.evidence:
            raise ValueError("the statement has no evidence")
        if own != make_own_statement(own, report=review.report, by=review.by):
            raise ValueError(f"the statement is not one that {review.by} can have made")
    if review.verdict == "add" and (own is None or review.statement != own.id):
        raise ValueError("an addition is about the statement that it adds")
    if review.opened is not None:
        coder = make_person_coder(review.by)
        made = make_mention_key(report=review.report, mention=review.opened.id, coder=coder)
        if made != review.mention:
            raise ValueError(f"the mention opened has the key {made}")
    fields = {each: getattr(review, each) for each in review.__struct_fields__ if each != "id"}
    return to_review_body(make_review(**fields))


#: What `make_judgement` takes beside the pair.
_JUDGEMENT_FIELDS = ("verdict", "by", "kind", "score", "reasons", "note", "made_at")
#: Make a row anew from its own content.
_MAKERS: Mapping[str, Callable[[Body], Body]] = {
    "judgement": _remake_judgement,
    "receipt": _remake_receipt,
    "retraction": _remake_retraction,
    "notice": _remake_notice,
    "review": _remake_review,
}
_JUDGES: Mapping[str, Callable[[Body, Surroundings], str | None]] = {
    "coding": _judge_header,
    "mention": _judge_mention,
    "statement": _judge_statement,
    "finding": _judge_finding,
    "problem": _judge_problem,
}
