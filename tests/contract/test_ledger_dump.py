"""A ledger is dumped and loaded again row for row, on every backend; a changed dump is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import ROW_KINDS, Ledger
from counterclaim.ledger.dump import (
    copy_raw,
    get_dump_path,
    iter_dump_rows,
    load_raw,
    load_rows,
    write_dump,
)
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.ledger.verify_raw import verify_raw
from tests.factories import make_velmora_coding, read_fixed_clock
from tests.ledgers import fill_ledger


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Give the folder of a dump."""
    folder = tmp_path / "dump"
    folder.mkdir()
    with MemoryLedger(read_fixed_clock) as filled:
        fill_ledger(filled)
        write_dump(filled, folder)
        copy_raw(filled, folder)
    return folder


def test_a_loaded_ledger_has_the_rows_of_the_one_dumped(ledger: Ledger, tmp_path: Path) -> None:
    fill_ledger(ledger)
    write_dump(ledger, tmp_path)
    with MemoryLedger() as loaded:
        assert load_rows(iter_dump_rows(tmp_path), loaded) == verify_ledger(ledger)
        assert list(loaded.iter_rows()) == list(ledger.iter_rows())
        assert list(loaded.iter_mentions()) == list(ledger.iter_mentions())
        assert list(loaded.iter_judgements()) == list(ledger.iter_judgements())


def test_a_dump_loads_on_every_backend(ledger: Ledger, dump: Path, tmp_path: Path) -> None:
    load_rows(iter_dump_rows(dump), ledger)
    again = tmp_path / "again"
    again.mkdir()
    write_dump(ledger, again)
    for kind in ROW_KINDS:
        assert get_dump_path(again, kind).read_bytes() == get_dump_path(dump, kind).read_bytes()
    assert verify_ledger(ledger).fault is None


def test_a_loaded_ledger_goes_on(ledger: Ledger, dump: Path) -> None:
    load_rows(iter_dump_rows(dump), ledger)
    assert not ledger.add_coding(make_velmora_coding()).coding
    assert ledger.add_coding(make_velmora_coding(outlet="Third Wire")).report
    assert verify_ledger(ledger).fault is None


def test_a_ledger_with_rows_takes_no_dump(ledger: Ledger, dump: Path) -> None:
    ledger.add_coding(make_velmora_coding())
    before = list(ledger.iter_rows())
    with pytest.raises(LedgerError, match="holds rows already"):
        load_rows(iter_dump_rows(dump), ledger)
    assert list(ledger.iter_rows()) == before


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("statement", "certainty", "PS"),
        ("statement", "hash", "0" * 64),
        ("statement", "recorded_at", "2031-03-05T12:00:00.001+00:00"),
        ("statement", "value", {"made": "up"}),
        ("report", "text", "Nothing happened."),
        ("judgement", "verdict", "different"),
        ("retraction", "reason", "none"),
        ("coding", "sequence", 40),
    ],
)
def test_a_changed_dump_is_refused_and_the_row_named(
    ledger: Ledger, dump: Path, kind: str, column: str, value: object
) -> None:
    path = get_dump_path(dump, kind)
    first, *rest = path.read_text().splitlines()
    row = json.loads(first)
    path.write_text("\n".join([json.dumps({**row, column: value}), *rest]) + "\n")
    with pytest.raises(LedgerError, match=r"row \d+, "):
        load_rows(iter_dump_rows(dump), ledger)
    assert list(ledger.iter_rows()) == []


def test_a_dump_without_a_row_is_refused(ledger: Ledger, dump: Path) -> None:
    path = get_dump_path(dump, "statement")
    path.write_text("\n".join(path.read_text().splitlines()[1:]) + "\n")
    with pytest.raises(LedgerError, match="rows before it are missing"):
        load_rows(iter_dump_rows(dump), ledger)
    assert list(ledger.iter_rows()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda path: path.unlink(), "could not be read"),
        (lambda path: path.write_text("{}\n"), "line 1 is no row"),
        (lambda path: path.write_text("no json\n"), "line 1 is no row"),
        (lambda path: path.write_text('{"sequence": "a", "recorded_at": "", "hash": ""}\n'), "line 1"),
    ],
)
def test_what_is_no_dump_is_refused(ledger: Ledger, dump: Path, change: object, words: str) -> None:
    change(get_dump_path(dump, "finding"))  # type: ignore[operator]
    with pytest.raises(LedgerError, match=words):
        load_rows(iter_dump_rows(dump), ledger)


def test_raw_bytes_are_loaded_with_the_rows(ledger: Ledger, dump: Path) -> None:
    load_rows(iter_dump_rows(dump), ledger)
    assert load_raw(dump, ledger) == 1
    assert verify_raw(ledger).sound == 1
    assert verify_raw(ledger).faults == ()


def test_changed_raw_bytes_are_refused(ledger: Ledger, dump: Path) -> None:
    unit = next(path for path in (dump / "raw").rglob("*") if path.is_file())
    unit.write_bytes(b"Nothing happened.")
    with pytest.raises(LedgerError, match=f"{unit.parent.name}{unit.name} were changed"):
        load_raw(dump, ledger)
    assert list(ledger.raw.iter_names()) == []
