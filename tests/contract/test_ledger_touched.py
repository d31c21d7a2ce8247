"""What a stretch of the log is about, on every backend: how a derived list follows a ledger."""

from __future__ import annotations

from datetime import UTC, datetime

from benchmarks.ledger.archive import iter_archive
from counterclaim.ledger.base import Ledger, Touched, make_mention_key
from counterclaim.model.custody import make_retraction
from counterclaim.model.judgement import make_judgement

MOMENT = datetime(2031, 1, 5, tzinfo=UTC)


def test_an_empty_log_ends_at_0_and_is_about_nothing(ledger: Ledger) -> None:
    assert (ledger.find_end(), ledger.find_touched(0, 10)) == (0, ())


def test_codings_retractions_and_judgements_are_told_in_order(ledger: Ledger) -> None:
    codings = tuple(iter_archive(3))
    for coding in codings:
        ledger.add_coding(coding)
    coded = ledger.find_end()
    left, right = sorted(
        make_mention_key(report=each.report.id, mention=each.mentions[0].id, coder=each.run.coder)
        for each in codings[:2]
    )
    ledger.add_judgement(
        make_judgement(left, right, verdict="same", by="mira", kind="person", made_at=MOMENT)
    )
    ledger.add_retraction(
        make_retraction(report=codings[2].report.id, by="desk", reason="never sent", made_at=MOMENT)
    )
    end = ledger.find_end()
    assert [each.report for each in ledger.find_touched(0, coded)] == [each.report.id for each in codings]
    told = ledger.find_touched(coded, end)
    assert sorted(told, key=lambda each: (each.sequence, each.mention or "")) == sorted(
        [
            Touched(coded + 1, None, left),
            Touched(coded + 1, None, right),
            Touched(coded + 2, codings[2].report.id, None),
        ],
        key=lambda each: (each.sequence, each.mention or ""),
    )
    assert ledger.find_touched(end, end + 100) == ()
    first = ledger.find_touched(0, coded)[0].sequence
    assert ledger.find_touched(0, first - 1) == ()
