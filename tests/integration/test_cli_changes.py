"""Several invented reports of one event through the command line: the same matrix in every order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from counterclaim.cli.app import app

REPORTS = {
    "one": (
        "Kestria Wire",
        "2031-03-04",
        "VELMORA, March 4, 2031 - A bomb tore through the fish market of Velmora on Monday morning, "
        "killing 12 people and wounding 30 others, police said.\n\nNo group has claimed responsibility for "
        "the bombing. "
        "Velmoran officials blamed neighbouring Sulonia.\n",
    ),
    "two": (
        "Harrow Star",
        "2031-03-05",
        "VELMORA, March 5, 2031 - The death toll from Monday's bombing at the fish market of Velmora rose "
        "to 15, police said on Wednesday.\n\nThe Highland Dawn Front claimed responsibility for the bombing "
        "in a message on Telegram. Sulonia denied any involvement in the attack.\n",
    ),
    "three": (
        "Velmora Post",
        "2031-03-05",
        "VELMORA, March 5, 2031 - Hospital officials said at least 19 people were killed in the bombing of "
        "Velmora's fish market on Monday.\n\nThe HDF said it had carried out the bombing. Several newspapers "
        "doubted the group's claim.\n",
    ),
}
ORDERS = tuple(permutations(REPORTS))


class Press:
    """A ledger to which reports are added by the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = str(folder / "l.ledger")

    def add(self, *names: str) -> None:
        """Add reports, in this order, each by a command of its own."""
        for name in names:
            outlet, published, text = REPORTS[name]
            path = self.folder / f"{name}.jsonl"
            path.write_text(json.dumps({"text": text, "outlet": outlet, "published": published}) + "\n")
            assert self.run("add", str(path))[0] == 0

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command on the ledger: exit code, output and talk."""
        result = CliRunner().invoke(app, [*arguments, "--ledger", self.ledger], env={"COLUMNS": "80"})
        return result.exit_code, result.stdout, result.stderr

    def read(self, *arguments: str) -> list[dict[str, Any]]:
        """Run a command that prints JSON Lines, and read them."""
        code, out, talk = self.run(*arguments, "--format", "jsonl")
        assert code == 0, talk
        return [msgspec.json.decode(line) for line in out.splitlines()]


@pytest.fixture(scope="module")
def presses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, ...], Press]]:
    """One ledger for each order of adding."""
    found = {order: Press(tmp_path_factory.mktemp("press")) for order in ORDERS[:1] + ORDERS[-2:]}
    for order, press in found.items():
        press.add(*order)
    yield found


def get_event(press: Press) -> dict[str, Any]:
    """Get the one event that all reports tell."""
    (event,) = (each for each in press.read("events") if each["role"] == "main")
    (record,) = press.read("show", event["event"])
    return record


def strip_times(value: Any) -> Any:
    """Strip the times of recording, which differ from ledger to ledger."""
    if isinstance(value, dict):
        return {key: strip_times(each) for key, each in value.items() if key != "recorded_at"}
    return [strip_times(each) for each in value] if isinstance(value, list) else value


def test_every_order_gives_the_same_event(presses: dict[tuple[str, ...], Press]) -> None:
    records = [strip_times(get_event(press)) for press in presses.values()]
    names = ("event", "claim_status", "disputes", "matrix", "tolls")
    assert [[record[name] for name in names] for record in records[1:]] == [
        [records[0][name] for name in names]
    ] * (len(records) - 1)


def test_the_matrix_keeps_every_voice(presses: dict[tuple[str, ...], Press]) -> None:
    matrix = get_event(presses[ORDERS[0]])["matrix"]
    cells = {(each["actor"], each["position"], each["voice"]) for each in matrix}
    assert {
        ("nobody", "no_claim", "Kestria Wire"),
        ("Sulonia", "blame", "Velmoran officials"),
        ("Sulonia", "deny", "Sulonia"),
        ("Highland Dawn Front", "claim", "Highland Dawn Front"),
        ("Highland Dawn Front", "question", "Several newspapers"),
    } <= cells


def test_disputes_are_open_on_blame_and_toll(presses: dict[tuple[str, ...], Press]) -> None:
    record = get_event(presses[ORDERS[0]])
    disputed = {(each["kind"], each["about"]) for each in record["disputes"]}
    assert disputed == {("denial", "Sulonia"), ("toll", None)}
    assert record["claim_status"]["status"] == "claimed"
    assert {"questioned", "rival_blame"} <= set(record["claim_status"]["flags"])


def test_the_brief_has_the_disputes_first(presses: dict[tuple[str, ...], Press]) -> None:
    press = presses[ORDERS[0]]
    code, out, _ = press.run("show", get_event(press)["event"])
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    titles = ["In dispute", "Who says who is responsible", "Toll history", "The event", "Reports"]
    assert [out.index(title) for title in titles] == sorted(out.index(title) for title in titles)


def test_changes_since_a_day_of_the_press(presses: dict[tuple[str, ...], Press]) -> None:
    found = presses[ORDERS[0]].read("changes", "--since", "2031-03-05", "--clock", "published")
    names = ("kind", "about", "voice")
    said = {(each["position"] or each["property"], *(each[name] for name in names)) for each in found}
    assert {
        ("claim", "position", "Highland Dawn Front", "Highland Dawn Front"),
        ("deny", "position", "Sulonia", "Sulonia"),
        ("question", "position", "Highland Dawn Front", "Several newspapers"),
        ("killed", "toll", None, "police"),
        ("killed", "toll", None, "Hospital officials"),
        ("killed", "figure", None, None),
        ("responsibility", "dispute_opened", "Sulonia", None),
        ("killed", "dispute_opened", None, None),
    } <= said
    (police,) = (each for each in found if each["voice"] == "police")
    assert (police["before"], police["after"]) == ("12", "15")
    assert not any(each["kind"] == "event" for each in found)


def test_changes_until_a_day_end_with_it(presses: dict[tuple[str, ...], Press]) -> None:
    arguments = ("changes", "--since", "2031-03-01", "--until", "2031-03-04", "--clock", "published")
    found = presses[ORDERS[0]].read(*arguments)
    assert found[0]["kind"] == "event"
    assert not any(each["about"] == "Highland Dawn Front" for each in found)


def test_the_ledger_s_clock_knows_all_of_it_as_new(presses: dict[tuple[str, ...], Press]) -> None:
    press = presses[ORDERS[0]]
    assert any(each["kind"] == "event" for each in press.read("changes", "--since", "2000-01-01"))
    code, out, talk = press.run("changes", "--since", "2999-01-01")
    assert (code, out, talk) == (0, "", "counterclaim: 0 changes in 0 events\n")


def test_changes_of_one_event_as_a_table(presses: dict[tuple[str, ...], Press]) -> None:
    press = presses[ORDERS[0]]
    event = get_event(press)["event"]
    code, out, _ = press.run("changes", "--since", "2031-03-05", "--clock", "published", "--event", event)
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "2031-03-05        Sulonia: denied by Sulonia" in out
    assert "in dispute: whether Sulonia did it" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--since", "Tuesday"), "'Tuesday' is no moment"),
        (("--since", "2031-03-05", "--until", "2031-03-01"), "is not after"),
        (("--since", "2031-03-05", "--event", "evt_nothing"), "evt_nothing"),
        ((), "--since"),
    ],
)
def test_wrong_use_ends_with_2(
    presses: dict[tuple[str, ...], Press], arguments: tuple[str, ...], told: str
) -> None:
    press = presses[ORDERS[0]]
    result = CliRunner().invoke(app, ["changes", *arguments, "--ledger", press.ledger])
    assert result.exit_code != 0
    assert told in result.stderr + str(result.exception)
