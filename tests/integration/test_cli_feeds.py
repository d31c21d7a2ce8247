"""Feeds, wire items and crawled articles through the command line, as their tools write them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterclaim.cli.app import app
from tests.conftest import require_consumer
from tests.wires import (
    SENTENCE,
    make_chat,
    make_message,
    make_newsml,
    make_newsml_item,
    make_newsplease,
    make_ninjs,
    make_telegram,
)


def make_feed(path: Path, form: str) -> None:
    """Write a feed of two entries by feedgen, one with full content and one without."""
    feedgen = require_consumer("feedgen.feed")
    feed = feedgen.FeedGenerator()
    feed.id("https://post.velmora.example/")
    feed.title("Velmora Post")
    feed.link(href="https://post.velmora.example/")
    feed.description("News of Velmora")
    feed.language("en")
    for number, body in enumerate((f"<p>{SENTENCE}</p><p>Eleven were hurt.</p>", None), start=1):
        entry = feed.add_entry(order="append")
        entry.id(f"https://post.velmora.example/{number}")
        entry.link(href=f"https://post.velmora.example/{number}")
        entry.title("Blast in Sandry")
        entry.summary("A bomb killed three people in Sandry, the mayor said.")
        if body:
            entry.content(body, type="html" if form == "atom" else "CDATA")
        entry.published(datetime(2031, 3, 4, 10, tzinfo=UTC))
        entry.updated(datetime(2031, 3, 4, 10, tzinfo=UTC))
    written = feed.atom_str(pretty=True) if form == "atom" else feed.rss_str(pretty=True)
    path.write_bytes(written)


def code(*arguments: str) -> tuple[list[dict[str, object]], str, int]:
    """Run `counterclaim code` and give its codings, what it told and its exit code."""
    run = CliRunner().invoke(app, ["code", *arguments, "--format", "jsonl"])
    return [json.loads(line) for line in run.stdout.splitlines()], run.stderr, run.exit_code


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_that_feedgen_wrote_is_coded_entry_by_entry(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"feed.{form}"
    make_feed(path, form)
    codings, told, status = code(str(path))
    assert (status, told) == (0, "counterclaim: 2 coded, 0 skipped\n")
    reports = [coding["report"] for coding in codings]
    assert [report["outlet"] for report in reports] == ["Velmora Post"] * 2  # type: ignore[index]
    assert [report["path"] for report in reports] == [f"{path}:1", f"{path}:2"]  # type: ignore[index]
    tolls = {each["value"]["n"] for each in codings[0]["statements"] if each["property"] == "killed"}  # type: ignore[attr-defined]
    assert tolls == {3}


def test_a_wire_file_tells_what_it_left_out(tmp_path: Path) -> None:
    path = tmp_path / "wire.json"
    items = [
        make_ninjs(),
        make_ninjs(uri="urn:a2", pubStatus="canceled", edNote="Wrong town."),
        make_ninjs(uri="urn:a3", embargoedUntil="2999-01-01T00:00:00Z"),
        make_ninjs(uri="urn:a4", type="picture"),
    ]
    path.write_text(json.dumps([*map(json.loads, items)]))
    codings, told, status = code(str(path))
    assert (len(codings), status) == (1, 1)
    assert "Velmora News Agency withdraws urn:a2 (Wrong town.)" in told
    assert "is under embargo until 2999-01-01T00:00:00Z" in told
    assert "items of type 'picture' left out: 1" in told


def test_a_kill_in_a_later_news_message_withdraws_the_item(tmp_path: Path) -> None:
    ledger = str(tmp_path / "ledger.db")
    kill = make_newsml_item(status="stat:canceled", meta="<edNote>KILL: wrong town.</edNote>")
    for name, item in (("one.xml", make_newsml_item()), ("two.xml", kill)):
        (tmp_path / name).write_bytes(make_newsml(item))
        run = CliRunner().invoke(app, ["add", str(tmp_path / name), "--ledger", ledger])
    assert "KILL: wrong town." in run.stdout and "1 withdrawn" in run.stdout
    assert CliRunner().invoke(app, ["verify", "--ledger", ledger]).exit_code == 0


def test_the_brief_says_what_kind_of_version_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "wire.json"
    path.write_bytes(make_ninjs(edNote="CORRECTS the toll", representationType="partial"))
    brief = " ".join(CliRunner().invoke(app, ["code", str(path)]).stdout.split())
    assert "part of the item only, as its outlet gives it; corrected by its outlet" in brief


def test_what_is_left_out_by_rule_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "wire.json"
    path.write_text(json.dumps([json.loads(make_ninjs()), json.loads(make_ninjs(type="picture"))]))
    codings, told, status = code(str(path))
    assert (len(codings), status) == (1, 0)
    assert "1 coded, 1 skipped (1 aside)" in told


def test_an_article_of_news_please_is_added_with_its_bytes(tmp_path: Path) -> None:
    path, ledger = tmp_path / "article.json", str(tmp_path / "ledger.db")
    path.write_bytes(make_newsplease())
    run = CliRunner().invoke(app, ["add", str(path), "--ledger", ledger])
    assert (run.exit_code, run.stdout.split("\t")[3]) == (0, "new")
    verified = CliRunner().invoke(app, ["verify", "--ledger", ledger])
    assert verified.exit_code == 0, verified.output


def test_a_party_s_own_channel_speaks_for_the_party(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(make_telegram())
    codings, told, status = code(str(path), "--party", "Highland Dawn Front")
    assert (len(codings), status) == (2, 0), told
    statements = [each for coding in codings for each in coding["statements"]]  # type: ignore[attr-defined]
    assert {each["speakers"][0]["name"] for each in statements} == {"Highland Dawn Front"}
    positions = [each["value"]["position"] for each in statements if each["property"] == "responsibility"]
    assert positions == ["claim", "deny"]


def test_two_exports_of_a_channel_show_an_edit_as_a_version(tmp_path: Path) -> None:
    ledger = str(tmp_path / "ledger.db")
    for number, words in enumerate(("three", "five")):
        message = make_message(45, f"A bomb killed {words} people in the town of Sandry on Monday.")
        edited = {"edited_unixtime": "1930390000"} if number else {}
        (tmp_path / f"{number}.json").write_text(json.dumps(make_chat(message | edited)))
        run = CliRunner().invoke(app, ["add", str(tmp_path / f"{number}.json"), "--ledger", ledger])
        assert run.exit_code == 0, run.output
    shown = CliRunner().invoke(app, ["events", "--ledger", ledger]).stdout
    assert "5" in shown and "3" not in shown.replace("2031-03-03", "")
    assert CliRunner().invoke(app, ["verify", "--ledger", ledger]).exit_code == 0


def test_a_message_that_a_later_export_lacks_is_withdrawn_where_that_is_asked(tmp_path: Path) -> None:
    ledger, path = str(tmp_path / "ledger.db"), tmp_path / "result.json"
    messages = [make_message(number, f"A bomb killed {number} people in Sandry.") for number in (5, 6, 7)]
    path.write_text(json.dumps(make_chat(*messages)))
    first = CliRunner().invoke(app, ["add", str(path), "--ledger", ledger, "--deletions"])
    assert (first.exit_code, first.stdout.count("notice of")) == (0, 0), first.output
    path.write_text(json.dumps(make_chat(messages[0], messages[2])))
    unasked = CliRunner().invoke(app, ["add", str(path), "--ledger", ledger])
    assert "notice of" not in unasked.stdout
    asked = CliRunner().invoke(app, ["add", str(path), "--ledger", ledger, "--deletions"])
    [told] = [line for line in asked.stdout.splitlines() if "notice of" in line]
    assert "notice of Highland Dawn: deleted" in told
    assert "telegram:channel1700000001/6" in told and "1 withdrawn" in told
    assert CliRunner().invoke(app, ["verify", "--ledger", ledger]).exit_code == 0
