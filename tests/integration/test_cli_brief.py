"""`brief`: one event on the terminal, in a text file, and as one HTML file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.test_cli_ledger import Cli, cli, get_events

__all__ = ["cli"]


@pytest.fixture
def event(cli: Cli) -> str:
    cli.run("add", "velmora.txt", "--published", "2031-03-04")
    return str(get_events(cli)[0]["event"])


def test_the_text_is_that_of_show(cli: Cli, event: str) -> None:
    assert cli.run("brief", event).out == cli.run("show", event).out


def test_a_file_holds_what_would_be_printed(cli: Cli, event: str) -> None:
    outcome = cli.run("brief", event, "-o", "brief.txt")
    assert outcome.out == ""
    assert Path("brief.txt").read_text("utf-8") == cli.run("brief", event).out


def test_the_html_is_one_file(cli: Cli, event: str) -> None:
    cli.run("brief", event, "--html", "-o", "brief.html", "--policy", "gtd.recency/2019")
    document = Path("brief.html").read_text("utf-8")
    assert document.startswith("<!doctype html>") and document.rstrip().endswith("</html>")
    assert "by gtd.recency/2019" in document
    assert document == cli.run("brief", event, "--html", "--policy", "gtd.recency/2019").out


def test_a_moment_before_the_event_shows_nothing_of_it(cli: Cli, event: str) -> None:
    document = cli.run("brief", event, "--html", "--as-of", "2020-01-01").out
    assert "Nothing was known of this event then" in document


def test_a_wrong_policy_is_told_with_what_to_do(cli: Cli, event: str) -> None:
    outcome = cli.run("brief", event, "--policy", "gtd.newest")
    assert outcome.code == 2
    assert "gtd.newest" in outcome.err and "counterclaim policies" in outcome.err


def test_an_unknown_event_is_told_with_what_to_do(cli: Cli, event: str) -> None:
    outcome = cli.run("brief", "evt_nobody")
    assert outcome.code == 2
    assert "counterclaim events" in outcome.err


def test_a_file_that_cannot_be_written_is_told(cli: Cli, event: str) -> None:
    outcome = cli.run("brief", event, "--html", "-o", "no/such/folder/brief.html")
    assert outcome.code == 2
    assert "brief.html cannot be written" in " ".join(outcome.err.split())
