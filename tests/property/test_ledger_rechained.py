"""Even with every hash made anew, what does not fit its words or its id is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.ledger.base import Row
from counterclaim.ledger.chain import GENESIS, make_row_hash
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.verify import Fault, verify_ledger
from tests.factories import make_velmora_coding, read_fixed_clock


class RewrittenLedger(MemoryLedger):
    """A ledger whose log somebody wrote anew."""

    def __init__(self, rows: Iterable[Row]) -> None:
        super().__init__(read_fixed_clock)
        self._append(tuple(rows))


def make_rows() -> list[Row]:
    ledger = MemoryLedger(read_fixed_clock)
    ledger.add_coding(make_velmora_coding())
    return list(ledger.iter_rows())


def rechain(rows: Iterable[Row]) -> Iterator[Row]:
    previous = GENESIS
    for sequence, row in enumerate(rows, start=1):
        moved = replace(row, sequence=sequence)
        previous = make_row_hash(previous, moved)
        yield replace(moved, hash=previous)


def find_fault(rows: Iterable[Row]) -> Fault | None:
    return verify_ledger(RewrittenLedger(rechain(rows))).fault


def change(row: Row, **columns: str) -> Row:
    return replace(row, body={**(row.body or {}), **columns})


def move_quote(row: Row) -> Row:
    evidence = json.loads(str((row.body or {})["evidence"]))
    evidence[0]["quote"] = evidence[0]["quote"].upper() + "!"
    return change(row, evidence=json.dumps(evidence))


CHANGES: tuple[tuple[str, Callable[[Row], Row], str], ...] = (
    ("report", lambda row: change(row, title="Another title"), "the content gives the id"),
    ("report", lambda row: change(row, published="no day"), "the columns hold no report"),
    ("coding", lambda row: change(row, version="9.9.9"), "the coding and its rows give the id"),
    ("coding", lambda row: change(row, report="rep_none"), "the ledger holds no report"),
    ("coding", lambda row: change(row, byline="no JSON"), "the columns hold no coding"),
    ("mention", lambda row: change(row, event="evt_none"), "the content gives the event id"),
    ("mention", lambda row: change(row, label="riots"), "the coding and its rows give the id"),
    ("mention", lambda row: change(row, role="culprit"), "the columns hold no mention"),
    ("statement", move_quote, "the words at"),
    ("statement", lambda row: change(row, polarity="u"), "the content gives the id"),
    ("statement", lambda row: change(row, certainty="PS"), "the coding and its rows give the id"),
    ("statement", lambda row: change(row, evidence="[]"), "the statement has no evidence"),
    ("statement", lambda row: change(row, property="weather"), "the columns hold no statement"),
    ("statement", lambda row: change(row, coding="cod_none"), "the row belongs to cod_none"),
    ("finding", move_quote, "the words at"),
    ("problem", lambda row: change(row, message="nothing"), "the coding and its rows give the id"),
)


def test_rows_chained_anew_without_change_verify() -> None:
    assert find_fault(make_rows()) is None


@pytest.mark.parametrize(("kind", "spoil", "words"), CHANGES)
def test_a_changed_value_is_found(kind: str, spoil: Callable[[Row], Row], words: str) -> None:
    rows = make_rows()
    place = next(number for number, row in enumerate(rows) if row.kind == kind)
    rows[place] = spoil(rows[place])
    fault = find_fault(rows)
    assert fault is not None
    assert words in fault.reason


@given(st.data())
def test_a_row_left_out_is_found(choice: st.DataObject) -> None:
    rows = make_rows()
    rows.pop(choice.draw(st.integers(0, len(rows) - 1)))
    assert find_fault(rows) is not None


@given(st.data())
def test_two_rows_in_each_others_place_are_found(choice: st.DataObject) -> None:
    rows = make_rows()
    one, other = sorted(choice.draw(st.sets(st.integers(0, len(rows) - 1), min_size=2, max_size=2)))
    rows[one], rows[other] = rows[other], rows[one]
    assert find_fault(rows) is not None
