"""A mention is moved from one event to another, and stays there."""

from __future__ import annotations

import pytest

from benchmarks.ledger.archive import make_event_codings
from counterclaim.errors import LedgerError
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.reconcile.decisions import move_mentions
from counterclaim.reconcile.events import iter_dossiers, load_dossier
from counterclaim.reconcile.update import add_report
from tests.factories import CLOCK_TIME


@pytest.fixture
def ledger() -> MemoryLedger:
    opened = MemoryLedger()
    for number in range(4):
        for coding in make_event_codings(number):
            add_report(opened, coding)
    return opened


def test_a_moved_mention_is_of_the_other_event_alone(ledger: MemoryLedger) -> None:
    large, other = sorted(iter_dossiers(ledger), key=lambda each: -len(each.event.mentions))[:2]
    moved = large.event.mentions[-1].key
    staying = {each.key for each in large.event.mentions} - {moved}
    made = move_mentions(ledger, large, [moved], other, by="Ana", made_at=CLOCK_TIME, note="another town")
    assert {each.verdict for each in made} == {"same", "different"}
    found = load_dossier(ledger, moved)
    assert {each.key for each in found.event.mentions} == {moved, *(one.key for one in other.event.mentions)}
    for key in staying:
        assert moved not in {each.key for each in load_dossier(ledger, key).event.mentions}
    assert verify_ledger(ledger).fault is None


def test_nothing_is_moved_within_one_event_or_leaves_it_empty(ledger: MemoryLedger) -> None:
    large, other = sorted(iter_dossiers(ledger), key=lambda each: -len(each.event.mentions))[:2]
    rows = list(ledger.iter_rows())
    keys = [each.key for each in large.event.mentions]
    with pytest.raises(LedgerError, match="nothing to move"):
        move_mentions(ledger, large, keys[:1], large, by="Ana", made_at=CLOCK_TIME)
    with pytest.raises(LedgerError, match="leave at least one"):
        move_mentions(ledger, large, keys, other, by="Ana", made_at=CLOCK_TIME)
    assert list(ledger.iter_rows()) == rows
