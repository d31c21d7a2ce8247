"""The list of events, made by following the log in any steps, is the list made at once."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.ledger.archive import make_event_codings
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.model.custody import make_retraction
from counterclaim.reconcile.decisions import merge_events, restore_event, split_event
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.update import add_report
from counterclaim.serve.listing import Listing
from counterclaim.serve.listing_follow import Follower, follow_stretch
from tests.reviews import make_test_review

EVENTS = 5
CODINGS = [coding for number in range(EVENTS) for coding in make_event_codings(number)]
START = datetime(2031, 2, 1, tzinfo=UTC)

NAMES = ("add", "add", "add", "merge", "split", "restore", "retract", "review", "review", "follow")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "add", "add", "merge", "split", "restore", "retract", "review", "review", "follow"]
        ),
        st.integers(0, 10_000),
    ),
    min_size=1,
    max_size=25,
)


def act(ledger: Ledger, step: int, name: str, number: int) -> None:
    """Do one thing to a ledger, if it can be done."""
    made_at = START + timedelta(minutes=step)
    if name == "add":
        add_report(ledger, CODINGS[number % len(CODINGS)])
        return
    dossiers = list(iter_dossiers(ledger))
    if not dossiers:
        return
    one, other = dossiers[number % len(dossiers)], dossiers[number // 7 % len(dossiers)]
    mentions = one.event.mentions
    if name == "merge" and one.event.id != other.event.id:
        merge_events(ledger, one, other, by="mira", made_at=made_at)
    elif name == "split" and len(mentions) > 1:
        split_event(ledger, one, [mentions[number % len(mentions)].key], by="mira", made_at=made_at)
    elif name == "restore" and any(
        each.by == "mira" and each.verdict != "withdrawn" for each in one.judgements
    ):
        restore_event(ledger, one, by="mira", made_at=made_at)
    elif name == "review":
        record = mentions[number % len(mentions)]
        statement = record.statements[number // 7 % len(record.statements)]
        verdict = "accept" if number % 2 else "reject"
        ledger.add_review(make_test_review(record, statement, verdict), beside=True)
    elif name == "retract":
        report = mentions[number % len(mentions)].report.id
        ledger.add_retraction(make_retraction(report=report, by="desk", reason="withdrawn", made_at=made_at))


def read(listing: Listing) -> tuple[Any, ...]:
    """Read all that a list holds."""
    words = {event: sorted(found.split()) for event, found in listing.find_event_words()}
    return (tuple(listing.iter_lines()), listing.find_searchable(), listing.find_telling(), words)


@settings(max_examples=12)
@given(ACTS)
def test_following_the_log_gives_the_list_made_at_once(acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, MemoryLedger() as ledger:
        followed = Listing(Path(folder) / "followed")
        follower = Follower(followed)
        for step, (name, number) in enumerate(acts):
            if name == "follow":
                follower.catch_up(ledger, patience=60)
            else:
                act(ledger, step, name, number)
        assert follower.catch_up(ledger, patience=60).rows == 0
        rebuilt = Listing(Path(folder) / "rebuilt")
        Follower(rebuilt).catch_up(ledger, patience=60)
        stepped = Listing(Path(folder) / "stepped")
        end = ledger.find_end()
        for after in range(0, end, 7):
            follow_stretch(ledger, stepped, after=after, until=min(end, after + 7), end=end)
        assert read(followed) == read(rebuilt) == read(stepped)
        events = {dossier.event.id for dossier in iter_dossiers(ledger)}
        assert {line.id for line in rebuilt.iter_lines()} == events
        assert {event for event, _ in rebuilt.find_event_words()} == events
        for listing in (followed, rebuilt, stepped):
            listing.close()


def test_a_reviewed_statement_is_no_longer_counted_as_unreviewed() -> None:
    with tempfile.TemporaryDirectory() as folder, MemoryLedger() as ledger:
        add_report(ledger, CODINGS[0])
        listing = Listing(Path(folder) / "list")
        follower = Follower(listing)
        follower.catch_up(ledger, patience=60)
        (before,) = listing.iter_lines()
        record = next(iter(iter_dossiers(ledger))).event.mentions[0]
        ledger.add_review(make_test_review(record, record.statements[0], "accept"))
        follower.catch_up(ledger, patience=60)
        (after,) = listing.iter_lines()
        assert (before.unreviewed, after.unreviewed) == (len(record.statements), len(record.statements) - 1)
        listing.close()
