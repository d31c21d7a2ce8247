"""The shipped example: four reports of one bombing, coded, matched and counted by three rules."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from counterclaim.cli import main

REPORTS = Path(__file__).resolve().parents[2] / "examples/one-bombing/reports.jsonl"
RULES = ("acled.conservative/2024", "gtd.recency/2019", "ucdp.triple/23")


def run(capture: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run the program in this process and return what it prints."""
    sys.argv[:] = ["counterclaim", *arguments]
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    return capture.readouterr().out


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "argv", list(sys.argv))
    path = str(tmp_path / "bombing.ledger")
    run(capsys, "add", str(REPORTS), "--ledger", path)
    return path


def load_event(capture: pytest.CaptureFixture[str], ledger: str, *arguments: str) -> dict[str, Any]:
    """Load the one event of the ledger, as `show` prints it for programs."""
    (line,) = run(capture, "events", "--ledger", ledger, "--format", "jsonl").splitlines()
    event = json.loads(line)["event"]
    shown = run(capture, "show", event, "--ledger", ledger, "--format", "jsonl", *arguments)
    loaded: dict[str, Any] = json.loads(shown)
    return loaded


def get_best(event: dict[str, Any]) -> dict[str, int]:
    """Return the number that each rule prints for the dead."""
    killed = (each for each in event["figures"] if each["field"] == "killed")
    return {each["policy"]: each["value"]["best"] for each in killed}


def test_one_event_has_three_figures_and_each_is_explained(
    capsys: pytest.CaptureFixture[str], ledger: str
) -> None:
    options = [word for rule in RULES for word in ("--policy", rule)]
    event = load_event(capsys, ledger, *options)
    assert len(event["mentions"]) == 4
    assert get_best(event) == dict(zip(RULES, (12, 26, 23), strict=True))
    counted = {
        each["id"] for mention in event["mentions"] for each in mention["statements"]
        if each["property"] == "killed"
    }  # fmt: skip
    for figure in event["figures"]:
        if figure["field"] == "killed":
            assert {*figure["used"], *(each["statement"] for each in figure["set_aside"])} == counted
    why = run(capsys, "show", event["event"], "--ledger", ledger, "--why", *options)
    for words in (
        "“dozens of people were killed”",
        "“26 people were killed”",
        "→ comes from a side said to have done it",
        "→ the same voice said otherwise later, on 2024-03-04",
    ):
        assert words in " ".join(why.split())


def test_what_was_known_on_the_evening_of_the_second_day(
    capsys: pytest.CaptureFixture[str], ledger: str
) -> None:
    event = load_event(capsys, ledger, "--as-of", "2024-03-03T18:00", "--policy", "ucdp.triple/23")
    assert len(event["mentions"]) == 2
    assert get_best(event) == {"ucdp.triple/23": 24}
    first = load_event(capsys, ledger, "--as-of", "2024-03-02T18:00+02:00", "--policy", "ucdp.triple/23")
    assert get_best(first) == {"ucdp.triple/23": 19}
