"""Events over several reports by the command line: matched, merged, split, restored, explained."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.reconcile import index
from tests.factories import TEXT
from tests.integration.test_cli_ledger import Cli, Outcome, cli

__all__ = ["cli"]

LEDGER = "counterclaim.ledger"
OUTLETS = ("Velmora Courier", "Harbour Post", "Quay Radio")


@pytest.fixture
def feed(tmp_path: Path) -> str:
    """Write three reprints of one text, which tells of an attack and of a march."""
    rows = ({"text": TEXT, "outlet": outlet, "published": "2031-03-04"} for outlet in OUTLETS)
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return "feed.jsonl"


def list_events(cli: Cli) -> dict[str, list[str]]:
    """List the reports of each event."""
    lines = cli.run("events", "--format", "jsonl").out.splitlines()
    return {event["event"]: event["reports"] for event in map(json.loads, lines)}


def find_event(cli: Cli, role: str) -> str:
    lines = cli.run("events", "--format", "jsonl").out.splitlines()
    return next(event["event"] for event in map(json.loads, lines) if event["role"] == role)


def decide(cli: Cli, command: str, *arguments: str, by: str = "Ona Reyk") -> Outcome:
    return cli.run(command, *arguments, "--by", by)


def test_add_tells_what_it_matched(cli: Cli, feed: str) -> None:
    lines = [line.split("\t")[3:] for line in cli.run("add", feed).out.splitlines()]
    assert lines == [
        ["new", "0 same", "0 in doubt", "0 copies"],
        ["new", "2 same", "0 in doubt", "1 copies"],
        ["new", "4 same", "0 in doubt", "2 copies"],
    ]
    assert [len(reports) for reports in list_events(cli).values()] == [3, 3]


def test_without_reconciling_every_mention_is_an_event_until_reconcile(cli: Cli, feed: str) -> None:
    cli.run("add", feed, "--no-reconcile")
    assert [len(reports) for reports in list_events(cli).values()] == [1] * 6
    done = dict(line.split("\t") for line in cli.run("reconcile").out.splitlines())
    assert (done["mentions"], done["same"], done["copies"]) == ("6", "6", "3")
    assert [len(reports) for reports in list_events(cli).values()] == [3, 3]
    again = dict(line.split("\t") for line in cli.run("reconcile").out.splitlines())
    assert set(again.values()) == {"0"}


def test_rebuilding_judges_all_anew(cli: Cli, feed: str) -> None:
    cli.run("add", feed)
    before = list_events(cli)
    done = dict(line.split("\t") for line in cli.run("reconcile", "--rebuild").out.splitlines())
    assert (done["mentions"], done["same"], done["taken back"]) == ("6", "6", "0")
    assert list_events(cli) == before


def test_another_matcher_asks_for_a_rebuild(cli: Cli, feed: str, tmp_path: Path) -> None:
    cli.run("add", feed)
    with open_sqlite(tmp_path / LEDGER) as opened:
        opened.put_index(index.STATE, "matcher", (), b"cc.match/0 of old")
    for command in (["add", "quiet.txt"], ["reconcile"]):
        outcome = cli.run(*command)
        assert outcome.code == 2
        assert "counterclaim reconcile --rebuild" in outcome.err
    assert cli.run("add", "quiet.txt", "--no-reconcile").code == 0
    assert cli.run("reconcile", "--rebuild").code == 0
    assert cli.run("reconcile").code == 0


def test_merge_and_restore(cli: Cli, feed: str) -> None:
    cli.run("add", feed)
    before = list_events(cli)
    attack, march = find_event(cli, "main"), find_event(cli, "planned")
    merged = min(attack, march)
    code, out, _ = decide(cli, "merge", attack[:14], march, "--note", "one day")
    assert (code, out) == (0, f"{merged}\t6 mentions\n")
    assert list(list_events(cli)) == [merged]
    assert cli.run("show", max(attack, march)).out == cli.run("show", merged).out
    code, out, err = decide(cli, "restore", merged)
    assert code == 0
    assert out.splitlines() == [f"{event}\t3 mentions" for event in sorted(before)]
    assert "5 judgements of Ona Reyk taken back" in err
    assert list_events(cli) == before
    assert cli.run("verify").code == 0


def test_split_by_report(cli: Cli, feed: str) -> None:
    cli.run("add", feed)
    attack = find_event(cli, "main")
    leaving, *staying = list_events(cli)[attack]
    assert decide(cli, "split", attack, leaving).code == 0
    found = [set(reports) for reports in list_events(cli).values()]
    assert {leaving} in found
    assert set(staying) in found
    assert decide(cli, "restore", attack).code == 0
    assert len(list_events(cli)[attack]) == 3


def test_why_tells_the_reasons_and_who_wins(cli: Cli, feed: str) -> None:
    cli.run("add", feed)
    attack, march = find_event(cli, "main"), find_event(cli, "planned")
    decide(cli, "merge", attack, march, "--note", "one day")
    code, out, _ = cli.run("why", attack, march)
    assert code == 0
    lines = out.splitlines()
    assert lines[2] == f"one event, {min(attack, march)}"
    assert sum(line.startswith("  * ") for line in lines) == 1
    (winner,) = (line for line in lines if line.startswith("  * "))
    assert winner.startswith("  * same by Ona Reyk on ")
    assert winner.endswith(": one day")


def test_why_of_two_matched_mentions_adds_up(cli: Cli, feed: str) -> None:
    cli.run("add", feed)
    attack = find_event(cli, "main")
    with open_sqlite(Path(LEDGER)) as opened:
        judgement = next(iter(opened.iter_judgements(attack)))
    other = judgement.right if judgement.left == attack else judgement.left
    lines = cli.run("why", attack, other).out.splitlines()
    start = lines.index("what the matcher compared, and what it adds to the log-odds") + 1
    odds = sum(float(line.split()[0]) for line in lines[start:])
    assert 1 / (1 + math.exp(-odds)) == pytest.approx(judgement.score, abs=0.02)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["merge", "evt_0", "evt_1", "--by", "Ona Reyk"], "no event or report"),
        (["merge", "MAIN", "MAIN", "--by", "Ona Reyk"], "nothing to merge"),
        (["merge", "MAIN", "evt_1"], "--by"),
        (["merge", "MAIN", "evt_1", "--by", " "], "--by is empty"),
        (["split", "MAIN", "rep_0", "--by", "Ona Reyk"], "rep_0 is no mention and no report of"),
        (["split", "MAIN", "rep_", "--by", "Ona Reyk"], "leave at least one"),
        (["split", "MAIN", "", "--by", "Ona Reyk"], "an empty id"),
        (["restore", "MAIN", "--by", "Ona Reyk"], "decided nothing"),
        (["why", "MAIN", "MAIN"], "name two"),
        (["why", "MAIN", "evt_"], "several ids"),
        (["why", "MAIN", "nothing"], "no event or report"),
    ],
)
def test_wrong_use_ends_with_2_and_changes_nothing(
    cli: Cli, feed: str, arguments: list[str], words: str
) -> None:
    cli.run("add", feed)
    attack = find_event(cli, "main")
    before = list_events(cli)
    outcome = cli.run(*(attack if each == "MAIN" else each for each in arguments))
    assert outcome.code == 2
    assert words in outcome.err
    assert list_events(cli) == before
