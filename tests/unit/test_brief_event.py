"""The brief of an event that several reports tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from counterclaim.brief.event import render_event
from counterclaim.brief.gather import Notices, make_account
from counterclaim.brief.record import to_event_record
from counterclaim.ledger.base import MentionRecord
from counterclaim.model.resolution import AsOf
from counterclaim.model.statement import Finding
from counterclaim.policy.case import NOW, make_case
from tests.cases import (
    MAYOR,
    MEDICS,
    PAPERS,
    POLICE,
    count,
    make_test_dossier,
    on_day,
    own,
    take,
    tell,
)

FRONT, BRIGADE, SULONIA = "Harrow Front", "Dawn Brigade", "Sulonia"
NO_CLAIM = take(None, "no_claim", "nobody", words="Nobody has claimed the attack.")

CLAIM, BLAME = own(FRONT, "claim", channel="telegram"), take(POLICE, "blame", SULONIA)
FIRST = tell(CLAIM, count(12, MAYOR), BLAME, on_day(3, POLICE))
COPY = tell(CLAIM, count(12, MAYOR), BLAME, outlet="Velmora Post")
ANSWER = (own("the Front", "claim"), own(SULONIA, "deny"), count(30, MAYOR), count(14, MEDICS))
LATER = tell(*ANSWER, outlet="Harrow Star", day=6)
LAST = tell(take(PAPERS, "question", FRONT), own(BRIGADE, "claim"), outlet="Harrow Star", day=7)
ALL = (FIRST, COPY, LATER, LAST)


def show(
    *records: MentionRecord,
    width: int = 80,
    retracted: Sequence[MentionRecord] = (),
    notices: Notices | None = None,
    as_of: AsOf = NOW,
) -> str:
    """Print a brief as it goes into a pipe; the first two reports are copies where both are there."""
    copies = [record for record in (FIRST, COPY) if {FIRST.key, COPY.key} <= {each.key for each in records}]
    dossier = make_test_dossier(*records, retracted=retracted, copies=copies)
    console = Console(width=width, highlight=False)
    with console.capture() as capture:
        account = make_account(dossier, make_case(dossier, as_of), figures=(), notices=notices)
        console.print(render_event(account))
    return capture.get()


def flatten(shown: str) -> str:
    return " ".join(shown.split())


def test_disputes_stand_first_and_reports_last() -> None:
    shown = show(*ALL)
    titles = ["In dispute", "Who says who is responsible", "Toll history", "The event", "Reports"]
    places = [shown.index(title) for title in titles]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    assert max(map(len, show(*ALL, width=width).splitlines())) <= width


def test_every_side_of_a_dispute_has_its_voices() -> None:
    lines = [flatten(line) for line in show(*ALL).splitlines()]
    assert lines[lines.index("how many killed") + 1 :][:2] == ["14 Velmora hospital", "30 Ilsa Tarn"]
    assert f"claim of {BRIGADE} {BRIGADE}" in lines
    assert lines[lines.index("whether Sulonia did it") + 1 :][:2] == [
        "said to have done it police",
        "said not to have done it Sulonia",
    ]


def test_the_matrix_keeps_each_voice_beside_its_position() -> None:
    shown = flatten(show(*ALL, width=100))
    for told in (
        "claimed by Harrow Front",
        "blamed by police",
        "denied by Sulonia",
        "doubted by some newspapers",
    ):
        assert told in shown


def test_a_report_alone_needs_no_matrix() -> None:
    assert "puts it on the party" in show(*ALL, width=100)
    assert "puts it on the party" not in show(FIRST, width=100)


def test_copies_are_folded_and_counted() -> None:
    shown = flatten(show(*ALL))
    assert "Harrow Front, by telegram — also in 1 copy" in shown
    assert "also in 1 copy: Velmora Post" in shown or "also in 1 copy: Kestria Wire" in shown
    assert "told in 4 reports of 3 outlets" in shown


def test_a_replaced_toll_stands_beside_what_replaced_it() -> None:
    shown = flatten(show(*ALL))
    assert "the same voice said otherwise later" in shown
    assert shown.index("“Ilsa Tarn said 12") < shown.index("“Ilsa Tarn said 30")


def test_other_names_of_a_party_are_given() -> None:
    assert "Harrow Front (also “the Front”)" in show(*ALL)


def test_silence_is_not_told_as_no_claim() -> None:
    words = "Nobody is known to have claimed it"
    assert words in flatten(show(tell(NO_CLAIM)))
    assert "claimed" not in flatten(show(tell(count(12, POLICE))))


def test_a_retracted_report_says_so_with_the_reason() -> None:
    shown = flatten(show(*ALL, retracted=[LAST]))
    assert "Harrow Star — withdrawn by Kestria Wire: the photograph was of another town" in shown
    assert "claimed by Dawn Brigade (report withdrawn)" in shown
    assert "claim of Dawn Brigade" not in shown


def test_findings_stand_beside_their_report() -> None:
    finding = Finding(rule="CC999", severity="note", message="an example")
    shown = flatten(show(*ALL, notices=Notices({FIRST.report.id: (finding,)})))
    assert f"CC999 note an example ({FIRST.report.id})" in shown


def test_what_was_not_known_yet_is_not_shown() -> None:
    shown = show(*ALL, as_of=AsOf(published=datetime(2031, 3, 5, tzinfo=UTC)))
    assert "30" not in shown.replace("-", " ").split()
    assert "Dawn Brigade" not in shown


def test_an_event_that_was_not_known_at_all_says_so() -> None:
    assert "Nothing was known" in show(FIRST, as_of=AsOf(published=datetime(2030, 1, 1, tzinfo=UTC)))


def test_control_characters_of_a_report_stay_out() -> None:
    line = take(POLICE, "blame", "Sul\x1b[31monia")
    shown = show(tell(line), tell(replace(line, words="Again it was said."), outlet="B"))
    assert "\x1b[31m" not in shown


def test_record_for_programs_holds_disputes_matrix_and_every_statement() -> None:
    dossier = make_test_dossier(*ALL, retracted=[LAST], copies=[FIRST, COPY])
    record = to_event_record(dossier, make_case(dossier))
    assert record["claim_status"]["status"] == "claimed"
    assert {each["kind"] for each in record["disputes"]} == {"denial", "toll"}
    assert {cell["status"] for cell in record["matrix"]} == {"current", "retracted"}
    statements = [each["id"] for mention in record["mentions"] for each in mention["statements"]]
    assert len(statements) == sum(len(each.statements) for each in ALL)
    assert "text" not in record["mentions"][0]["report"]
