"""Whatever persons say of a statement, in whatever order, at most one reading of it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger.base import MentionRecord
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.threads import find_counting, find_threads
from counterclaim.model.resolution import AsOf
from counterclaim.model.review import Review
from counterclaim.policy.case import make_case
from counterclaim.reconcile.reviewed import FALLEN, apply_reviews, find_reviewed
from tests.dossiers import Told, killed, make_dossier
from tests.factories import make_velmora_coding
from tests.reviews import count_anew, find_count, get_main, make_test_review

START = datetime(2031, 4, 1, tzinfo=UTC)
PERSONS = ("Ana", "Ben", "Cem")


def make_record() -> MentionRecord:
    ledger = MemoryLedger()
    ledger.add_coding(make_velmora_coding())
    return get_main(tuple(ledger.iter_mentions()))


RECORD = make_record()
TOLL = find_count(RECORD, n=31)
OTHER = find_count(RECORD, n=40)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Review, ...]:
    """Draw what persons said of one statement and of each other's, some of it taken back."""
    reviews: list[Review] = []
    pool = [TOLL]
    for number in range(draw(st.integers(0, 8))):
        by = draw(st.sampled_from(PERSONS))
        verdict = draw(st.sampled_from(("accept", "reject", "correct", "withdrawn")))
        mine = [each for each in find_counting(reviews) if each.by == by]
        moment = START + timedelta(hours=number)
        if verdict == "withdrawn":
            if mine:
                back = draw(st.sampled_from(mine))
                about = next(each for each in pool if each.id == back.statement)
                reviews.append(
                    make_test_review(RECORD, about, "withdrawn", takes_back=back, by=by, made_at=moment)
                )
            continue
        about = draw(st.sampled_from(pool))
        own = (
            count_anew(RECORD.report, about, draw(st.integers(1, 3)), by=by) if verdict == "correct" else None
        )
        reviews.append(make_test_review(RECORD, about, verdict, own=own, by=by, made_at=moment))
        pool += [own] if own is not None and own not in pool else []
    return tuple(reviews)


@settings(max_examples=200, deadline=None)
@given(reviews=histories())
def test_at_most_one_statement_of_a_thread_stands(reviews: tuple[Review, ...]) -> None:
    threads = find_threads(reviews)
    assert sum(len(thread.reviews) for thread in threads.values()) == len(reviews)
    record = apply_reviews(replace(RECORD, reviews=reviews), AsOf())
    reviewed = find_reviewed(record)
    counts = [each.id for each in record.statements if each.property == "killed" and each.id != OTHER.id]
    assert sum(id not in reviewed or reviewed[id].state not in FALLEN for id in counts) <= 1
    for thread in threads.values():
        assert thread.stands is None or thread.stands in counts


@settings(max_examples=200, deadline=None)
@given(reviews=histories())
def test_taking_everything_back_leaves_what_the_coder_wrote(reviews: tuple[Review, ...]) -> None:
    counting = find_counting(reviews)
    by_id = {TOLL.id: TOLL} | {each.own.id: each.own for each in reviews if each.own is not None}
    undone = tuple(
        make_test_review(RECORD, by_id[each.statement], "withdrawn", takes_back=each, by=each.by)
        for each in counting
    )
    record = replace(RECORD, reviews=reviews + undone)
    assert apply_reviews(record, AsOf()).statements == RECORD.statements
    assert find_reviewed(record) == {}


@settings(max_examples=100, deadline=None)
@given(reviews=histories(), hours=st.integers(0, 9))
def test_reviews_of_later_count_for_nothing_at_a_moment(reviews: tuple[Review, ...], hours: int) -> None:
    moment = START + timedelta(hours=hours)
    known = tuple(each for each in reviews if each.made_at <= moment)
    then = apply_reviews(replace(RECORD, reviews=reviews), AsOf(recorded=moment))
    assert then == apply_reviews(replace(RECORD, reviews=known), AsOf())


@settings(max_examples=100, deadline=None)
@given(reviews=histories())
def test_the_last_word_that_counts_decides(reviews: tuple[Review, ...]) -> None:
    counting = find_counting(reviews)
    if not counting:
        return
    last = counting[-1]
    reviewed = find_reviewed(replace(RECORD, reviews=reviews))
    about = last.own.id if last.own else last.statement
    expected = {"accept": "accepted", "reject": "rejected", "correct": "own"}[last.verdict]
    assert reviewed[about].state == expected
    assert reviewed[about].review == last


def test_a_rejected_count_is_in_no_figure_and_replaces_nothing() -> None:
    """The same voice said 12 and, later, 30; with 30 rejected, 12 still stands."""
    dossier = make_dossier(
        Told(said=[killed(12)], day=3, outlet="Delta Wire", url="https://deltawire.example/1"),
        Told(said=[killed(30)], day=4, outlet="Delta Wire", url="https://deltawire.example/2"),
    )
    records = list(dossier.event.mentions)
    place = next(at for at, each in enumerate(records) if find_count(each).value.n == 30)  # type: ignore[union-attr]
    toll = find_count(records[place])
    before = {each.statement.id: each.status for each in make_case(dossier).testimonies}
    assert sorted(before.values()) == ["current", "superseded"]
    records[place] = replace(records[place], reviews=(make_test_review(records[place], toll, "reject"),))
    event = replace(dossier.event, mentions=tuple(records))
    after = {each.statement.id: each.status for each in make_case(replace(dossier, event=event)).testimonies}
    assert after.pop(toll.id) == "rejected"
    assert list(after.values()) == ["current"]
