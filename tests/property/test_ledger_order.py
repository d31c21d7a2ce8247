"""What a ledger shows does not hang on the order of adding, nor on how often something is added."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger.base import Ledger
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.statement import Coding
from tests.backends import LASTING_BACKENDS, open_backend
from tests.factories import make_coding, make_mention, make_test_report, make_velmora_coding, read_fixed_clock

CODINGS: tuple[Coding, ...] = (
    make_velmora_coding(),
    make_velmora_coding(version="0.2.0"),
    make_velmora_coding(outlet="Velmora Courier"),
    make_velmora_coding(outlet="Harbour Post", version="0.10.0"),
    make_coding(make_test_report("Nothing happened in Velmora.")),
    make_coding(make_test_report(), [make_mention(1, kind="PROTEST")], coder="person"),
)
ORDERS = st.lists(st.sampled_from(CODINGS), max_size=9)


def fill(ledger: Ledger, codings: Sequence[Coding]) -> Ledger:
    for coding in codings:
        ledger.add_coding(coding)
    return ledger


def show(ledger: Ledger) -> dict[str, object]:
    return {record.key: record for record in ledger.iter_mentions()}


@given(st.permutations(CODINGS))
def test_any_order_gives_the_same_mentions_and_ids(order: Sequence[Coding]) -> None:
    straight = fill(MemoryLedger(read_fixed_clock), CODINGS)
    shuffled = fill(MemoryLedger(read_fixed_clock), order)
    assert show(shuffled) == show(straight)
    assert {(row.kind, row.id) for row in shuffled.iter_rows()} == {
        (row.kind, row.id) for row in straight.iter_rows()
    }


@given(ORDERS)
def test_adding_again_changes_nothing(order: Sequence[Coding]) -> None:
    once = fill(MemoryLedger(read_fixed_clock), list(dict.fromkeys(order)))
    often = fill(MemoryLedger(read_fixed_clock), [*order, *order])
    assert list(often.iter_rows()) == list(once.iter_rows())


@pytest.mark.parametrize("backend", LASTING_BACKENDS)
@settings(max_examples=20, deadline=None)
@given(order=ORDERS)
def test_every_backend_holds_the_same_rows_and_verifies(backend: str, order: Sequence[Coding]) -> None:
    memory = fill(MemoryLedger(read_fixed_clock), order)
    with tempfile.TemporaryDirectory() as folder, open_backend(backend, Path(folder)) as opened:
        fill(opened, order)
        assert list(opened.iter_rows()) == list(memory.iter_rows())
        assert show(opened) == show(memory)
        assert verify_ledger(opened).fault is None
