"""Whatever single cell of a ledger's file is changed, `verify` finds it and names the row."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from counterclaim.ledger.base import ROW_KINDS, Ledger
from counterclaim.ledger.queries import load_queries
from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.ledger.verify import Fault, verify_ledger
from counterclaim.model.custody import make_receipt, make_retraction
from counterclaim.model.judgement import Reason, make_judgement
from tests.factories import CLOCK_TIME, make_velmora_coding, read_fixed_clock
from tests.property.tampering import change_cell, drop_triggers, read_columns, remove_row

TABLES = ("log", *ROW_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One stored value."""

    table: str
    column: str
    sequence: int
    value: str | float | int | None


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound ledger of three codings, as one file without triggers."""
    path = tmp_path_factory.mktemp("pristine") / "test.ledger"
    with open_sqlite(path, clock=read_fixed_clock, create=True) as opened:
        opened.add_coding(make_velmora_coding())
        opened.add_coding(make_velmora_coding(outlet="Velmora Courier"))
        opened.add_coding(make_velmora_coding(version="0.2.0"))
        add_singles(opened)
    drop_triggers(path)
    return path


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


@pytest.fixture(scope="module")
def cells(pristine: Path) -> list[Cell]:
    return list(iter_cells(pristine))


def iter_cells(path: Path, *, empty: bool = False) -> Iterator[Cell]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for table in TABLES:
            for row in connection.execute(load_queries("queries")[f"scan_{table}"]):
                for column in read_columns(row):
                    if empty or row[column] is not None:
                        yield Cell(table=table, column=column, sequence=row["sequence"], value=row[column])


def find_fault(path: Path) -> Fault | None:
    with open_sqlite(path) as opened:
        return verify_ledger(opened).fault


def test_the_pristine_ledger_verifies(pristine: Path) -> None:
    assert find_fault(pristine) is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_any_changed_byte_is_found(
    pristine: Path, cells: list[Cell], tmp_path: Path, choice: st.DataObject
) -> None:
    cell = choice.draw(st.sampled_from(cells))
    path = Path(shutil.copy(pristine, tmp_path / "tampered.ledger"))
    if isinstance(cell.value, str):
        stored = cell.value.encode()
        position = choice.draw(st.integers(0, max(len(stored) - 1, 0)))
        flipped = (stored[position] if stored else 0) ^ choice.draw(st.integers(1, 255))
        changed: bytes | float = stored[:position] + bytes([flipped]) + stored[position + 1 :]
    else:
        changed = (cell.value or 0) + choice.draw(st.integers(1, 999))
    try:
        change_cell(path, table=cell.table, column=cell.column, sequence=cell.sequence, value=changed)
    except sqlite3.IntegrityError:
        assume(False)
    fault = find_fault(path)
    assert fault is not None
    if cell.column != "sequence":
        assert fault.sequence == cell.sequence


@pytest.fixture(scope="module")
def empty_cells(pristine: Path) -> list[Cell]:
    return [cell for cell in iter_cells(pristine, empty=True) if cell.value is None]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_an_empty_cell_that_is_filled_is_found(
    pristine: Path, empty_cells: list[Cell], tmp_path: Path, choice: st.DataObject
) -> None:
    cell = choice.draw(st.sampled_from(empty_cells))
    path = Path(shutil.copy(pristine, tmp_path / "tampered.ledger"))
    filled = 0.5 if cell.column == "score" else choice.draw(st.sampled_from([b"", b"x", b"2031-03-04"]))
    change_cell(path, table=cell.table, column=cell.column, sequence=cell.sequence, value=filled)
    fault = find_fault(path)
    assert fault is not None
    assert fault.sequence == cell.sequence


@pytest.fixture(scope="module")
def optional_cells(pristine: Path, cells: list[Cell]) -> list[Cell]:
    """Filled cells of columns that may be empty, which the schema lets anybody empty."""
    with closing(sqlite3.connect(pristine)) as connection:
        optional = {
            (table, row[1])
            for table in TABLES
            for row in connection.execute(f"PRAGMA table_info({table})")
            if not row[3] and not row[5]
        }
    return [cell for cell in cells if (cell.table, cell.column) in optional]


def test_an_optional_cell_that_is_emptied_is_found(
    pristine: Path, optional_cells: list[Cell], tmp_path: Path
) -> None:
    assert {cell.table for cell in optional_cells} >= {"report", "judgement", "receipt"}
    for cell in optional_cells:
        path = Path(shutil.copy(pristine, tmp_path / "tampered.ledger"))
        change_cell(path, table=cell.table, column=cell.column, sequence=cell.sequence, value=None)
        fault = find_fault(path)
        assert fault is not None
        assert fault.sequence == cell.sequence


@pytest.mark.parametrize("table", TABLES)
def test_a_removed_row_is_found(pristine: Path, cells: list[Cell], tmp_path: Path, table: str) -> None:
    path = Path(shutil.copy(pristine, tmp_path / "tampered.ledger"))
    first = next(cell.sequence for cell in cells if cell.table == table)
    remove_row(path, table=table, sequence=first)
    fault = find_fault(path)
    assert fault is not None
    assert fault.sequence >= first


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("text", "the text does not fit its SHA-256"),
        ("text_sha256", "the text does not fit its SHA-256"),
        ("outlet", "the content gives the id"),
    ],
)
def test_a_fault_says_what_differs(pristine: Path, tmp_path: Path, column: str, words: str) -> None:
    path = Path(shutil.copy(pristine, tmp_path / "tampered.ledger"))
    change_cell(path, table="report", column=column, sequence=1, value=b"something else")
    fault = find_fault(path)
    assert fault is not None
    assert (fault.kind, fault.sequence) == ("report", 1)
    assert words in fault.reason
