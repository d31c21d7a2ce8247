"""What the reference says of a ledger's hashes is enough to check one without the program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim.ledger.base import Ledger
from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.report import make_report
from tests.conftest import REPOSITORY
from tests.factories import CLOCK_TIME, code_velmora, make_velmora_coding, read_fixed_clock
from tests.property.tampering import change_cell
from tests.property.test_ledger_tampering import add_singles

REFERENCE = REPOSITORY / "docs" / "reference" / "ledger.md"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program that the reference prints."""
    (code,) = re.findall(r"```python\n(.*?)```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "check.py"
    path.write_text(f"{code}\nimport sys\nprint(find_head(sys.argv[1]))\n", encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with rows of every kind, old and new columns, and characters beyond ASCII."""
    path = tmp_path / "test.ledger"
    with open_sqlite(path, clock=read_fixed_clock, create=True) as opened:
        opened.add_coding(make_velmora_coding())
        opened.add_coding(make_velmora_coding(outlet="Vélmora – “Courier”\t😀"))
        add_singles(opened)
        opened.add_coding(code_velmora(make_report(get_text(opened), published_at=CLOCK_TIME)))
    return path


def get_text(opened: Ledger) -> str:
    return next(opened.iter_reports()).text


def run(program: Path, ledger: Path) -> subprocess.CompletedProcess[str]:
    # Isolated: nothing of this package can be imported.
    command = [sys.executable, "-I", "-S", str(program), str(ledger)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_printed_program_finds_the_head_that_verify_finds(program: Path, ledger: Path) -> None:
    with open_sqlite(ledger) as opened:
        verified = verify_ledger(opened)
    ended = run(program, ledger)
    assert ended.stderr == ""
    assert ended.stdout.strip() == verified.head


def test_the_printed_program_finds_a_changed_row(program: Path, ledger: Path) -> None:
    change_cell(ledger, table="mention", column="label", sequence=3, value=b"riots")
    ended = run(program, ledger)
    assert ended.returncode == 1
    assert "row 3 does not fit its hash" in ended.stderr


def test_every_table_is_told_of(ledger: Path) -> None:
    words = REFERENCE.read_text(encoding="utf-8")
    with open_sqlite(ledger) as opened, opened.connecting() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
        assert [name for name in tables if f"`{name}`" not in words] == []
