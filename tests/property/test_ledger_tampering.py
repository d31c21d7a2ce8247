"""Whatever single cell of a ledger is changed, `verify` finds it and names the row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from counterclaim.ledger.base import ROW_KINDS, Ledger
from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.custody import make_receipt, make_retraction
from counterclaim.model.judgement import Reason, make_judgement
from tests.backends import LASTING_BACKENDS, make_place
from tests.factories import CLOCK_TIME, make_velmora_coding, read_fixed_clock
from tests.ledgers import make_test_notice
from tests.property.tampering import (
    Cell,
    find_optional_columns,
    iter_cells,
    open_behind,
    update_cell,
    without_row,
)
from tests.reviews import count_anew, find_count, make_test_review

TABLES = ("log", *ROW_KINDS)


@pytest.fixture(scope="module", params=LASTING_BACKENDS)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The place of a sound ledger of three codings and a row of each kind that stands alone."""
    with make_place(request.param, tmp_path_factory.mktemp("pristine")) as place:
        with open_ledger(place, clock=read_fixed_clock, create=True) as opened:
            opened.add_coding(make_velmora_coding())
            opened.add_coding(make_velmora_coding(outlet="Velmora Courier"))
            opened.add_coding(make_velmora_coding(version="0.2.0"))
            add_singles(opened)
        yield place


@pytest.fixture(scope="module")
def ledger(place: str) -> Iterator[Ledger]:
    """The ledger, as the program sees it."""
    with open_ledger(place) as opened:
        yield opened


@pytest.fixture(scope="module")
def behind(place: str) -> Iterator[Connection]:
    """The ledger's database, as somebody sees it who passes by the program."""
    with open_behind(place) as connection:
        yield connection


@pytest.fixture(scope="module")
def all_cells(behind: Connection) -> list[Cell]:
    return [cell for table in TABLES for cell in iter_cells(behind, table)]


@pytest.fixture(scope="module")
def cells(all_cells: list[Cell]) -> list[Cell]:
    return [cell for cell in all_cells if cell.value is not None]


@pytest.fixture(scope="module")
def empty_cells(all_cells: list[Cell]) -> list[Cell]:
    return [cell for cell in all_cells if cell.value is None]


@pytest.fixture(scope="module")
def optional_cells(behind: Connection, cells: list[Cell]) -> list[Cell]:
    """Filled cells of columns that may be empty."""
    optional = {(table, column) for table in TABLES for column in find_optional_columns(behind, table)}
    return [cell for cell in cells if (cell.table, cell.column) in optional]


def add_singles(ledger: Ledger) -> None:
    """Add a row of each kind that stands alone."""
    one, other = (record for record in ledger.iter_mentions() if record.mention.role == "main")
    report = one.report.id
    reasons = (Reason(feature="place", value=1.0, weight=2.5),)
    ledger.add_judgement(
        make_judgement(
            one.key, other.key, verdict="same", by="m/1", kind="matcher", score=0.9, reasons=reasons
        )
    )
    ledger.add_receipt(make_receipt(report=report, raw_sha256="ab" * 32, size=99, origin="a.jsonl", part="3"))
    ledger.add_retraction(make_retraction(report=report, by="Courier", reason="wrong", made_at=CLOCK_TIME))
    ledger.add_notice(msgspec.structs.replace(make_test_notice(), raw_sha256="cd" * 32, size=99))
    toll = find_count(one, n=31)
    accepted = make_test_review(one, toll, "accept", note="read twice")
    own = count_anew(one.report, toll, 33)
    ledger.add_review(accepted)
    ledger.add_review(make_test_review(one, toll, "correct", own=own, seen=accepted))
    ledger.add_review(make_test_review(one, toll, "withdrawn", takes_back=accepted))


@pytest.fixture(autouse=True)
def _sound(ledger: Ledger) -> Iterator[None]:
    """Every test leaves the ledger as it found it."""
    assert verify_ledger(ledger).fault is None
    yield
    assert verify_ledger(ledger).fault is None


@contextmanager
def changed(behind: Connection, cell: Cell, value: bytes | float | None) -> Iterator[None]:
    """Change a value for a while."""
    place = {"table": cell.table, "column": cell.column}
    update_cell(behind, **place, sequence=cell.sequence, value=value)
    now = int(value) if value is not None and cell.column == "sequence" else cell.sequence
    try:
        yield
    finally:
        update_cell(behind, **place, sequence=now, value=cell.value)


@settings(max_examples=150, deadline=None)
@given(choice=st.data())
def test_any_changed_byte_is_found(
    ledger: Ledger, behind: Connection, cells: list[Cell], choice: st.DataObject
) -> None:
    cell = choice.draw(st.sampled_from(cells))
    value = spoil(cell.value, choice)
    try:
        with changed(behind, cell, value):
            fault = verify_ledger(ledger).fault
    except DBAPIError:
        assume(False)
    assert fault is not None
    if cell.column != "sequence":
        assert fault.sequence == cell.sequence


def spoil(value: str | float | None, choice: st.DataObject) -> bytes | float:
    """Change one byte of a text, or a number."""
    if not isinstance(value, str):
        return (value or 0) + choice.draw(st.integers(1, 999))
    stored = value.encode()
    position = choice.draw(st.integers(0, max(len(stored) - 1, 0)))
    flipped = (stored[position] if stored else 0) ^ choice.draw(st.integers(1, 255))
    return stored[:position] + bytes([flipped]) + stored[position + 1 :]


@settings(max_examples=40, deadline=None)
@given(choice=st.data())
def test_an_empty_cell_that_is_filled_is_found(
    ledger: Ledger, behind: Connection, empty_cells: list[Cell], choice: st.DataObject
) -> None:
    cell = choice.draw(st.sampled_from(empty_cells))
    filled = 0.5 if cell.column == "score" else choice.draw(st.sampled_from([b"", b"x", b"2031-03-04"]))
    with changed(behind, cell, filled):
        fault = verify_ledger(ledger).fault
    assert fault is not None
    assert fault.sequence == cell.sequence


def test_an_optional_cell_that_is_emptied_is_found(
    ledger: Ledger, behind: Connection, optional_cells: list[Cell]
) -> None:
    assert {cell.table for cell in optional_cells} >= {"report", "judgement", "receipt"}
    for cell in optional_cells:
        with changed(behind, cell, None):
            fault = verify_ledger(ledger).fault
        assert fault is not None
        assert fault.sequence == cell.sequence


@pytest.mark.parametrize("table", TABLES)
def test_a_removed_row_is_found(ledger: Ledger, behind: Connection, cells: list[Cell], table: str) -> None:
    first = next(cell.sequence for cell in cells if cell.table == table)
    with without_row(behind, table=table, sequence=first):
        fault = verify_ledger(ledger).fault
    assert fault is not None
    assert fault.sequence >= first


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("text", "the text does not fit its SHA-256"),
        ("text_sha256", "the text does not fit its SHA-256"),
        ("id", "the log names it"),
    ],
)
def test_a_fault_says_what_differs(
    ledger: Ledger, behind: Connection, cells: list[Cell], column: str, words: str
) -> None:
    cell = next(cell for cell in cells if (cell.table, cell.column) == ("report", column))
    with changed(behind, cell, b"something else"):
        fault = verify_ledger(ledger).fault
    assert fault is not None
    assert (fault.kind, fault.sequence) == ("report", cell.sequence)
    assert words in fault.reason
