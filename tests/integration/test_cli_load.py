"""`counterclaim load` makes the same ledger of an export, and refuses one that was changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterclaim.cli.app import app
from counterclaim.errors import LedgerError
from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.update import reconcile_ledger
from tests.ledgers import fill_ledger


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Give a folder with a ledger, `a.ledger`, and its exports, `jsonl` and `parquet`."""
    with open_ledger(tmp_path / "a.ledger", create=True) as ledger:
        fill_ledger(ledger)
        list(reconcile_ledger(ledger))
    options = ["--ledger", str(tmp_path / "a.ledger"), "--out", str(tmp_path)]
    ran = CliRunner().invoke(app, ["export", "--to", "jsonl", "--to", "parquet", *options])
    assert ran.exit_code == 0, ran.output
    return tmp_path


def find_memberships(path: Path) -> list[tuple[str, ...]]:
    """Find the events of a ledger as the keys of their mentions."""
    with open_ledger(path) as ledger:
        return [tuple(record.key for record in each.event.mentions) for each in iter_dossiers(ledger)]


@pytest.mark.parametrize("name", ["jsonl", "parquet"])
def test_a_loaded_ledger_is_the_one_exported(name: str, exported: Path) -> None:
    new = exported / "new.ledger"
    ran = CliRunner().invoke(app, ["load", str(exported / name), "--ledger", str(new)])
    assert ran.exit_code == 0, ran.output
    with open_ledger(exported / "a.ledger") as one, open_ledger(new) as other:
        verified = verify_ledger(one)
        assert verify_ledger(other) == verified
        assert list(one.raw.iter_names()) == list(other.raw.iter_names())
    assert f"row\t{sum(verified.counts.values())}\nraw\t1\nhead\t{verified.head}\n" in ran.stdout
    assert find_memberships(new) == find_memberships(exported / "a.ledger")
    assert any(len(keys) > 1 for keys in find_memberships(new))
    assert CliRunner().invoke(app, ["verify", "--ledger", str(new)]).exit_code == 0


def test_an_export_whose_raw_bytes_were_changed_is_refused_whole(exported: Path) -> None:
    unit = next(path for path in (exported / "jsonl/raw").rglob("*") if path.is_file())
    unit.write_bytes(b"Nothing happened.")
    new = exported / "new.ledger"
    ran = CliRunner().invoke(app, ["load", str(exported / "jsonl"), "--ledger", str(new)])
    assert isinstance(ran.exception, LedgerError)
    assert "were changed" in str(ran.exception)
    with open_ledger(new) as ledger:
        assert list(ledger.iter_rows()) == []


def test_a_folder_of_something_else_is_no_export(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["load", str(tmp_path), "--ledger", str(tmp_path / "new.ledger")])
    assert isinstance(ran.exception, LedgerError)
    assert "holds no export of a whole ledger" in str(ran.exception)
    assert not (tmp_path / "new.ledger").exists()
