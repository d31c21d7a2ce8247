"""Events do not hang on the order of adding, nor on how often, nor on who adds at the same time."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.ledger.archive import make_event_codings
from benchmarks.ledger.kill import add_undisturbed, add_with_kills, read_holdings, write_reports
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.judgement import Judgement, make_judgement
from counterclaim.model.statement import Coding
from counterclaim.reconcile.decisions import add_decisions
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.update import add_report, rebuild_ledger
from tests.backends import LASTING_BACKENDS, open_backend
from tests.factories import CLOCK_TIME, make_coding, make_mention, make_velmora_coding, read_fixed_clock

#: Some events told by several outlets, copies, a report coded by two coders, and one with two events.
CODINGS: tuple[Coding, ...] = (
    *(coding for number in range(4) for coding in make_event_codings(number)),
    make_velmora_coding(),
    make_velmora_coding(outlet="Velmora Courier"),
    make_coding(make_event_codings(0)[0].report, [make_mention(1, kind="ASSAULT")], coder="person"),
    # An older reading of a report, which never counts beside the newer one.
    make_coding(make_event_codings(1)[0].report, [make_mention(1), make_mention(2)], version="0.0.9"),
)


def fill(ledger: Ledger, codings: Sequence[Coding]) -> Ledger:
    for coding in codings:
        add_report(ledger, coding)
    return ledger


def show(ledger: Ledger) -> Mapping[str, object]:
    """Show all that is known of every event."""
    return {dossier.event.id: dossier for dossier in iter_dossiers(ledger)}


def find_keys() -> tuple[str, ...]:
    ledger = fill(MemoryLedger(read_fixed_clock), CODINGS)
    return tuple(record.key for record in ledger.iter_mentions())


STRAIGHT = show(fill(MemoryLedger(read_fixed_clock), CODINGS))
KEYS = find_keys()
ORDERS = st.permutations(CODINGS).flatmap(
    lambda order: st.lists(st.sampled_from(CODINGS), max_size=4).map(lambda again: [*order, *again])
)


@st.composite
def draw_decisions(draw: st.DrawFn) -> tuple[Judgement, ...]:
    """Draw what some persons may have judged about pairs of mentions, one a minute."""
    pairs = st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True)
    return tuple(
        make_judgement(
            *draw(pairs),
            verdict=draw(st.sampled_from(["same", "different", "unsure", "withdrawn"])),
            by=draw(st.sampled_from(["Ona Reyk", "Per Osk"])),
            kind="person",
            made_at=CLOCK_TIME + timedelta(minutes=minute),
        )
        for minute in range(draw(st.integers(0, 4)))
    )


def test_the_codings_make_events_of_several_reports() -> None:
    sizes = [len(dossier.event.mentions) for dossier in STRAIGHT.values()]
    assert len(sizes) > 3
    assert max(sizes) >= 3


@settings(max_examples=25, deadline=None)
@given(ORDERS)
def test_any_order_gives_the_same_events(order: Sequence[Coding]) -> None:
    ledger = fill(MemoryLedger(read_fixed_clock), order)
    assert show(ledger) == STRAIGHT
    list(rebuild_ledger(ledger))
    assert show(ledger) == STRAIGHT


@pytest.mark.parametrize("backend", LASTING_BACKENDS)
@settings(max_examples=5, deadline=None)
@given(order=ORDERS)
def test_any_order_gives_the_same_events_on_every_backend(backend: str, order: Sequence[Coding]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_backend(backend, Path(folder)) as opened:
        assert show(fill(opened, order)) == STRAIGHT
        assert verify_ledger(opened).fault is None


@settings(max_examples=12, deadline=None)
@given(draw_decisions(), st.permutations(CODINGS), st.randoms(use_true_random=False))
def test_decisions_count_the_same_whenever_they_are_taken_in(
    decisions: Sequence[Judgement], order: Sequence[Coding], chance: Random
) -> None:
    first = fill(MemoryLedger(read_fixed_clock), CODINGS)
    add_decisions(first, decisions)
    second = fill(MemoryLedger(read_fixed_clock), order)
    shuffled = list(decisions)
    chance.shuffle(shuffled)
    add_decisions(second, shuffled)
    list(rebuild_ledger(second))
    assert show(second) == show(first)


ADDER = """
import sys
from benchmarks.ledger.archive import iter_archive
from counterclaim.ledger.open import open_ledger
from counterclaim.reconcile.update import add_report

start, step = int(sys.argv[2]), int(sys.argv[3])
with open_ledger(sys.argv[1], create=True) as ledger:
    for coding in tuple(iter_archive(30))[start::step]:
        add_report(ledger, coding)
"""


def add_apart(place: Path, start: int, step: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", ADDER, str(place), str(start), str(step)])


def test_two_processes_that_add_halves_do_as_one(tmp_path: Path) -> None:
    together, alone = tmp_path / "together.ledger", tmp_path / "alone.ledger"
    adders = [add_apart(together, 0, 2), add_apart(together, 1, 2), add_apart(alone, 0, 1)]
    assert [adder.wait() for adder in adders] == [0, 0, 0]
    one, other = read_holdings(together), read_holdings(alone)
    assert one.fault is None
    assert one.events == other.events
    assert sorted(one.rows) == sorted(other.rows)


def test_a_command_killed_and_started_again_loses_and_doubles_nothing(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    write_reports(reports, 8)
    add_undisturbed(reports, tmp_path / "calm.ledger")
    assert add_with_kills(reports, tmp_path / "killed.ledger", moments=2) == 2
    calm, killed = (read_holdings(tmp_path / f"{name}.ledger") for name in ("calm", "killed"))
    assert killed == calm
    assert killed.fault is None
    assert any(len(keys) > 1 for keys in killed.events.values())


def test_a_ledger_opened_anew_shows_the_same_events(tmp_path: Path) -> None:
    path = tmp_path / "test.ledger"
    with open_sqlite(path, clock=read_fixed_clock, create=True) as opened:
        fill(opened, CODINGS)
    with open_sqlite(path) as again:
        assert show(again) == STRAIGHT
