"""Fill a ledger with a row of every kind."""

from __future__ import annotations

from io import BytesIO

from counterclaim.ledger.base import Ledger, make_mention_key
from counterclaim.model.custody import make_receipt, make_retraction
from counterclaim.model.judgement import Reason, make_judgement
from tests.factories import CLOCK_TIME, TEXT, make_velmora_coding


def fill_ledger(ledger: Ledger) -> None:
    """Add codings of two outlets, one coded twice, two judgements, raw bytes with a receipt, a retraction."""
    codings = [
        make_velmora_coding(),
        make_velmora_coding(outlet="Other Wire"),
        make_velmora_coding(version="0.2.0"),
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
