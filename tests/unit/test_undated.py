"""Reports without a day of publication: earlier events are told by the kind of their dates."""

from __future__ import annotations

import pytest

from counterclaim import api

LEAD = "A bomb killed six people in a shopping street in Istanbul on Sunday. Police closed the street. "


def get_killed(text: str) -> dict[int | None, str]:
    coding = api.code(text)
    roles = {mention.id: mention.role for mention in coding.mentions}
    return {s.value.n: roles[s.mention] for s in coding.statements if s.property == "killed"}


@pytest.mark.parametrize(
    "sentence",
    [
        "In December 2016 twin bombings outside a stadium killed 47 people.",
        "On 29 May a suicide bomber killed 47 recruits at a base in the city.",
        "Two years ago, gunmen killed 47 guests at a hotel in the city.",
    ],
)
def test_months_and_years_tell_of_another_event(sentence: str) -> None:
    text = LEAD + "The governor spoke of an act of terror. Shops stayed shut. " + sentence
    assert get_killed(text) == {6: "main", 47: "background"}


def test_report_that_dates_its_own_event_by_month_keeps_it() -> None:
    text = (
        "Gunmen raided a village near Djibo. Many fled to the town. Houses were burned. The market is gone. "
        "The men came on 4 June and killed 30 people."
    )
    assert get_killed(text) == {30: "main"}


def test_number_of_dead_is_no_other_event() -> None:
    text = (
        "A missile hit a market in Kharkiv on Saturday, the governor said, putting the number of dead at 19."
    )
    assert get_killed(text) == {19: "main"}
