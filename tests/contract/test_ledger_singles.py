"""Judgements, receipts and retractions, and transactions over several calls, on every backend."""

from __future__ import annotations

import msgspec
import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Added, Ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.custody import Receipt, Retraction, make_receipt, make_retraction
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import Judgement, MentionKey, Reason, Verdict, make_judgement
from tests.factories import CLOCK_TIME, make_velmora_coding

OUTLETS = ("Velmora Courier", "Harbour Post", "Kestria Daily")


@pytest.fixture
def keys(ledger: Ledger) -> list[MentionKey]:
    """Keys of the main mentions of three reports that the ledger holds."""
    for outlet in OUTLETS:
        ledger.add_coding(make_velmora_coding(outlet=outlet))
    return [record.key for record in ledger.iter_mentions() if record.mention.role == "main"]


def make_matched(one: MentionKey, other: MentionKey, verdict: Verdict = "same") -> Judgement:
    # A whole number among the weights: it must come back and hash as what it was.
    reasons = (Reason(feature="place", value=1, weight=2.5), Reason(feature="date", value=0.25, weight=-1))
    return make_judgement(
        one, other, verdict=verdict, by="matcher/1", kind="matcher", score=1, reasons=reasons
    )


def make_judged(one: MentionKey, other: MentionKey, verdict: Verdict = "different") -> Judgement:
    return make_judgement(
        one, other, verdict=verdict, by="A. Coder", kind="person", note="two towns", made_at=CLOCK_TIME
    )


def make_test_receipt(report: ReportId) -> Receipt:
    return make_receipt(report=report, raw_sha256="ab" * 32, size=512, origin="velmora.jsonl", part="line 3")


def make_test_retraction(report: ReportId) -> Retraction:
    return make_retraction(report=report, by="Velmora Courier", reason="killed", made_at=CLOCK_TIME)


def test_a_judgement_comes_back_as_it_was_added(ledger: Ledger, keys: list[MentionKey]) -> None:
    made = [make_matched(keys[0], keys[1]), make_judged(keys[2], keys[0]), make_judged(keys[1], keys[2])]
    assert [ledger.add_judgement(one) for one in made] == [True, True, True]
    assert list(ledger.iter_judgements()) == made


def test_many_judgements_are_added_at_once(ledger: Ledger, keys: list[MentionKey]) -> None:
    first, second, third = (
        make_judged(one, other) for one, other in ((keys[0], keys[1]), (keys[1], keys[2]), (keys[2], keys[0]))
    )
    assert ledger.add_judgements([]) == 0
    assert ledger.add_judgements([first, second, first]) == 2
    assert ledger.add_judgements(iter([second, third])) == 1
    assert list(ledger.iter_judgements()) == [first, second, third]
    assert verify_ledger(ledger).fault is None


def test_one_judgement_that_does_not_fit_keeps_all_out(ledger: Ledger, keys: list[MentionKey]) -> None:
    rows = list(ledger.iter_rows())
    wrong = make_judged(keys[1], MentionKey("evt_none"))
    with pytest.raises(LedgerError, match=f"{wrong.id} was not added: the ledger holds no mention evt_none"):
        ledger.add_judgements([make_judged(keys[0], keys[1]), wrong])
    assert list(ledger.iter_rows()) == rows


def test_judgements_of_one_mention_come_in_the_order_of_the_log(
    ledger: Ledger, keys: list[MentionKey]
) -> None:
    first, second, third = sorted(keys)
    made = [make_judged(second, third), make_matched(first, third), make_judged(first, second)]
    made.append(make_judged(second, third, "same"))
    for one in made:
        ledger.add_judgement(one)
    assert list(ledger.iter_judgements(second)) == [made[0], made[2], made[3]]
    assert list(ledger.iter_judgements(first)) == [made[1], made[2]]
    assert list(ledger.iter_judgements(MentionKey("evt_none"))) == []


def test_more_judgements_than_one_page_all_come_back(ledger: Ledger, keys: list[MentionKey]) -> None:
    made = [
        make_judgement(keys[0], keys[1], verdict="same", by=f"person {number}", kind="person")
        for number in range(1001)
    ]
    with ledger.writing():
        for one in made:
            ledger.add_judgement(one)
    assert list(ledger.iter_judgements()) == made


def test_a_receipt_comes_back_as_it_was_added(ledger: Ledger, keys: list[MentionKey]) -> None:
    first, second, _ = (report.id for report in ledger.iter_reports())
    receipt = make_test_receipt(second)
    assert ledger.add_receipt(receipt)
    assert ledger.find_receipts(second) == (receipt,)
    assert ledger.find_receipts(first) == ()


def test_a_retraction_comes_back_and_the_report_stays(ledger: Ledger, keys: list[MentionKey]) -> None:
    first, second, _ = (report.id for report in ledger.iter_reports())
    retraction = make_test_retraction(second)
    assert ledger.add_retraction(retraction)
    assert list(ledger.iter_retractions()) == [retraction]
    assert list(ledger.iter_retractions([second])) == [retraction]
    assert list(ledger.iter_retractions([first])) == list(ledger.iter_retractions([])) == []
    assert list(ledger.iter_retractions([first, second, second, "rep_none"])) == [retraction]
    assert ledger.get_report(second).outlet == OUTLETS[1]


def test_adding_again_changes_nothing(ledger: Ledger, keys: list[MentionKey]) -> None:
    report = next(ledger.iter_reports()).id
    for again in (False, True):
        rows = list(ledger.iter_rows())
        assert ledger.add_judgement(make_judged(keys[0], keys[1])) is not again
        assert ledger.add_receipt(make_test_receipt(report)) is not again
        assert ledger.add_retraction(make_test_retraction(report)) is not again
        assert (list(ledger.iter_rows()) == rows) is again


def test_what_hangs_on_nothing_is_refused(ledger: Ledger, keys: list[MentionKey]) -> None:
    rows = list(ledger.iter_rows())
    with pytest.raises(LedgerError, match="holds no mention evt_none"):
        ledger.add_judgement(make_judged(keys[0], MentionKey("evt_none")))
    with pytest.raises(LedgerError, match="holds no report rep_none"):
        ledger.add_receipt(make_test_receipt(ReportId("rep_none")))
    with pytest.raises(LedgerError, match="holds no report rep_none"):
        ledger.add_retraction(make_test_retraction(ReportId("rep_none")))
    assert list(ledger.iter_rows()) == rows


def test_what_does_not_fit_its_id_is_refused(ledger: Ledger, keys: list[MentionKey]) -> None:
    report = next(ledger.iter_reports()).id
    with pytest.raises(LedgerError, match="the content gives the id jud_"):
        ledger.add_judgement(msgspec.structs.replace(make_judged(keys[0], keys[1]), verdict="same"))
    with pytest.raises(LedgerError, match="the content gives the id rcp_"):
        ledger.add_receipt(msgspec.structs.replace(make_test_receipt(report), origin="elsewhere"))
    with pytest.raises(LedgerError, match="the content gives the id ret_"):
        ledger.add_retraction(msgspec.structs.replace(make_test_retraction(report), by="somebody"))


def test_a_pair_written_the_wrong_way_round_is_refused(ledger: Ledger, keys: list[MentionKey]) -> None:
    judgement = make_judged(keys[0], keys[1])
    turned = msgspec.structs.replace(judgement, left=judgement.right, right=judgement.left)
    with pytest.raises(LedgerError, match="the columns are not as they are written"):
        ledger.add_judgement(turned)


def test_a_ledger_with_rows_of_every_kind_verifies(ledger: Ledger, keys: list[MentionKey]) -> None:
    report = next(ledger.iter_reports()).id
    ledger.add_judgement(make_matched(keys[0], keys[1]))
    ledger.add_receipt(make_test_receipt(report))
    ledger.add_coding(make_velmora_coding(version="0.2.0"))
    ledger.add_retraction(make_test_retraction(report))
    verified = verify_ledger(ledger)
    assert verified.fault is None
    singles = {kind: verified.counts[kind] for kind in ("judgement", "receipt", "retraction")}
    assert singles == {"judgement": 1, "receipt": 1, "retraction": 1}


def test_mentions_are_found_by_their_keys(ledger: Ledger, keys: list[MentionKey]) -> None:
    wanted = [keys[2], MentionKey("evt_none"), keys[0], keys[2]]
    assert [record.key for record in ledger.find_mentions(wanted)] == [keys[2], keys[0]]
    assert ledger.find_mentions(keys)[0] == next(ledger.iter_mentions())
    assert ledger.find_mentions([]) == ()


def test_the_reports_of_mentions_are_found(ledger: Ledger, keys: list[MentionKey]) -> None:
    reports = [report.id for report in ledger.iter_reports()]
    found = ledger.find_mention_reports([*keys, "evt_none"])
    assert found == dict(zip(keys, reports, strict=True))


def test_writing_keeps_several_calls_together(ledger: Ledger, keys: list[MentionKey]) -> None:
    before = list(ledger.iter_rows())
    with pytest.raises(RuntimeError, match="half way"), ledger.writing():
        added = ledger.add_coding(make_velmora_coding(outlet="Late Edition"))
        assert added == Added(report=True, coding=True, statements=9)
        assert ledger.add_judgement(make_judged(keys[0], keys[1]))
        ledger.put_index("words", "late", ["blast"], b"1")
        assert len(list(ledger.iter_reports())) == 4
        assert list(ledger.find_index("words", ["blast"])) == ["late"]
        raise RuntimeError("half way")
    assert list(ledger.iter_rows()) == before
    assert list(ledger.iter_judgements()) == []
    assert not ledger.find_index("words", ["blast"])


def test_an_error_in_an_inner_block_takes_back_that_block_alone(
    ledger: Ledger, keys: list[MentionKey]
) -> None:
    with ledger.writing():
        ledger.put_index("words", "kept", ["blast"], b"1")
        ledger.add_judgement(make_judged(keys[0], keys[1]))
        with pytest.raises(RuntimeError), ledger.writing():
            ledger.put_index("words", "kept", ["shot"], b"2")
            ledger.put_index("words", "lost", ["blast"], b"3")
            ledger.add_judgement(make_judged(keys[0], keys[2]))
            raise RuntimeError
    assert ledger.find_index("words", ["blast", "shot"]) == {"kept": b"1"}
    assert list(ledger.iter_judgements()) == [make_judged(keys[0], keys[1])]
    assert verify_ledger(ledger).fault is None


def test_a_refused_row_within_writing_leaves_the_rest(ledger: Ledger, keys: list[MentionKey]) -> None:
    with ledger.writing():
        ledger.add_judgement(make_judged(keys[0], keys[1]))
        with pytest.raises(LedgerError):
            ledger.add_receipt(make_test_receipt(ReportId("rep_none")))
    assert list(ledger.iter_judgements()) == [make_judged(keys[0], keys[1])]
