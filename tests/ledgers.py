"""Fill a ledger with a row of every kind."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from counterclaim.ledger.base import Ledger, make_mention_key
from counterclaim.model.custody import KeptNotice, make_kept_notice, make_receipt, make_retraction
from counterclaim.model.judgement import Reason, make_judgement
from counterclaim.model.report import Edition, Report, make_report
from tests.factories import CLOCK_TIME, TEXT, code_velmora, make_velmora_coding
from tests.reviews import count_anew, find_count, get_main, make_test_review


def make_edited_report() -> Report:
    """Make a report with all that a publisher can tell of its version."""
    edition = Edition(guid="velmora-1", version="2", signals=("correction",), edited_at=CLOCK_TIME)
    return make_report(TEXT, outlet="Third Wire", language="en", published_at=CLOCK_TIME, edition=edition)


def fill_ledger(ledger: Ledger) -> None:
    """Add codings of three outlets, one coded twice, and rows of every kind that stands alone."""
    codings = [
        make_velmora_coding(),
        make_velmora_coding(outlet="Other Wire"),
        make_velmora_coding(version="0.2.0"),
        code_velmora(make_edited_report()),
    ]
    for coding in codings:
        ledger.add_coding(coding)
    one, other = (
        make_mention_key(report=coding.report.id, mention=coding.mentions[0].id, coder="rules")
        for coding in codings[:2]
    )
    reasons = (Reason("place", 1.0, 2.5), Reason("date", 0.5, -0.25))
    ledger.add_judgement(
        make_judgement(one, other, verdict="unsure", by="m/1", kind="matcher", score=0.875, reasons=reasons)
    )
    ledger.add_judgement(
        make_judgement(
            one, other, verdict="same", by="Ann", kind="person", note="one blast", made_at=CLOCK_TIME
        )
    )
    report = codings[0].report.id
    raw = ledger.raw.put(BytesIO(TEXT.encode()))
    ledger.add_receipt(
        make_receipt(report=report, raw_sha256=raw.sha256, size=raw.size, origin="velmora.txt")
    )
    ledger.add_retraction(make_retraction(report=report, by="Ann", reason="killed", made_at=CLOCK_TIME))
    ledger.add_notice(make_test_notice())
    record = get_main(tuple(ledger.iter_mentions([report])))
    toll = find_count(record, n=31)
    ledger.add_review(
        make_test_review(record, toll, "correct", own=count_anew(record.report, toll, 32), note="misread")
    )


def make_test_notice(
    *,
    guid: str | None = "velmora-1",
    url: str | None = None,
    by: str = "Third Wire",
    made_at: datetime | None = CLOCK_TIME,
    noted_at: datetime = CLOCK_TIME,
) -> KeptNotice:
    """Make a notice by which an outlet kills an item."""
    return make_kept_notice(
        guid=guid,
        url=url,
        by=by,
        reason="the toll was wrong",
        made_at=made_at,
        noted_at=noted_at,
        origin="wire.json:3",
    )
