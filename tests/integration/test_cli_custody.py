"""The bytes behind the reports: `add` keeps them, `verify` checks them, `retract` withdraws a report."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.ledger.sqlite import open_sqlite
from tests.factories import TEXT
from tests.integration.test_cli_ledger import QUIET_TEXT, Cli, cli
from tests.old_ledgers import make_schema_1_ledger

__all__ = ["cli"]

LEDGER = "counterclaim.ledger"
ROWS = (
    {"text": TEXT, "outlet": "Velmora Courier", "published": "2031-03-04T10:00:00+02:00"},
    {"text": QUIET_TEXT, "outlet": "Harbour Post"},
)


@pytest.fixture
def feed(tmp_path: Path) -> bytes:
    raw = b"\xef\xbb\xbf" + "\r\n".join(map(json.dumps, ROWS)).encode() + b"\n"
    (tmp_path / "feed.jsonl").write_bytes(raw)
    return raw


def find_raw_files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / f"{LEDGER}.raw").rglob("*") if path.is_file())


def test_a_file_is_kept_byte_by_byte_with_its_receipt(cli: Cli, tmp_path: Path) -> None:
    raw = (tmp_path / "velmora.txt").read_bytes()
    assert cli.run("add", "velmora.txt").code == 0
    with open_sqlite(tmp_path / LEDGER) as opened:
        (report,) = opened.iter_reports()
        (receipt,) = opened.find_receipts(report.id)
        with opened.raw.open(receipt.raw_sha256) as stream:
            assert stream.read() == raw
    assert receipt.raw_sha256 == hashlib.sha256(raw).hexdigest()
    assert (receipt.size, receipt.origin, receipt.part) == (len(raw), "velmora.txt", None)


def test_reports_of_one_file_share_its_bytes_and_name_their_lines(
    cli: Cli, tmp_path: Path, feed: bytes
) -> None:
    assert cli.run("add", "feed.jsonl").code == 0
    assert [path.read_bytes() for path in find_raw_files(tmp_path)] == [feed]
    with open_sqlite(tmp_path / LEDGER) as opened:
        receipts = list(opened.iter_receipts())
        first, second = opened.iter_reports()
    assert [(receipt.report, receipt.part) for receipt in receipts] == [
        (first.id, "line 1"), (second.id, "line 2"),
    ]  # fmt: skip
    assert first.published_at is not None
    assert first.published_at.isoformat() == ROWS[0]["published"]


def test_standard_input_is_kept_too(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = TEXT.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert cli.run("add", "-").code == 0
    assert [path.read_bytes() for path in find_raw_files(tmp_path)] == [raw]
    with open_sqlite(tmp_path / LEDGER) as opened:
        assert [receipt.origin for receipt in opened.iter_receipts()] == ["-"]


def test_what_the_command_line_fills_in_goes_into_the_receipts_report(
    cli: Cli, tmp_path: Path, feed: bytes
) -> None:
    cli.run("add", "velmora.txt", "--outlet", "Late Edition", "--published", "2031-03-04")
    with open_sqlite(tmp_path / LEDGER) as opened:
        (receipt,) = opened.iter_receipts()
        assert opened.get_report(receipt.report).outlet == "Late Edition"


def test_adding_the_same_file_again_adds_nothing(cli: Cli, tmp_path: Path) -> None:
    cli.run("add", "velmora.txt", "velmora.txt")
    head = cli.run("verify").out
    assert cli.run("add", "velmora.txt").out.split("\t")[3] == "known"
    assert cli.run("verify").out == head
    assert len(find_raw_files(tmp_path)) == 1


def test_a_file_without_a_report_is_kept_and_told(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text("  \n", encoding="utf-8")
    cli.run("add", "velmora.txt", "blank.txt")
    code, out, err = cli.run("verify")
    assert code == 0
    assert "raw\t1\n" in out
    assert "1 kept file has no receipt" in err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(choice=st.data())
def test_any_changed_byte_of_the_raw_store_is_found(cli: Cli, tmp_path: Path, choice: st.DataObject) -> None:
    cli.run("add", "velmora.txt", "quiet.txt")
    file = choice.draw(st.sampled_from(find_raw_files(tmp_path)))
    whole = file.read_bytes()
    place = choice.draw(st.integers(0, len(whole) - 1))
    file.write_bytes(
        whole[:place] + bytes([whole[place] ^ choice.draw(st.integers(1, 255))]) + whole[place + 1 :]
    )
    code, out, _ = cli.run("verify")
    file.write_bytes(whole)
    assert code == 1
    assert out.startswith(f"raw\t{file.parent.name}{file.name}\trcp_")
    assert "raw bytes were changed" in out
    assert cli.run("verify").code == 0


def test_missing_bytes_are_found_and_named(cli: Cli, tmp_path: Path) -> None:
    cli.run("add", "velmora.txt", "quiet.txt")
    for file in find_raw_files(tmp_path):
        file.unlink()
    code, out, err = cli.run("verify")
    assert code == 1
    assert [line.split("\t")[-2:] for line in out.splitlines()] == [
        ["velmora.txt", "its raw bytes are missing"], ["quiet.txt", "its raw bytes are missing"],
    ]  # fmt: skip
    assert "its rows fit, but raw bytes do not" in err


def test_missing_bytes_of_several_reports_are_named_once(cli: Cli, tmp_path: Path, feed: bytes) -> None:
    cli.run("add", "feed.jsonl")
    for file in find_raw_files(tmp_path):
        file.unlink()
    out = cli.run("verify").out
    assert len(out.splitlines()) == 1
    assert out.endswith("its raw bytes are missing; 2 reports or notices were read from them\n")


def test_a_retracted_report_stays_with_its_retraction(cli: Cli, tmp_path: Path) -> None:
    report = cli.run("add", "velmora.txt").out.split("\t")[0]
    code, out, _ = cli.run("retract", report[:9], "--by", "A. Coder", "--reason", "killed by the agency")
    assert code == 0
    retraction_id, retracted = out.split()
    assert retracted == report
    with open_sqlite(tmp_path / LEDGER) as opened:
        (retraction,) = opened.iter_retractions([report])
        assert [one.id for one in opened.iter_reports()] == [report]
    assert (retraction.id, retraction.by) == (retraction_id, "A. Coder")
    assert retraction.reason == "killed by the agency"
    assert "retraction\t1" in cli.run("verify").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rep_none", "--by", "A. Coder", "--reason", "wrong"), "holds no report rep_none"),
        (("rep_", "--by", "A. Coder", "--reason", "wrong"), "is the start of several ids"),
        (("rep_", "--by", " ", "--reason", "wrong"), "--by is empty"),
        (("rep_", "--by", "A. Coder"), "Missing option '--reason'"),
    ],
)
def test_a_retraction_that_cannot_be_says_why(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    cli.run("add", "velmora.txt", "quiet.txt")
    code, _, err = cli.run("retract", *arguments)
    assert code == 2
    assert words in err


def test_migrate_brings_an_old_ledger_here_once(cli: Cli, tmp_path: Path) -> None:
    make_schema_1_ledger(tmp_path / LEDGER)
    code, _, err = cli.run("events")
    assert code == 2
    assert "`counterclaim migrate`" in err
    assert cli.run("migrate").out.startswith("migrated; `counterclaim reconcile` brings")
    assert cli.run("migrate").out == "nothing to migrate\n"
    assert cli.run("verify").code == 0
    assert cli.run("migrate", "--ledger", "none.ledger").code == 2
