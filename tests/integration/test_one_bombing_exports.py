"""The shipped example goes out as three tables with three figures, each by a policy that is named."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from counterclaim.cli import main

REPORTS = Path(__file__).resolve().parents[2] / "examples/one-bombing/reports.jsonl"
pytestmark = pytest.mark.skipif(not REPORTS.exists(), reason="the example of the policies is not there")
#: Format to the column of the dead, its figure and its policy.
FIGURES = {
    "acled": ("fatalities", "12", "acled.conservative/2024"),
    "gtd": ("nkill", "26", "gtd.recency/2019"),
    "ucdp": ("best", "23", "ucdp.triple/23"),
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Add the reports of the example to a ledger."""
    path = tmp_path_factory.mktemp("bombing") / "bombing.ledger"
    run("add", str(REPORTS), "--ledger", str(path))
    return path


def run(*arguments: str) -> None:
    """Run the program in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["counterclaim", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    assert not ended.value.code


def read_row(folder: Path) -> dict[str, str]:
    """Read the one row of an export's table."""
    (row,) = csv.DictReader(next(folder.glob("*.csv")).read_text(encoding="utf-8").splitlines())
    return row


def test_three_tables_have_three_figures_of_the_dead(ledger: Path, tmp_path: Path) -> None:
    run("export", "--ledger", str(ledger), "--out", str(tmp_path), *(f"--to={name}" for name in FIGURES))
    for name, (column, figure, policy) in FIGURES.items():
        assert read_row(tmp_path / name)[column] == figure
        manifest = json.loads((tmp_path / name / "manifest.json").read_bytes())
        assert policy in manifest["policies"]
    notes = read_row(tmp_path / "acled")["notes"]
    assert "Velmoran officials blamed Highland Dawn Front." in notes
    assert "Figures differ: 12, " in notes


def test_the_dead_that_a_table_leaves_out_are_lost_with_a_reason(ledger: Path, tmp_path: Path) -> None:
    run("export", "--ledger", str(ledger), "--out", str(tmp_path), "--to", "ucdp")
    (lost,) = json.loads((tmp_path / "ucdp/losses.json").read_bytes())["events"].values()
    whys = {each["why"] for each in lost if each["property"] == "killed"}
    assert "comes from a side said to have done it" in whys
    assert "the same voice said otherwise later, on 2024-03-04" in whys


def test_a_table_as_of_the_second_day_has_the_figure_of_that_day(ledger: Path, tmp_path: Path) -> None:
    run("export", "--ledger", str(ledger), "--out", str(tmp_path), "--to=ucdp", "--as-of=2024-03-03T18:00")
    row = read_row(tmp_path / "ucdp")
    assert (row["best"], row["number_of_sources"]) == ("24", "2")
