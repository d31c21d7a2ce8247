"""The table of outlets on the command line: names and parties as reports are read, scales and letters."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.model.report import Edition
from tests.conftest import REPOSITORY
from tests.factories import TEXT
from tests.integration.test_cli_ledger import Cli, cli

__all__ = ["cli"]

TABLE = str(REPOSITORY / "examples" / "outlets.toml")
ROWS = (
    {"text": TEXT, "outlet": "3W", "published": "2031-03-04"},
    {"text": TEXT + "More soon.", "url": "https://www.velmora-post.example/blast", "published": "2031-03-04"},
    {"text": TEXT + "We say so.", "url": "https://t.me/highlanddawn/12", "published": "2031-03-05"},
    {"text": TEXT + "That is all.", "outlet": "Quay Radio", "published": "2031-03-05"},
)


@pytest.fixture
def ledger(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    monkeypatch.setenv("COUNTERCLAIM_OUTLETS", TABLE)
    assert cli.run("add", "feed.jsonl").code == 0
    return tmp_path / "counterclaim.ledger"


def test_reports_get_the_names_and_parties_of_the_table(cli: Cli, ledger: Path) -> None:
    with open_sqlite(ledger) as opened:
        found = {report.outlet: report.edition for report in opened.iter_reports()}
    assert found == {
        "Third Wire": None,
        "Velmora Post": None,
        "Highland Dawn Channel": Edition(party="Highland Dawn Front"),
        "Quay Radio": None,
    }


def test_adding_again_with_the_table_is_known(cli: Cli, ledger: Path) -> None:
    lines = cli.run("add", "feed.jsonl").out.splitlines()
    assert [line.split("\t")[3] for line in lines] == ["known"] * 4


def test_a_letter_stands_beside_the_number_and_kind_and_party_beside_the_report(
    cli: Cli, ledger: Path
) -> None:
    (event,) = {json.loads(line)["event"] for line in cli.run("events", "--format", "jsonl").out.splitlines()
                if json.loads(line)["role"] == "main"}  # fmt: skip
    shown = " ".join(cli.run("show", event).out.split())
    assert "(wire, International, A in your table)" in shown
    own = "(Highland Dawn Front's own, party channel, New media, D in your table)"
    assert f"Highland Dawn Channel {own}" in shown
    graded = json.loads(cli.run("show", event, "--policy", "cc.admiralty/1", "--format", "jsonl").out)
    letters = {grade["grade"][0] for grade in graded["figures"][0]["value"].values()}
    assert letters == {"A", "B", "D", "F"}
    assert graded["figures"][0]["parameters"] == {
        "letter of Highland Dawn Channel": "D", "letter of Third Wire": "A", "letter of Velmora Post": "B",
    }  # fmt: skip


def test_the_scales_fill_the_column_of_acled(cli: Cli, ledger: Path, tmp_path: Path) -> None:
    assert cli.run("export", "--to", "acled", "--out", "out").code == 0
    with (tmp_path / "out" / "acled" / "acled.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["source"] == "Highland Dawn Channel; Quay Radio; Third Wire; Velmora Post"
    assert row["source_scale"] == "New media-National-International"


def test_a_table_is_checked(cli: Cli, ledger: Path) -> None:
    ended = cli.run("outlets", "check", TABLE)
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "outlets\t4", "with domains\t4", "with a scale\t4", "with a letter\t3", "of a party\t1",
    ]  # fmt: skip
    missing = cli.run("outlets", "check", TABLE, "--ledger", str(ledger))
    assert missing.out.splitlines()[-1] == "not in the table\tQuay Radio\t1"


def test_a_mistake_is_named_with_its_line(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "outlets.toml").write_text('[[outlet]]\nname = "A"\nscale = "Local"\n', encoding="utf-8")
    for arguments in (
        ("outlets", "check", "outlets.toml"),
        ("add", "velmora.txt", "--outlets", "outlets.toml"),
    ):
        ended = cli.run(*arguments)
        assert ended.code == 2
        assert "outlets.toml:3: scale: Invalid enum value 'Local'" in ended.err
