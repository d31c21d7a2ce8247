"""`counterclaim review`: what persons say of statements, from the command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.reconcile.update import add_report
from tests.backends import LASTING_BACKENDS, make_place
from tests.conftest import REPOSITORY
from tests.factories import make_velmora_coding
from tests.integration.test_cli_ledger import Cli, cli

__all__ = ["cli"]

BY = ("--by", "Ana Ruiz")
#: Accepts or rejects every statement of the ledger, each process in its own order; a statement that the
#: other process reviewed first is reviewed again beside it.
REVIEWER = """
import sys
from counterclaim.errors import ReviewConflictError
from counterclaim.ledger.base import read_clock
from counterclaim.ledger.open import open_ledger
from counterclaim.reconcile.reviewing import Act, judge_statement
place, by, verdict = sys.argv[1:4]
conflicts = 0
with open_ledger(place) as ledger:
    ids = [each.statement.id for each in ledger.iter_statements()]
for id in ids if by == "Ana" else reversed(ids):
    with open_ledger(place) as ledger:
        try:
            judge_statement(ledger, id, verdict, Act(by=by, made_at=read_clock()))
        except ReviewConflictError:
            conflicts += 1
            judge_statement(ledger, id, verdict, Act(by=by, made_at=read_clock(), beside=True))
print(conflicts)
"""


@pytest.fixture
def rows(cli: Cli, tmp_path: Path) -> list[dict[str, Any]]:
    """The statements of a ledger of one report, as the program lists them."""
    with open_ledger(str(tmp_path / "counterclaim.ledger"), create=True) as opened:
        add_report(opened, make_velmora_coding())
    return list_rows(cli)


def list_rows(cli: Cli, *more: str) -> list[dict[str, Any]]:
    ended = cli.run("review", "list", "rep_", "--format", "jsonl", *more)
    assert ended.code == 0
    return [json.loads(line) for line in ended.out.splitlines()]


def find_row(rows: list[dict[str, Any]], quote: str) -> dict[str, Any]:
    return next(row for row in rows if row["statement"]["evidence"][0]["quote"] == quote)


def get_id(rows: list[dict[str, Any]], quote: str) -> str:
    return str(find_row(rows, quote)["statement"]["id"])


def show_killed(cli: Cli) -> str:
    shown = cli.run("show", "rep_", "--policy", "cc.interval/1").out
    return re.findall(r"killed +(.*) by cc", shown)[0]


def test_a_rejected_statement_is_in_no_figure_and_stays_in_sight(
    cli: Cli, rows: list[dict[str, Any]]
) -> None:
    assert show_killed(cli) == "31"
    id = get_id(rows, "killing 31 people")
    ended = cli.run("review", "reject", id[:14], *BY, "--note", "another market")
    assert ended.code == 0
    assert ended.out.split("\t")[1:] == ["reject", id + "\n"]
    assert show_killed(cli) == "left blank"
    why = cli.run("show", "rep_", "--policy", "cc.interval/1", "--why").out
    assert "rejected by Ana Ruiz: another market" in " ".join(why.split())
    assert "rejected by Ana" in cli.run("show", "rep_").out


def test_a_corrected_figure_is_the_persons(cli: Cli, rows: list[dict[str, Any]]) -> None:
    id = get_id(rows, "killing 31 people")
    assert cli.run("review", "correct", id, *BY, "--value", '{"n": 33}').code == 0
    assert show_killed(cli) == "33"
    after = list_rows(cli)
    states = {
        row["statement"]["value"]["n"]: row for row in after if row["statement"]["property"] == "killed"
    }
    assert (states[31]["state"], states[31]["origin"]) == ("corrected", "program")
    assert (states[33]["state"], states[33]["origin"]) == ("own", "person")
    assert (
        states[33]["statement"]["value"] | {"n": 31, "low": 31, "high": 31}
        == states[31]["statement"]["value"]
    )
    assert states[33]["statement"]["speakers"] == states[31]["statement"]["speakers"]


def test_who_speaks_and_with_which_stance_can_be_corrected(cli: Cli, rows: list[dict[str, Any]]) -> None:
    id = get_id(rows, "killing 31 people")
    options = ("--speaker", "Harbour Wire > Ilsa Tarn", "--certainty", "PR", "--words", "31 people")
    assert cli.run("review", "correct", id, *BY, *options).code == 0
    own = find_row(list_rows(cli), "31 people")["statement"]
    assert [speaker["name"] for speaker in own["speakers"]] == ["Harbour Wire", "Ilsa Tarn"]
    assert own["speakers"][1]["role"] == "mayor"
    assert (own["certainty"], own["polarity"]) == ("PR", "+")


def test_undo_brings_back_what_stood_before(cli: Cli, rows: list[dict[str, Any]]) -> None:
    id = get_id(rows, "killing 31 people")
    made = cli.run("review", "reject", id, *BY).out.split("\t")[0]
    assert cli.run("review", "undo", made, *BY).code == 0
    assert list_rows(cli) == rows
    assert show_killed(cli) == "31"
    again = cli.run("review", "undo", made, *BY)
    assert (again.code, "said nothing of" in again.err) == (2, True)


def test_only_its_maker_takes_a_review_back(cli: Cli, rows: list[dict[str, Any]]) -> None:
    id = get_id(rows, "killing 31 people")
    cli.run("review", "reject", id, *BY)
    ended = cli.run("review", "undo", id, "--by", "Ben")
    assert ended.code == 2
    assert "Ben said nothing" in ended.err and "Ana Ruiz did" in ended.err


def test_a_conflict_names_the_other_and_writes_nothing(cli: Cli, rows: list[dict[str, Any]]) -> None:
    ids = [get_id(rows, words) for words in ("on March 3", "killing 31 people")]
    first = cli.run("review", "accept", ids[1], *BY, "--note", "checked").out.split("\t")[0]
    both = cli.run("review", "reject", *ids, "--by", "Ben")
    assert both.code == 2
    assert f"Ana Ruiz reviewed {ids[1]} since you looked: accept (checked), {first}" in both.err
    assert find_row(list_rows(cli), "on March 3")["state"] == "unreviewed"
    assert cli.run("review", "reject", ids[1], "--by", "Ben", "--seen", first).code == 0
    row = find_row(list_rows(cli), "killing 31 people")
    assert (row["state"], row["is_divided"], row["review"]["by"]) == ("rejected", True, "Ben")


def test_a_statement_is_added_on_words_that_are_found(cli: Cli, rows: list[dict[str, Any]]) -> None:
    value = ("--property", "injured", "--value", '{"n": "7", "op": "at_least", "group": "mourners"}')
    assert cli.run("review", "add", "rep_", *BY, "--words", "fish market", *value).code == 0
    added = find_row(list_rows(cli), "fish market")
    assert (added["state"], added["origin"]) == ("own", "person")
    told = added["statement"]["value"]
    assert (told["n"], told["low"], told["high"], told["wording"]) == (7, 7, None, "fish market")
    assert added["mention"] == rows[0]["mention"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--words", "the", "--property", "killed"), "stands in several places"),
        (("--words", "the", "--property", "killed", "--at", "1"), "does not begin at 1"),
        (("--words", "no such words", "--property", "killed"), "does not hold “no such words”"),
        (("--words", "blasts", "--property", "slain"), "there is no property slain"),
        (("--words", "blasts", "--property", "killed"), "it names no number"),
        (("--words", "blasts", "--property", "killed", "--value", "7"), "it is no JSON object"),
        (("--words", "blasts", "--property", "killed", "--value", '{"x": 7}'), "has no field x"),
        (("--words", "blasts", "--property", "killed", "--value", '{"op": "some", "n": 1}'), "op is one of"),
        (("--words", "blasts", "--property", "date", "--value", '{"start": "3 March"}'), "no value of date"),
        (("--words", "blasts", "--property", "weapon", "--value", '{"code": "bomb"}', "--mention", "evt_no"),
         "names no mention"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_told(
    cli: Cli, rows: list[dict[str, Any]], options: tuple[str, ...], words: str
) -> None:
    ended = cli.run("review", "add", "rep_", *BY, *options)
    assert ended.code == 2
    assert words in " ".join(re.sub(r"[│╭╮╰╯─]", " ", ended.err).split())
    assert list_rows(cli) == rows


def test_a_mention_that_a_person_opens_is_an_event(cli: Cli, rows: list[dict[str, Any]]) -> None:
    options = (
        "--property",
        "weapon",
        "--value",
        '{"code": "bomb"}',
        "--open",
        "ASSAULT",
        "--label",
        "first blast",
    )
    made = cli.run("review", "add", "rep_", *BY, "--words", "Two blasts", *options).out.split("\t")[0]
    assert "assault: first blast" in cli.run("events").out
    assert cli.run("verify", "--derived").code == 0
    cli.run("review", "undo", made, *BY)
    assert "first blast" not in cli.run("events").out


def test_what_was_known_before_a_review_is_shown_without_it(cli: Cli, rows: list[dict[str, Any]]) -> None:
    cli.run("review", "reject", get_id(rows, "killing 31 people"), *BY)
    before = ("--recorded-by", "2020-01-01")
    assert list_rows(cli, *before) == []
    made = json.loads(cli.run("changes", "--since", "2020-01-01", "--format", "jsonl").out.splitlines()[1])
    assert (made["kind"], made["verdict"], made["voice"]) == ("review", "reject", "Ana Ruiz")
    assert (
        "“killing 31 people” (killed) rejected by Ana Ruiz" in cli.run("changes", "--since", "2020-01-01").out
    )


@pytest.mark.parametrize("backend", LASTING_BACKENDS)
def test_two_reviewers_at_once_lose_nothing(backend: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}"}
    with make_place(backend, tmp_path) as place:
        with open_ledger(place, create=True) as opened:
            add_report(opened, make_velmora_coding())
        running = [
            subprocess.Popen(
                [sys.executable, "-c", REVIEWER, place, by, verdict],
                env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True,
            )
            for by, verdict in (("Ana", "accept"), ("Ben", "reject"))
        ]  # fmt: skip
        ended = [each.communicate(timeout=90)[0] for each in running]
        assert [each.returncode for each in running] == [0, 0]
        with open_ledger(place) as opened:
            statements = [each.statement.id for each in opened.iter_statements()]
            reviews = list(opened.iter_reviews())
            verified = verify_ledger(opened)
    assert verified.fault is None
    # Each statement was reviewed by both; whoever came second was told so.
    assert {(each.by, each.statement) for each in reviews} == {
        (by, statement) for by in ("Ana", "Ben") for statement in statements
    }
    assert sum(map(int, ended)) == len(statements)


def test_an_agreement_is_written_as_one_file(cli: Cli, rows: list[dict[str, Any]], tmp_path: Path) -> None:
    first, second = (row["statement"]["id"] for row in rows[:2])
    assert cli.run("review", "reject", first, *BY).code == 0
    assert cli.run("review", "accept", second, "--by", "Ben Okoro").code == 0
    asked = ("agreement", "Ana Ruiz", "Ben Okoro", "--resamples", "0", "--html")
    ended = cli.run(*asked, str(tmp_path / "agreement.html"))
    assert (ended.code, ended.out) == (0, "")
    document = (tmp_path / "agreement.html").read_text(encoding="utf-8")
    assert "How far Ana Ruiz and Ben Okoro agree" in document
    assert rows[0]["report"][:12] in document and "person:Ana" not in document
    refused = cli.run(*asked, str(tmp_path / "none" / "agreement.html"))
    assert refused.code == 2
    assert "--html" in refused.err and "cannot be written" in refused.err
