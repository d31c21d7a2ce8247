"""Reviews on every backend: they come back, they hang on what is there, nobody's work is lost."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from counterclaim.errors import LedgerError, ReviewConflictError
from counterclaim.export.jsonl import check_jsonl
from counterclaim.ledger.base import Ledger, MentionRecord
from counterclaim.ledger.dump import iter_dump_rows, load_rows, write_dump
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.review import ReviewId, make_own_statement, make_review
from counterclaim.model.span import Evidence
from counterclaim.reconcile.decisions import add_decisions
from counterclaim.reconcile.drafts import find_words, make_value
from counterclaim.reconcile.reviewing import Act, Draft, Opening, add_statement
from tests.factories import CLOCK_TIME, TEXT, make_velmora_coding
from tests.reviews import count_anew, find_count, get_main, make_key, make_test_review

ANA = Act(by="Ana Ruiz", made_at=CLOCK_TIME, note="missed")


@pytest.fixture
def record(ledger: Ledger) -> MentionRecord:
    """The main mention of a report that the ledger holds."""
    ledger.add_coding(make_velmora_coding())
    return get_main(tuple(ledger.iter_mentions()))


def add_weapon(ledger: Ledger, record: MentionRecord, mention: Opening | None = None) -> str:
    value = make_value("weapon", {"code": "bomb"}, wording="blasts")
    draft = Draft(property="weapon", value=value, evidence=(find_words(TEXT, "blasts"),))
    report = record.report.id
    return add_statement(ledger, report, draft, ANA, mention=mention or record.key).mention


def test_every_kind_of_review_comes_back_as_it_was_added(ledger: Ledger, record: MentionRecord) -> None:
    toll = find_count(record, n=31)
    accepted = make_test_review(record, toll, "accept", note="read twice")
    corrected = make_test_review(
        record, toll, "correct", own=count_anew(record.report, toll, 33), seen=accepted
    )
    undone = make_test_review(record, toll, "withdrawn", takes_back=corrected, seen=corrected)
    rejected = make_test_review(record, record.statements[0], "reject", by="Ben")
    reviews = [accepted, corrected, undone, rejected]
    assert [ledger.add_review(each) for each in reviews] == [True] * 4
    assert list(ledger.iter_reviews()) == reviews
    assert list(ledger.iter_reviews(record.report.id)) == reviews
    assert list(ledger.iter_reviews("rep_none")) == []
    assert get_main(tuple(ledger.iter_mentions())).reviews == tuple(reviews)
    assert verify_ledger(ledger).fault is None


def test_adding_a_review_again_changes_nothing(ledger: Ledger, record: MentionRecord) -> None:
    review = make_test_review(record, record.statements[0], "accept")
    assert ledger.add_review(review)
    rows = list(ledger.iter_rows())
    assert not ledger.add_review(review)
    assert list(ledger.iter_rows()) == rows


def test_statements_stay_as_the_coder_wrote_them(ledger: Ledger, record: MentionRecord) -> None:
    before = list(ledger.iter_statements())
    toll = find_count(record, n=31)
    ledger.add_review(make_test_review(record, toll, "correct", own=count_anew(record.report, toll, 33)))
    assert list(ledger.iter_statements()) == before


def test_what_another_person_said_must_have_been_seen(ledger: Ledger, record: MentionRecord) -> None:
    toll = find_count(record, n=31)
    first = make_test_review(record, toll, "reject", by="Ana Ruiz", note="no such number")
    ledger.add_review(first)
    rows = list(ledger.iter_rows())
    blind = make_test_review(record, toll, "accept", by="Ben Okoro")
    with pytest.raises(ReviewConflictError, match="Ana Ruiz reviewed .*: reject .no such number") as caught:
        ledger.add_review(blind)
    assert caught.value.unseen == (first.id,)
    assert list(ledger.iter_rows()) == rows
    assert ledger.add_review(make_test_review(record, toll, "accept", by="Ben Okoro", seen=first))


def test_a_review_may_stand_beside_what_its_maker_had_not_seen(ledger: Ledger, record: MentionRecord) -> None:
    toll = find_count(record, n=31)
    reviews = [make_test_review(record, toll, "reject"), make_test_review(record, toll, "accept", by="Ben")]
    ledger.add_review(reviews[0])
    assert ledger.add_review(reviews[1], beside=True)
    assert list(ledger.iter_reviews()) == reviews


def test_a_correction_belongs_to_the_thread_of_what_it_corrects(
    ledger: Ledger, record: MentionRecord
) -> None:
    toll = find_count(record, n=31)
    own = count_anew(record.report, toll, 33)
    corrected = make_test_review(record, toll, "correct", own=own)
    ledger.add_review(corrected)
    again = make_test_review(record, own, "reject", by="Ben")
    with pytest.raises(ReviewConflictError) as caught:
        ledger.add_review(again)
    assert caught.value.unseen == (corrected.id,)
    assert ledger.add_review(make_test_review(record, own, "reject", by="Ben", seen=corrected))


def test_ones_own_earlier_review_is_no_conflict(ledger: Ledger, record: MentionRecord) -> None:
    toll = find_count(record, n=31)
    ledger.add_review(make_test_review(record, toll, "reject"))
    assert ledger.add_review(make_test_review(record, toll, "accept"))


def test_what_hangs_on_nothing_is_refused(ledger: Ledger, record: MentionRecord) -> None:
    rows = list(ledger.iter_rows())
    toll = find_count(record, n=31)
    other = msgspec.structs.replace(toll, id="stm_none")
    earlier = make_test_review(record, toll, "accept")
    orphan = make_review(
        report=record.report.id, mention=make_key("evt_none"), verdict="accept", statement=toll.id,
        by="Ana", made_at=CLOCK_TIME,
    )  # fmt: skip
    for review, words in (
        (make_test_review(record, other, "accept"), "statement stm_none"),
        (make_test_review(record, toll, "accept", seen=earlier), f"review {earlier.id}"),
        (make_test_review(record, toll, "withdrawn", takes_back=earlier), f"review {earlier.id}"),
        (orphan, "mention evt_none"),
    ):
        with pytest.raises(LedgerError, match=f"was not added: the ledger holds no {words}"):
            ledger.add_review(review)
    assert list(ledger.iter_rows()) == rows


def test_nobody_takes_back_what_another_person_said(ledger: Ledger, record: MentionRecord) -> None:
    toll = find_count(record, n=31)
    review = make_test_review(record, toll, "accept")
    ledger.add_review(review)
    with pytest.raises(LedgerError, match=f"holds no review {review.id} by Ben"):
        ledger.add_review(
            make_test_review(record, toll, "withdrawn", takes_back=review, seen=review, by="Ben")
        )


def test_words_that_the_report_does_not_hold_are_refused(ledger: Ledger, record: MentionRecord) -> None:
    toll = find_count(record, n=31)
    moved = msgspec.structs.replace(toll, evidence=(Evidence(0, 6, "Three "),))
    own = make_own_statement(moved, report=record.report.id, by="Ana Ruiz")
    with pytest.raises(LedgerError, match=r"no such words in .*: the words at \[0, 6\) are not"):
        ledger.add_review(make_test_review(record, toll, "correct", own=own))


def test_a_review_that_does_not_fit_its_id_or_its_maker_is_refused(
    ledger: Ledger, record: MentionRecord
) -> None:
    toll = find_count(record, n=31)
    review = make_test_review(record, toll, "accept")
    with pytest.raises(LedgerError, match="the content gives the id rev_"):
        ledger.add_review(msgspec.structs.replace(review, by="Ben"))
    foreign = count_anew(record.report, toll, 33, by="Ben")
    with pytest.raises(LedgerError, match="not one that Ana Ruiz can have made"):
        ledger.add_review(make_test_review(record, toll, "correct", own=foreign))


def test_a_mention_that_a_person_opens_is_found_like_any_other(ledger: Ledger, record: MentionRecord) -> None:
    key = add_weapon(ledger, record, Opening(type="ASSAULT", label="a second blast"))
    found = ledger.find_mentions([key])
    assert [(each.mention.label, each.coder) for each in found] == [("a second blast", "person:Ana Ruiz")]
    assert ledger.find_mention_reports([key]) == {key: record.report.id}
    assert ledger.find_matches(key[:12]).mentions == ((record.report.id, key),)
    assert verify_ledger(ledger).fault is None


def test_statements_and_reviews_are_found_by_the_beginnings_of_their_ids(
    ledger: Ledger, record: MentionRecord
) -> None:
    toll = find_count(record, n=31)
    own = count_anew(record.report, toll, 33)
    review = make_test_review(record, toll, "correct", own=own)
    ledger.add_review(review)
    for id in (toll.id, own.id, review.id):
        assert ledger.find_reviewable(id[:14]) == {id: record.report.id}
    assert ledger.find_reviewable("stm_none") == {}
    assert {review.id, own.id, toll.id} < set(ledger.find_reviewable(""))


def test_reviews_go_with_a_dump_and_come_back(ledger: Ledger, record: MentionRecord, tmp_path: Path) -> None:
    toll = find_count(record, n=31)
    ledger.add_review(make_test_review(record, toll, "correct", own=count_anew(record.report, toll, 33)))
    add_weapon(ledger, record, Opening(type="ASSAULT", label="a second blast"))
    assert write_dump(ledger, tmp_path)["review"] == 2
    assert list(check_jsonl(tmp_path)) == []
    loaded = MemoryLedger()
    load_rows(iter_dump_rows(tmp_path), loaded)
    assert list(loaded.iter_rows()) == list(ledger.iter_rows())
    assert list(loaded.iter_reviews()) == list(ledger.iter_reviews())


def test_a_dump_of_a_version_without_reviews_is_loaded(
    ledger: Ledger, record: MentionRecord, tmp_path: Path
) -> None:
    write_dump(ledger, tmp_path)
    (tmp_path / "review.jsonl").unlink()
    assert load_rows(iter_dump_rows(tmp_path), MemoryLedger()).fault is None


def test_a_judgement_may_be_about_a_mention_that_a_person_opened(
    ledger: Ledger, record: MentionRecord
) -> None:
    from counterclaim.model.judgement import MentionKey, make_judgement

    key = add_weapon(ledger, record, Opening(type="ASSAULT", label="a second blast"))
    judgement = make_judgement(
        MentionKey(key), record.key, verdict="same", by="Ana", kind="person", made_at=CLOCK_TIME
    )
    add_decisions(ledger, [judgement])
    assert list(ledger.iter_judgements(record.key)) == [judgement]


def test_the_parts_of_a_review_must_fit_its_verdict(record: MentionRecord) -> None:
    toll = find_count(record, n=31)
    for verdict, own in (("accept", count_anew(record.report, toll, 33)), ("correct", None)):
        with pytest.raises(ValueError, match="belongs to `correct` and `add`"):
            make_test_review(record, toll, verdict, own=own)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="belongs to `withdrawn`"):
        make_test_review(record, toll, "withdrawn")
    assert ReviewId(make_test_review(record, toll, "accept").id).startswith("rev_")
