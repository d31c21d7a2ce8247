"""`add` goes on where it stopped, and tells what it skipped."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from counterclaim.ledger.open import open_ledger
from counterclaim.model.report import Report
from counterclaim.model.statement import Coding, Problem
from tests.crawls import make_zip
from tests.factories import make_coding
from tests.integration.test_cli_ledger import QUIET_TEXT, Cli, cli, code_by_text

__all__ = ["cli"]

ROWS = "".join(json.dumps({"text": f"{QUIET_TEXT} Ferry {number} came."}) + "\n" for number in range(6))


@pytest.fixture
def coded(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the texts that the coder was asked for."""
    texts: list[str] = []

    def code(reports: Iterable[Report | Problem], *, names: bool = False) -> Iterator[Coding | Problem]:
        for found in reports:
            if isinstance(found, Report):
                texts.append(found.text)
            yield from code_by_text([found])

    monkeypatch.setitem(sys.modules["counterclaim.api"].__dict__, "code_reports", code)
    return texts


def get_states(out: str) -> list[str]:
    """Return the states of the reports, in the order of the lines."""
    return [line.split("\t")[3] for line in out.splitlines()]


def test_what_is_known_is_not_coded_again_and_keeps_its_place(
    cli: Cli, coded: list[str], tmp_path: Path
) -> None:
    (tmp_path / "rows.jsonl").write_text("".join(ROWS.splitlines(keepends=True)[1::2]))
    assert get_states(cli.run("add", "rows.jsonl").out) == ["new"] * 3
    coded.clear()
    (tmp_path / "all.jsonl").write_text(ROWS)
    code, out, err = cli.run("add", "all.jsonl")
    assert (code, get_states(out)) == (0, ["new", "known"] * 3)
    assert len(coded) == 3
    assert "6 added or known, 0 skipped" in err


def test_known_report_gets_the_receipt_of_the_file_it_was_found_in(cli: Cli, tmp_path: Path) -> None:
    cli.run("add", "quiet.txt")
    (tmp_path / "a.zip").write_bytes(make_zip({"b/c.txt": QUIET_TEXT.encode()}))
    out = cli.run("add", "a.zip").out
    assert get_states(out) == ["known"]
    with open_ledger("counterclaim.ledger") as ledger:
        receipts = ledger.find_receipts(out.split("\t")[0])
    assert [(receipt.origin, receipt.part) for receipt in receipts] == [
        ("quiet.txt", None), ("a.zip", "b/c.txt"),
    ]  # fmt: skip
    assert cli.run("verify").code == 0


def test_recode_codes_what_is_known(cli: Cli, coded: list[str]) -> None:
    cli.run("add", "quiet.txt")
    cli.run("add", "quiet.txt", "--recode")
    assert len(coded) == 2


def test_another_outlet_makes_another_report(cli: Cli) -> None:
    cli.run("add", "quiet.txt")
    assert get_states(cli.run("add", "quiet.txt", "--outlet", "Velmora Post").out) == ["new"]


def test_what_another_version_coded_is_coded_again(
    cli: Cli, coded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.run("add", "quiet.txt")
    monkeypatch.setitem(
        sys.modules["counterclaim.api"].__dict__,
        "find_run",
        lambda report: msgspec.structs.replace(make_coding(report).run, version="99"),
    )
    cli.run("add", "quiet.txt")
    assert len(coded) == 2


def test_broken_off_command_goes_on_where_it_stopped(
    cli: Cli, coded: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "all.jsonl").write_text(ROWS)
    code_all = sys.modules["counterclaim.api"].__dict__["code_reports"]

    def stop(reports: Iterable[Report | Problem], *, names: bool = False) -> Iterator[Coding | Problem]:
        for number, coding in enumerate(code_all(reports)):
            if number == 4:
                raise KeyboardInterrupt
            yield coding

    monkeypatch.setitem(sys.modules["counterclaim.api"].__dict__, "code_reports", stop)
    assert cli.run("add", "all.jsonl").code != 0
    coded.clear()
    monkeypatch.setitem(sys.modules["counterclaim.api"].__dict__, "code_reports", code_all)
    assert get_states(cli.run("add", "all.jsonl").out) == ["known"] * 4 + ["new"] * 2
    assert len(coded) == 2
    assert cli.run("verify").code == 0


def test_skipped_reports_are_listed_by_kind_and_written_to_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(
        json.dumps({"text": QUIET_TEXT}) + "\n" + "{}\n" * 30 + '{"text":""}\n'
    )
    code, _, err = cli.run("add", "rows.jsonl", "no.txt", "--skipped", "skipped.jsonl")
    assert code == 1
    lines = err.splitlines()
    told = [line for line in lines if "skipped rows.jsonl" in line]
    table = lines[next(number for number, line in enumerate(lines) if line.startswith("kind")) :]
    assert len(told) == 21
    assert [line.split()[:3] for line in table] == [
        ["kind", "count", "first"], ["malformed", "30", "rows.jsonl:2:"],
        ["empty", "1", "rows.jsonl:32:"], ["missing", "1", "no.txt:"],
    ]  # fmt: skip
    written = [json.loads(line) for line in (tmp_path / "skipped.jsonl").read_text().splitlines()]
    assert len(written) == 32
    assert written[0] == {"kind": "malformed", "message": written[0]["message"], "where": "rows.jsonl:2"}


def test_list_that_cannot_be_written_is_told_before_anything_is_done(cli: Cli, tmp_path: Path) -> None:
    code, _, err = cli.run("add", "quiet.txt", "--skipped", "no/such/folder.jsonl")
    assert code == 2
    assert "--skipped" in err
    assert not (tmp_path / "counterclaim.ledger").exists()
