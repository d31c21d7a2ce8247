"""`counterclaim add` heeds the notices by which outlets withdraw items."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.model.report import Edition, make_report
from counterclaim.read.found import Found, Notice
from tests.factories import TEXT
from tests.integration.test_cli_ledger import QUIET_TEXT, Cli, cli

__all__ = ["cli"]


def read_wire(stream: IO[bytes], name: str) -> Iterator[Found]:
    """Read a wire of lines "guid" and "kill guid"."""
    for number, line in enumerate(stream.read().decode().split("\n"), start=1):
        place = f"{name}:{number}"
        if line.startswith("kill "):
            guid = line.removeprefix("kill ")
            yield Found(Notice(guid=guid, by="Third Wire", reason="sent in error", where=place), place)
        elif line:
            text, edition = (TEXT if line == "1" else QUIET_TEXT), Edition(guid=line)
            yield Found(make_report(text, outlet="Third Wire", edition=edition), place)


@pytest.fixture(autouse=True)
def _wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.read.reports.load_reader", lambda format, **_: read_wire)


@pytest.mark.parametrize("lines", ["1\n2\nkill 1\nkill 9\n", "kill 9\nkill 1\n1\n2\n"])
def test_a_killed_item_is_withdrawn_and_told(cli: Cli, tmp_path: Path, lines: str) -> None:
    (tmp_path / "wire.txt").write_text(lines, encoding="utf-8")
    ended = cli.run("add", "wire.txt")
    assert ended.code == 0
    rows = [line.split("\t") for line in ended.out.splitlines()]
    notices = {row[2]: row for row in rows if row[0].startswith("ntc_")}
    assert notices["9"][1:] == ["notice of Third Wire: sent in error", "9", "new", "0 withdrawn"]
    is_first = lines.startswith("kill")
    assert notices["1"][-1] == ("0 withdrawn" if is_first else "1 withdrawn")
    marked = [row for row in rows if row[-1] == "withdrawn by its outlet"]
    assert len(marked) == is_first
    assert "2 notices: " in ended.err
    killed = next(row[0] for row in rows if row[0].startswith("rep_") and row[1] == "2 mentions")
    assert "claimed by      Harrow Front, by telegram (report withdrawn)" in cli.run("show", killed).out


def test_a_notice_names_the_bytes_it_was_read_from(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text("kill 1\n", encoding="utf-8")
    assert cli.run("add", "wire.txt").code == 0
    with open_sqlite(tmp_path / "counterclaim.ledger") as opened:
        (notice,) = opened.iter_notices()
        assert notice.origin == "wire.txt:1"
        with opened.raw.open(str(notice.raw_sha256)) as stream:
            assert stream.read() == b"kill 1\n"
    verified = cli.run("verify")
    assert (verified.code, verified.err.count("no receipt")) == (0, 0)
    next((tmp_path / "counterclaim.ledger.raw").rglob("??/*")).unlink()
    missing = cli.run("verify")
    assert missing.code == 1
    assert notice.id in missing.out
    assert "its raw bytes are missing" in missing.out


def test_the_rest_of_a_wire_goes_on(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text("kill 9\n1\n2\n", encoding="utf-8")
    ended = cli.run("check", "wire.txt")
    assert "withdraws 9 (sent in error); `counterclaim add` heeds it" in ended.err
    assert cli.run("code", "wire.txt", "--format", "jsonl").out.count('"schema"') == 2
