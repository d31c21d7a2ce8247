"""The line of an event: what still stands, with parties under one name."""

from __future__ import annotations

from counterclaim.brief.summary import EventSummary, Stand, make_summary, say_event_kind
from tests.cases import MAYOR, MEDICS, POLICE, count, make_test_case, own, take, tell

CLAIM = tell(own("Harrow Front", "claim"), count(12, MAYOR), outlet="One")
LATER = tell(
    own("the Front", "claim"), count(30, MEDICS), take(POLICE, "blame", "Sulonia"), outlet="Two", day=6
)


def summarise(*, is_retracted: bool = False) -> EventSummary:
    return make_summary(make_test_case(CLAIM, LATER, retracted=[LATER] if is_retracted else []))


def test_names_of_one_party_make_one_stand() -> None:
    assert summarise().responsibility == (
        Stand(actor="Harrow Front", position="claim", speakers=("Harrow Front",)),
        Stand(actor="Sulonia", position="blame", speakers=("police",)),
    )


def test_the_span_of_counts_and_the_disputes_are_told() -> None:
    summary = summarise()
    assert summary.killed is not None
    assert (summary.killed.low, summary.killed.high) == (12, 30)
    assert (summary.claim_status, summary.disputes) == ("claimed", 1)
    assert say_event_kind(summary, make_test_case(CLAIM).event) == "assault: blast in Velmora\n1 dispute"


def test_a_retracted_report_gives_no_figure_and_no_position() -> None:
    summary = summarise(is_retracted=True)
    assert summary.killed is not None
    assert (summary.killed.low, summary.killed.high, summary.disputes) == (12, 12, 0)
    assert [stand.actor for stand in summary.responsibility] == ["Harrow Front"]
    assert len(summary.reports) == 2


def test_a_replaced_count_is_out_of_the_span() -> None:
    summary = make_summary(make_test_case(CLAIM, tell(count(15, MAYOR), outlet="Two", day=6)))
    assert summary.killed is not None
    assert (summary.killed.low, summary.killed.high) == (15, 15)
