"""Make reviews of statements for tests, each having seen all that was said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import msgspec

from counterclaim.ledger.base import MentionRecord
from counterclaim.model.judgement import MentionKey
from counterclaim.model.report import Report
from counterclaim.model.review import Review, ReviewVerdict, make_own_statement, make_review
from counterclaim.model.statement import Statement
from counterclaim.model.values import TollValue
from tests.factories import CLOCK_TIME


def make_test_review(
    record: MentionRecord,
    statement: Statement,
    verdict: ReviewVerdict,
    *,
    by: str = "Ana Ruiz",
    own: Statement | None = None,
    seen: Review | None = None,
    takes_back: Review | None = None,
    note: str | None = None,
    made_at: datetime = CLOCK_TIME,
) -> Review:
    """Make a review of a statement of a mention; an own statement becomes the reviewer's."""
    return make_review(
        report=record.report.id,
        mention=record.key,
        verdict=verdict,
        statement=own.id if own is not None and verdict == "add" else statement.id,
        own=own,
        seen=seen.id if seen else None,
        takes_back=takes_back.id if takes_back else None,
        by=by,
        note=note,
        made_at=made_at,
    )


def count_anew(report: Report, statement: Statement, n: int, *, by: str = "Ana Ruiz") -> Statement:
    """Make a person's statement out of a count: the same words, another number."""
    assert isinstance(statement.value, TollValue)
    value = msgspec.structs.replace(statement.value, op="exact", n=n, low=n, high=n, superseded=False)
    changed = msgspec.structs.replace(statement, value=value)
    return make_own_statement(changed, report=report.id, by=by)


def with_reviews(record: MentionRecord, reviews: Sequence[Review]) -> MentionRecord:
    """Give a mention reviews."""
    return replace(record, reviews=tuple(reviews))


def find_count(record: MentionRecord, harm: str = "killed", n: int | None = None) -> Statement:
    """Find a count of a mention."""
    counts = (each for each in record.statements if each.property == harm)
    return next(
        each for each in counts if n is None or (isinstance(each.value, TollValue) and each.value.n == n)
    )


def get_main(records: Sequence[MentionRecord]) -> MentionRecord:
    """Return the main mention of the first report."""
    return next(record for record in records if record.mention.role == "main")


def make_key(key: str) -> MentionKey:
    """Make a key of no mention."""
    return MentionKey(key)
