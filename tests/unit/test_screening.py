"""The screen: cheap, before parsing, and loth to lose a report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim import api
from counterclaim.coding.screening import screen_report
from counterclaim.model.report import make_report
from counterclaim.model.statement import Problem

EVENTS = (
    "A bomb killed nine people at a market in Herat on Friday, police said. Nobody claimed the attack.",
    "Gunmen opened fire on a bus near Kisumu, wounding the driver and four passengers, the governor said.",
    "Thousands of protesters marched through the capital; police fired tear gas and arrested dozens.",
    "Farmers of Sandry blocked the road to the port for a third day.",
    "The road is closed: the people of Tarn Bridge are blocking two bridges.",
    "Ten thousand will march to the palace of Velmora in March.",
    "The Kestria March drew ten thousand to the capital.",
    "Iceland struck a school in Ostrel.",
    "Iceland hits a clinic in Ostrel.",
    "IN OSTREL THOUSANDS MARCH FOR BREAD.",
)
OTHERS = (
    "The central bank kept its key rate at seven per cent on Thursday and said inflation would slow by "
    "autumn as energy prices fall. Analysts had expected the board to leave borrowing costs where they were.",
    "The road to the port of Sandry will have a new bridge, and the highway a second lane, by autumn.",
    "The fair of Tarn Bridge opens on 4 March; in March 2031 it had more guests than last March.",
    "The school of Tarn Bridge has a new clinic next to the market, and a theatre.",
    "The museum opens its new wing in June with a show of glass from three centuries. Tickets are cheap.",
)


@pytest.mark.parametrize("text", EVENTS)
def test_events_pass(text: str) -> None:
    assert screen_report(make_report(text)) is None


@pytest.mark.parametrize("text", OTHERS)
def test_other_news_is_left_out_and_counted(text: str) -> None:
    found = list(api.screen_reports([make_report(text, path="a.txt")]))
    assert [(each.kind, each.where) for each in found if isinstance(each, Problem)] == [("screened", "a.txt")]


def test_other_languages_pass() -> None:
    report = make_report("La banque centrale a maintenu son taux directeur à sept pour cent.", language="fr")
    assert screen_report(report) is None


def test_another_language_is_known_by_its_words() -> None:
    text = (
        "La banque centrale a maintenu son taux directeur à sept pour cent et elle a dit que les prix "
        "seraient plus bas dans les mois qui viennent."
    )
    assert screen_report(make_report(text)) is None


def test_command_counts_what_it_left_out_and_succeeds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(EVENTS[0], encoding="utf-8")
    (tmp_path / "b.txt").write_text(OTHERS[0], encoding="utf-8")
    command = (sys.executable, "-m", "counterclaim", "code", str(tmp_path), "--screen", "--format", "jsonl")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert "1 coded, 1 skipped (1 screened)" in done.stderr
