"""`counterclaim export` and `validate`, with a coder that needs no model."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.integration.test_cli_ledger import Cli, cli

__all__ = ["cli"]

FORMATS = ("acled", "gtd", "ucdp")


@pytest.fixture
def tables(cli: Cli, tmp_path: Path) -> Path:
    """Export the contested event of a ledger to three tables."""
    cli.run("add", "velmora.txt")
    code, out, _ = cli.run("export", *(f"--to={name}" for name in FORMATS), "--out", "tables")
    assert code == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == list(FORMATS)
    return tmp_path / "tables"


def read_row(path: Path) -> dict[str, str]:
    """Read the one row of a table."""
    (row,) = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return row


def test_a_ledger_goes_out_as_three_tables(tables: Path) -> None:
    acled, gtd, ucdp = (read_row(next((tables / name).glob("*.csv"))) for name in FORMATS)
    assert (acled["fatalities"], gtd["nkill"], ucdp["best"]) == ("31", "31", "31")
    assert acled["actor1"] == gtd["gname"] == ucdp["side_a"] == "Harrow Front"
    assert "Velmoran officials blamed Ostrava Sul." in acled["notes"]
    assert "Ostrava Sul denied doing this." in gtd["addnotes"]


def test_losses_and_policies_stand_beside_each_table(tables: Path) -> None:
    for name in FORMATS:
        manifest = json.loads((tables / name / "manifest.json").read_bytes())
        losses = json.loads((tables / name / "losses.json").read_bytes())
        assert manifest["counts"]["lost"] == losses["totals"]["lost"] > 0
        assert "cc.place/1" in manifest["policies"]


def test_the_same_reports_give_the_same_bytes(cli: Cli, tmp_path: Path) -> None:
    for folder in ("one", "other"):
        assert cli.run("export", "velmora.txt", "--to", "acled", "--out", folder).code == 0
    one, other = (tmp_path / folder / "acled" for folder in ("one", "other"))
    for path in sorted(one.iterdir()):
        assert path.read_bytes() == (other / path.name).read_bytes()
    assert not list(tmp_path.glob("*.ledger"))


def test_what_was_known_before_the_report_is_nothing(cli: Cli, tmp_path: Path) -> None:
    cli.run("add", "velmora.txt")
    out = cli.run("export", "--to", "acled", "--out", "tables", "--as-of", "2001-01-01").out
    assert "\t0 rows" in out
    manifest = json.loads((tmp_path / "tables/acled/manifest.json").read_bytes())
    assert manifest["as_of"]["published"].startswith("2001-01-01T23:59:59")


def test_one_event_is_chosen_by_its_id(cli: Cli) -> None:
    cli.run("add", "velmora.txt")
    event = json.loads(cli.run("events", "--format", "jsonl").out.splitlines()[0])["event"]
    assert "\t1 rows" in cli.run("export", "--to", "acled", "--out", "tables", "--event", event).out
    code, _, err = cli.run("export", "--to", "acled", "--out", "tables", "--event", "evt_zzz")
    assert code == 2
    assert "evt_zzz" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--to", "acled"), "--out"),
        (("--to", "acled", "--to", "excel", "--out", "tables"), "'excel' is none of acled"),
        (("--to", "muc4"), "name their PATHs"),
        (("velmora.txt", "--to", "muc4", "--to", "acled", "--out", "tables"), "do not go together"),
        (("--to", "acled", "--out", "tables", "--role", "villain"), "'villain' is none of main"),
        (("--to", "acled", "--out", "tables", "--as-of", "yesterday"), "'yesterday' is no moment"),
    ],
)
def test_wrong_use_is_told(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    cli.run("add", "velmora.txt")
    code, out, err = cli.run("export", *arguments)
    assert (code, out) == (2, "")
    assert words in " ".join(err.split())


def test_an_export_of_nothing_leaves_the_earlier_one(cli: Cli, tmp_path: Path) -> None:
    cli.run("export", "velmora.txt", "--to", "acled", "--out", "tables")
    before = (tmp_path / "tables/acled/acled.csv").read_bytes()
    code, out, err = cli.run("export", "missing.txt", "--to", "acled", "--out", "tables")
    assert (code, out) == (2, "")
    assert "missing.txt" in err
    assert (tmp_path / "tables/acled/acled.csv").read_bytes() == before


def test_a_missing_ledger_is_told(cli: Cli, tmp_path: Path) -> None:
    code, _, err = cli.run("export", "--to", "acled", "--out", "tables")
    assert code == 2
    assert "there is no ledger counterclaim.ledger" in err
    assert not (tmp_path / "tables").exists()


def test_lines_of_codings_still_go_to_standard_output(cli: Cli) -> None:
    code, out, err = cli.run("export", "velmora.txt", "--to", "native")
    assert code == 0
    assert json.loads(out)["report"]["path"] == "velmora.txt"
    assert "native cannot hold" in err


def test_validate_passes_our_tables_and_names_what_breaks_one(cli: Cli, tables: Path) -> None:
    path = tables / "gtd/gtd.csv"
    assert cli.run("validate", "gtd", str(path)).code == 0
    path.write_text(
        path.read_text(encoding="utf-8").replace("Counterclaim", "Counterclaim,", 1), encoding="utf-8"
    )
    code, _, err = cli.run("validate", "gtd", str(path))
    assert code == 2
    assert "row 1: has 136 cells, the header 135" in err
    acled = tables / "acled/acled.csv"
    acled.write_text(acled.read_text(encoding="utf-8").replace("Rebel group", "Rebels"), encoding="utf-8")
    code, out, _ = cli.run("validate", "acled", str(acled))
    assert code == 1
    assert out.splitlines()[0].startswith("1\tinter1\tcode\t'Rebels' is no code")
    code, out, _ = cli.run("validate", "acled", str(acled), "--format", "jsonl")
    assert json.loads(out.splitlines()[0])["rule"] == "code"


def test_a_table_that_is_not_there_is_told(cli: Cli) -> None:
    code, _, err = cli.run("validate", "ucdp", "nowhere.csv")
    assert code == 2
    assert "nowhere.csv could not be read" in err
