"""The commands over a ledger, with a coder that needs no model."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import msgspec
import pytest

from counterclaim.cli import main
from counterclaim.model.report import Report
from counterclaim.model.statement import Coding, Problem
from tests.backends import make_database, rename_url
from tests.factories import TEXT, code_velmora, make_coding
from tests.property.tampering import change_cell

REPOSITORY = Path(__file__).resolve().parents[2]
QUIET_TEXT = "The harbour of Velmora was calm on Monday, and the ferries ran on time as they always do."


class Outcome(NamedTuple):
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


class Cli:
    """Runs the command line in this process."""

    def __init__(self, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._capture = capture
        self._patch = patch

    def run(self, *arguments: str) -> Outcome:
        self._patch.setattr(sys, "argv", ["counterclaim", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = self._capture.readouterr()
        return Outcome(int(ended.value.code or 0), captured.out, captured.err)


def code_by_text(reports: Iterable[Report | Problem], *, names: bool = False) -> Iterator[Coding | Problem]:
    for found in reports:
        if isinstance(found, Problem):
            yield found
        else:
            yield code_velmora(found) if TEXT in found.text else make_coding(found)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    fake = ModuleType("counterclaim.api")
    fake.__dict__["code_reports"] = code_by_text
    fake.__dict__["find_run"] = lambda report: make_coding(report).run
    monkeypatch.setitem(sys.modules, "counterclaim.api", fake)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "velmora.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "quiet.txt").write_text(QUIET_TEXT, encoding="utf-8")
    return Cli(capsys, monkeypatch)


def get_events(cli: Cli) -> list[dict[str, object]]:
    return [json.loads(line) for line in cli.run("events", "--format", "jsonl").out.splitlines()]


def test_add_prints_a_line_a_report(cli: Cli) -> None:
    code, out, _ = cli.run("add", "velmora.txt", "quiet.txt")
    assert code == 0
    first, second = (line.split("\t") for line in out.splitlines())
    assert re.fullmatch(r"rep_[a-z2-7]{20}", first[0])
    assert first[1:] == ["2 mentions", "9 statements", "new", "0 same", "0 in doubt", "0 copies"]
    assert second[1:4] == ["0 mentions", "0 statements", "new"]


def test_add_again_says_known(cli: Cli) -> None:
    cli.run("add", "velmora.txt")
    assert cli.run("add", "velmora.txt").out.split("\t")[3:] == [
        "known",
        "0 same",
        "0 in doubt",
        "0 copies\n",
    ]


def test_add_lists_what_was_skipped_and_ends_with_1(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    code, out, err = cli.run("add", "velmora.txt", "empty.txt", "missing.txt")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert "empty.txt" in err
    assert "missing.txt" in err


def test_add_ends_with_2_when_nothing_was_added(cli: Cli) -> None:
    assert cli.run("add", "missing.txt").code == 2


def test_add_skips_a_coding_that_does_not_fit_its_words(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def misquote(reports: Iterable[Report | Problem], *, names: bool = False) -> Iterator[Coding | Problem]:
        for coding in code_by_text(reports):
            assert isinstance(coding, Coding)
            yield msgspec.structs.replace(coding, mentions=coding.mentions[:1])

    monkeypatch.setitem(sys.modules["counterclaim.api"].__dict__, "code_reports", misquote)
    code, out, err = cli.run("add", "velmora.txt", "quiet.txt")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert "the coding has no mention m2" in err


def test_the_ledger_comes_from_the_option_or_the_environment(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.run("add", "velmora.txt")
    cli.run("add", "velmora.txt", "--ledger", "by-option.ledger")
    monkeypatch.setenv("COUNTERCLAIM_LEDGER", "by-variable.ledger")
    cli.run("add", "velmora.txt")
    names = {path.name for path in tmp_path.glob("*.ledger")}
    assert names == {"counterclaim.ledger", "by-option.ledger", "by-variable.ledger"}


def test_events_lists_every_event_with_its_speakers(cli: Cli) -> None:
    cli.run("add", "velmora.txt")
    code, out, err = cli.run("events")
    assert code == 0
    assert "1 event" not in err
    assert "2 events" in err
    for words in ("2031-03-03", "Velmora", "31", "claimed by Harrow Front", "blamed by Velmoran officials"):
        assert words in out
    assert "planned" in out


def test_events_as_lines_of_json(cli: Cli) -> None:
    cli.run("add", "velmora.txt")
    main_event, planned = get_events(cli)
    assert main_event["killed"] == {"low": 31, "best": 31, "high": 31, "is_open": False}
    assert main_event["dates"] == [{"start": "2031-03-03", "end": "2031-03-03"}]
    assert {"actor": "Ostrava Sul", "position": "deny", "speakers": ["Ostrava Sul"]} in list(
        main_event["responsibility"]  # type: ignore[call-overload]
    )
    assert (planned["role"], planned["killed"]) == ("planned", None)


def test_events_of_an_empty_ledger(cli: Cli) -> None:
    cli.run("add", "quiet.txt")
    assert cli.run("events") == Outcome(0, "", "counterclaim: 0 events\n")


def test_show_puts_disputes_first_and_speakers_beside_them(cli: Cli) -> None:
    cli.run("add", "velmora.txt")
    event = str(get_events(cli)[0]["event"])
    code, out, _ = cli.run("show", event[:12])
    assert code == 0
    order = ["In dispute", "Who says who is responsible", "Toll history", "The event"]
    places = [out.index(title) for title in order]
    assert places == sorted(places)
    blame = next(line for line in out.splitlines() if "blamed by" in line)
    assert "Velmoran officials" in blame
    assert "“killing 31 people”" in out
    assert "replaced" in out
    assert "\x1b" not in out


def test_show_a_report_gives_all_its_events(cli: Cli) -> None:
    report = cli.run("add", "velmora.txt").out.split("\t")[0]
    lines = cli.run("show", report, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["mentions"][0]["mention"]["id"] for line in lines] == ["m1", "m2"]
    assert "text" not in json.loads(lines[0])["mentions"][0]["report"]


def test_show_an_unknown_event_ends_with_2(cli: Cli) -> None:
    cli.run("add", "velmora.txt")
    code, out, err = cli.run("show", "evt_nothing")
    assert (code, out) == (2, "")
    assert "counterclaim events" in err


def test_verify_prints_counts(cli: Cli) -> None:
    cli.run("add", "velmora.txt", "quiet.txt")
    code, out, _ = cli.run("verify")
    assert code == 0
    counts = dict(line.split("\t") for line in out.splitlines())
    head = counts.pop("head")
    assert re.fullmatch(r"[0-9a-f]{64}", head)
    assert counts == {
        "report": "2", "coding": "2", "mention": "2", "statement": "9", "finding": "1", "problem": "1",
        "judgement": "0", "receipt": "2", "retraction": "0", "notice": "0", "review": "0", "raw": "2",
        "quote": "10",
    }  # fmt: skip
    assert cli.run("verify", "--head", head).code == 0
    assert cli.run("verify", "--head", "0" * 64).code == 1


def test_verify_names_the_first_row_that_does_not_fit(cli: Cli, tmp_path: Path) -> None:
    cli.run("add", "velmora.txt")
    path = tmp_path / "counterclaim.ledger"
    change_cell(path, table="mention", column="label", sequence=3, value=b"\x1b[31mriots")
    code, out, err = cli.run("verify")
    assert code == 1
    assert out.startswith("row 3\tmention\tm1\t")
    assert "2 rows fit" in err


@pytest.mark.parametrize("column", ["value", "evidence", "property"])
def test_a_changed_row_is_no_crash(cli: Cli, tmp_path: Path, column: str) -> None:
    cli.run("add", "velmora.txt")
    path = tmp_path / "counterclaim.ledger"
    change_cell(path, table="statement", column=column, sequence=5, value=b"\xff{")
    for command in (("events",), ("show", "rep_")):
        code, _, err = cli.run(*command)
        assert code == 2
        assert "counterclaim verify" in err
    assert cli.run("verify").out.startswith("row 5\tstatement\tstm_")


@pytest.mark.parametrize("command", [("events",), ("show", "evt_a"), ("verify",)])
def test_reading_makes_no_ledger(cli: Cli, tmp_path: Path, command: tuple[str, ...]) -> None:
    code, out, err = cli.run(*command)
    assert (code, out) == (2, "")
    assert "there is no ledger counterclaim.ledger" in err
    assert not list(tmp_path.glob("*.ledger*"))


@pytest.mark.parametrize("command", [("add", "velmora.txt"), ("events",), ("verify",)])
def test_a_file_of_another_kind_is_left_alone(cli: Cli, tmp_path: Path, command: tuple[str, ...]) -> None:
    other = tmp_path / "counterclaim.ledger"
    other.write_text("no ledger at all, but a letter\n" * 99, encoding="utf-8")
    before = other.read_bytes()
    code, out, err = cli.run(*command)
    assert (code, out) == (2, "")
    assert "is not a ledger; name another file" in err
    assert other.read_bytes() == before


def test_another_database_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "counterclaim.ledger"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    before = other.read_bytes()
    assert "is not a ledger" in cli.run("add", "velmora.txt").err
    assert other.read_bytes() == before


def test_a_torn_file_is_named(cli: Cli, tmp_path: Path) -> None:
    cli.run("add", "velmora.txt")
    path = tmp_path / "counterclaim.ledger"
    path.write_bytes(path.read_bytes()[:20_000])
    code, _, err = cli.run("verify")
    assert code == 2
    assert "counterclaim.ledger" in err
    assert "restore it from a copy" in err


def test_a_ledger_of_another_version_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    cli.run("add", "velmora.txt")
    with closing(sqlite3.connect(tmp_path / "counterclaim.ledger", isolation_level=None)) as connection:
        connection.execute("INSERT INTO ledger_version (version) VALUES (99)")
    assert "has schema 99" in cli.run("events").err


@pytest.mark.parametrize("statement", ["UPDATE log SET id = 'x'", "DELETE FROM statement"])
def test_the_file_itself_refuses_changes(cli: Cli, tmp_path: Path, statement: str) -> None:
    cli.run("add", "velmora.txt")
    with (
        closing(sqlite3.connect(tmp_path / "counterclaim.ledger")) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)


def test_the_commands_take_a_database(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = (("add", "velmora.txt"), ("events",), ("events", "--format", "jsonl"))
    in_file = [cli.run(*command) for command in commands]
    with make_database() as url:
        monkeypatch.setenv("COUNTERCLAIM_LEDGER", rename_url(url, password="hush"))
        in_database = [
            cli.run("add", "velmora.txt"),
            cli.run("events"),
            cli.run("events", "--format", "jsonl"),
        ]
        event = json.loads(in_database[2].out.splitlines()[0])["event"]
        shown, verified = cli.run("show", event), cli.run("verify")
    assert [(run.code, run.out) for run in in_database] == [(run.code, run.out) for run in in_file]
    assert shown.code == verified.code == 0
    assert "Velmora" in shown.out
    assert "postgres:***@" in verified.err
    assert not any("hush" in run.out + run.err for run in (*in_database, shown, verified))


def test_a_ledger_moves_from_a_file_to_a_database(cli: Cli) -> None:
    cli.run("add", "velmora.txt", "quiet.txt")
    cli.run("export", "--to", "jsonl", "--ledger", "counterclaim.ledger", "--out", "moved")
    in_file = cli.run("verify")
    with make_database() as url:
        loaded = cli.run("load", "moved/jsonl", "--ledger", url)
        in_database = cli.run("verify", "--ledger", url)
    assert (in_file.code, loaded.code) == (0, 0)
    assert in_database[:2] == in_file[:2]


def test_a_database_that_is_not_there_is_told_in_one_line(cli: Cli) -> None:
    code, out, err = cli.run("events", "--ledger", "postgresql://ann:hush@/velmora?host=/nowhere")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "is the server running" in err
    assert "hush" not in err
