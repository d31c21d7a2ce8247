"""`show` with rules, explanations and moments, and `policies`, over a ledger of invented reports."""

from __future__ import annotations

import json

import pytest

from tests.integration.test_cli_ledger import Cli, Outcome, cli, get_events

__all__ = ["cli"]


@pytest.fixture
def event(cli: Cli) -> str:
    cli.run("add", "velmora.txt", "--published", "2031-03-04")
    return str(get_events(cli)[0]["event"])


def test_the_brief_shows_the_figures_of_the_default_rule(cli: Cli, event: str) -> None:
    out = cli.run("show", event).out
    assert "Figures by named rules" in out
    assert "killed  31 by cc.interval/1" in out


def test_a_rule_can_be_asked_for_alone(cli: Cli, event: str) -> None:
    out = cli.run("show", event, "--policy", "gtd.recency/2019", "--policy", "ucdp.dates/23").out
    assert "killed  31 by gtd.recency/2019" in out
    assert "date    2031-03-03 (precision 1) by ucdp.dates/23" in out
    assert "In dispute" not in out


def test_why_names_rule_words_voice_and_what_was_set_aside(cli: Cli, event: str) -> None:
    out = cli.run("show", event, "--why", "--policy", "acled.conservative/2024").out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "killed by acled.conservative/2024: 31" in lines
    assert "with scale = small" in lines
    rests = next(place for place, line in enumerate(lines) if line.startswith("rests on"))
    assert lines[rests].startswith("rests on 31 — Ilsa Tarn, mayor")
    assert lines[rests + 1] == "“killing 31 people”"
    aside = next(place for place, line in enumerate(lines) if line.startswith("set aside"))
    assert lines[aside + 2] == "→ its own report gives it as an earlier figure"


def test_figures_as_json_name_rule_provenance_and_statements(cli: Cli, event: str) -> None:
    record = json.loads(cli.run("show", event, "--policy", "gtd.recency/2019", "--format", "jsonl").out)
    (killed,) = record["figures"]
    assert killed["value"] == {"low": 31, "best": 31, "high": 31, "is_open": False}
    assert killed["provenance"] == "after the published codebook"
    said = {each["id"] for mention in record["mentions"] for each in mention["statements"]}
    assert set(killed["used"]) <= said and len(killed["set_aside"]) == 1


def test_before_it_was_published_nothing_was_known(cli: Cli, event: str) -> None:
    out = cli.run("show", event, "--as-of", "2031-03-03").out
    assert "published by 2031-03-03T23:59" in out
    assert "Nothing was known of this event then." in out
    assert "31" not in out.replace("2031", "")
    assert "killing 31 people" in cli.run("show", event, "--as-of", "2031-03-04").out


def test_what_was_recorded_later_was_not_known(cli: Cli, event: str) -> None:
    assert "Nothing was known" in cli.run("show", event, "--recorded-by", "2001-01-01T12:00").out
    record = json.loads(cli.run("show", event, "--recorded-by", "2001-01-01", "--format", "jsonl").out)
    assert record["mentions"] == []
    assert record["as_of"]["recorded"].startswith("2001-01-01T23:59:59")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--as-of", "last week"), "write 2024-01-31"),
        (("--policy", "gtd"), "`counterclaim policies` lists them"),
    ],
)
def test_what_cannot_be_asked_says_what_to_do(
    cli: Cli, event: str, arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = cli.run("show", event, *arguments)
    assert code == 2 and out == ""
    assert words in " ".join(err.replace("│", " ").split())


def test_the_catalog_is_listed(cli: Cli) -> None:
    code, out, err = cli.run("policies")
    assert (code, err) == (0, "")
    assert "gtd.recency/2019" in out and "after the published codebook" in out
    lines = [json.loads(line) for line in cli.run("policies", "--format", "jsonl").out.splitlines()]
    assert {"cc.interval/1", "acled.conservative/2024"} <= {line["name"] for line in lines}
    assert all(line["rule"] and line["provenance"] and line["fields"] for line in lines)


def test_an_unknown_event_is_an_error_with_a_moment_too(cli: Cli, event: str) -> None:
    assert isinstance(cli.run("show", "evt_nothing", "--as-of", "2031-03-04"), Outcome)
    assert cli.run("show", "evt_nothing", "--as-of", "2031-03-04").code == 2
