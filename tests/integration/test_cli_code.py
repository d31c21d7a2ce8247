"""`counterclaim code` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("counterclaim.coding.rules.coder", reason="the rule coder is not here")

from counterclaim.cli.app import app

TEXT = (
    "VELMORA, March 4, 2031 (Post) - Two blasts tore through the fish market of Velmora on Monday, killing "
    "31 people, the mayor said.\n“The hall is gone,” he said. “.\n"
)
ROW = '{"text": "Two men died in Velmora, the mayor said."}\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with one report."""
    (tmp_path / "velmora.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_jsonl_is_one_object_a_report_bound_to_its_text() -> None:
    run = CliRunner().invoke(app, ["code", "velmora.txt", "--format", "jsonl"])
    coding = json.loads(run.stdout)
    assert (run.exit_code, run.stderr, run.stdout.count("\n")) == (0, "", 1)
    assert coding["report"]["path"] == "velmora.txt"
    spans = [span for each in coding["statements"] + coding["findings"] for span in each["evidence"]]
    assert spans
    assert all(TEXT[span["start"] : span["end"]] == span["quote"] for span in spans)


def test_brief_is_plain_where_there_is_no_terminal() -> None:
    run = CliRunner().invoke(app, ["code", "velmora.txt", "--outlet", "Velmora Post"])
    assert run.exit_code == 0
    assert run.stdout.startswith("Velmora Post\n")
    assert "\x1b" not in run.stdout
    assert "CC302" in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80


def test_bad_input_is_told_of_and_the_rest_is_coded(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x00")
    run = CliRunner().invoke(app, ["code", "bad.txt", "velmora.txt", "no.txt", "--format", "jsonl"])
    told = run.stderr.splitlines()
    assert (run.exit_code, run.stdout.count("\n")) == (1, 1)
    assert told[0].startswith("counterclaim: skipped bad.txt: ")
    assert told[1].startswith("counterclaim: skipped no.txt: ")
    assert told[2] == "counterclaim: 1 coded, 2 skipped (1 binary, 1 missing)"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("code", "no.txt"), "no.txt"),
        (("code",), "Missing argument"),
        (("code", "velmora.txt", "--published", "soon"), "2024-01-31"),
        (("code", "velmora.txt", "--format", "xml"), "xml"),
        (("decode",), "decode"),
    ],
)
def test_nothing_coded_or_wrong_usage_exits_2(words: tuple[str, ...], told: str) -> None:
    run = CliRunner().invoke(app, words)
    assert (run.exit_code, run.stdout) == (2, "")
    assert told in run.stderr


def test_options_have_environment_variables() -> None:
    environment = {"COUNTERCLAIM_FORMAT": "jsonl", "COUNTERCLAIM_PUBLISHED": "2031-03-04"}
    run = CliRunner(env=environment).invoke(app, ["code", "-"], input=ROW)
    report = json.loads(run.stdout)["report"]
    assert (report["path"], report["published"]) == ("-:1", "2031-03-04")
    assert report["published_basis"] == "metadata"


def test_version_and_help_tell_of_every_command() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout.startswith("counterclaim ")
    shown = CliRunner().invoke(app, ["--help"]).stdout
    assert all(f"  {name} " in shown for name in ("code", "check", "add", "events", "show", "verify"))


def test_fault_in_a_stage_skips_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("two suns")

    monkeypatch.setattr("counterclaim.api.annotate_report", fail)
    run = CliRunner().invoke(app, ["code", "velmora.txt"])
    assert run.exit_code == 2
    assert "velmora.txt: could not be coded (ValueError: two suns)" in run.stderr


def test_reader_that_leaves_early_ends_the_program_quietly(folder: Path) -> None:
    (folder / "rows.jsonl").write_text(ROW * 300)
    command = f"{sys.executable} -m counterclaim code rows.jsonl --format jsonl | head -n 1"
    completed = subprocess.run(command, shell=True, cwd=folder, capture_output=True, check=False)
    assert len(completed.stdout.splitlines()) == 1
    assert completed.stderr == b""


def test_output_that_cannot_be_written_is_told_in_one_line(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    command = f"{sys.executable} -m counterclaim code velmora.txt > /dev/full"
    completed = subprocess.run(command, shell=True, cwd=folder, capture_output=True, check=False)
    assert completed.returncode == 2
    assert completed.stderr.decode().startswith("counterclaim: cannot write the output: ")
    assert completed.stderr.count(b"\n") == 1


def test_columns_of_a_table_are_named(folder: Path) -> None:
    (folder / "table.csv").write_text(f'nr,words\n1,"{TEXT.splitlines()[0]}"\n')
    named = ("--column", "text=words", "--column", "id=nr")
    run = CliRunner().invoke(app, ["code", "table.csv", *named, "--format", "jsonl"])
    assert run.exit_code == 0
    assert json.loads(run.stdout)["report"]["path"] == "1"
    wrong = CliRunner().invoke(app, ["code", "table.csv", "--column", "words"])
    assert (wrong.exit_code, "text=body" in wrong.stderr) == (2, True)
