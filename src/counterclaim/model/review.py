"""Reviews: what a person says of a coder's statement, or adds to a coding; never an edit.

Invariant: a review is never changed. Taking one back is a review of its own that names it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NewType

import msgspec

from counterclaim.model.codec import decode_statement, encode_statement
from counterclaim.model.ids import MentionId, ReportId, StatementId, make_id
from counterclaim.model.judgement import MentionKey
from counterclaim.model.statement import Mention, Statement, make_statement_id

ReviewId = NewType("ReviewId", str)
#: `withdrawn` takes the reviewer's own earlier review back: it counts as if never made.
ReviewVerdict = Literal["accept", "reject", "correct", "add", "withdrawn"]
#: What the coder of a person's statement begins with, so that no program is taken for a person.
PERSON_PREFIX = "person:"


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What one person says of one statement of a report."""

    id: ReviewId
    report: ReportId
    #: The mention that the statement is about.
    mention: MentionKey
    verdict: ReviewVerdict
    #: The statement judged; of an addition the added one, of a withdrawal that of the review taken back.
    statement: StatementId
    #: The person's own statement: what is said instead, or added; None for the other verdicts.
    own: Statement | None = None
    #: The mention that an addition opens; None where the mention was there before.
    opened: Mention | None = None
    #: The last review of the statement that the reviewer had seen; None for none.
    seen: ReviewId | None = None
    #: The review that a withdrawal takes back.
    takes_back: ReviewId | None = None
    by: str
    #: The person's words.
    note: str | None = None
    made_at: datetime


def make_review(
    *,
    report: ReportId,
    mention: MentionKey,
    verdict: ReviewVerdict,
    statement: StatementId,
    own: Statement | None = None,
    opened: Mention | None = None,
    seen: ReviewId | None = None,
    takes_back: ReviewId | None = None,
    by: str,
    note: str | None = None,
    made_at: datetime,
) -> Review:
    """Make a review; its id follows from all it says.

    Raises:
        ValueError: the parts do not fit the verdict.
    """
    if (own is not None) != (verdict in ("correct", "add")):
        raise ValueError("a statement of one's own belongs to `correct` and `add`, and to no other verdict")
    if (takes_back is not None) != (verdict == "withdrawn"):
        raise ValueError("a review to take back belongs to `withdrawn`, and to no other verdict")
    if opened is not None and verdict != "add":
        raise ValueError("only an addition opens a mention")
    # Whole numbers are read back as floats where a field is one, and the id must be the same.
    own = decode_statement(encode_statement(own)) if own is not None else None
    fields = {
        "report": report,
        "mention": mention,
        "verdict": verdict,
        "statement": statement,
        "own": own,
        "opened": opened,
        "seen": seen,
        "takes_back": takes_back,
        "by": by,
        "note": note,
        "made_at": made_at.isoformat(),
    }
    return Review(
        id=ReviewId(make_id("rev", fields)),
        report=report,
        mention=mention,
        verdict=verdict,
        statement=statement,
        own=own,
        opened=opened,
        seen=seen,
        takes_back=takes_back,
        by=by,
        note=note,
        made_at=made_at,
    )


def make_person_coder(by: str) -> str:
    """Make the name of a person as the coder of a statement."""
    return PERSON_PREFIX + by


def is_person_coder(coder: str) -> bool:
    """Tell whether a coder is a person."""
    return coder.startswith(PERSON_PREFIX)


def make_own_statement(statement: Statement, *, report: ReportId, by: str) -> Statement:
    """Make a statement the person's own: coder and id are theirs, all else stays."""
    coder = make_person_coder(by)
    identity = make_statement_id(
        report=report,
        mention=MentionId(statement.mention),
        property=statement.property,
        value=statement.value,
        speakers=statement.speakers,
        polarity=statement.polarity,
        evidence=statement.evidence,
        coder=coder,
    )
    return msgspec.structs.replace(statement, id=identity, coder=coder, confidence=1.0)
