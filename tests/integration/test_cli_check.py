"""`counterclaim check` as an editor runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("counterclaim.coding.rules.coder", reason="the rule coder is not here")

from counterclaim.cli.app import app

STRAY = "Two men died in Velmora on Monday, the mayor said.\nHe said “the hall is gone”. “.\n"
CLEAN = "Two men died in Velmora on Monday, the mayor said.\n"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a report that has a stray mark, and a clean one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stray.txt").write_text(STRAY, encoding="utf-8")
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")


def test_finding_is_told_with_line_and_column() -> None:
    run = CliRunner().invoke(app, ["check", "stray.txt", "clean.txt"])
    assert run.exit_code == 1
    assert run.stdout == "stray.txt:2:29 CC302 the quotation mark “ has no partner\n"


def test_clean_copy_exits_0() -> None:
    run = CliRunner().invoke(app, ["check", "clean.txt"])
    assert (run.exit_code, run.output) == (0, "")


def test_jsonl_has_one_object_a_finding() -> None:
    run = CliRunner().invoke(app, ["check", "stray.txt", "--format", "jsonl"])
    row = json.loads(run.stdout)
    assert (row["path"], row["line"], row["column"], row["rule"]) == ("stray.txt", 2, 29, "CC302")
    [evidence] = row["evidence"]
    assert STRAY[evidence["start"] : evidence["end"]] == evidence["quote"] == "“"


def test_ignored_rules_are_left_out() -> None:
    assert CliRunner().invoke(app, ["check", "stray.txt", "--ignore", "cc302"]).exit_code == 0


@pytest.mark.parametrize("words", [["no.txt"], ["stray.txt", "no.txt"], ["--format", "xml", "clean.txt"], []])
def test_unusable_input_exits_2(words: list[str]) -> None:
    assert CliRunner().invoke(app, ["check", *words]).exit_code == 2
