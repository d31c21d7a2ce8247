"""Who gives a toll by changing it, by an inquiry, or after a semicolon."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import TollValue

LEAD = "A bomb went off at a market in Lahore on Monday. "

CASES: tuple[tuple[str, set[tuple[int, str, bool]]], ...] = (
    (
        "The interior ministry on Thursday revised the number of deaths from 48 to 34.",
        {(48, "interior ministry", True), (34, "interior ministry", False)},
    ),
    (
        "The authorities cut the death toll from the bombing to 253, from the previous figure of 359.",
        {(253, "authorities", False), (359, "authorities", True)},
    ),
    (
        "The UN said 132 people were killed in the attack; local sources put the toll at 160.",
        {(132, "United Nations", False), (160, "local sources", False)},
    ),
    (
        "A lawmaker said 50 people had died; the governor later put the number of dead at 40.",
        {(50, "lawmaker", False), (40, "governor", False)},
    ),
    (
        "An investigation by the Courier newspaper found that 90 people were killed in the bombing.",
        {(90, "Courier newspaper", False)},
    ),
    ("The health minister said the number of dead had gone up to 120.", {(120, "health minister", False)}),
    (
        "A source told reporters that he thought 50 people had been killed in the bombing.",
        {(50, "source", False)},
    ),
    (
        "Armenia said 49 soldiers had been killed; Baku said it had lost 50. Armenia raised its toll to 105.",
        {(49, "Armenia", False), (50, "Azerbaijan", False), (105, "Armenia", False)},
    ),
    ("The police gave the toll as 46 dead.", {(46, "police", False)}),
    ("“Now the death toll is 80 and 160 people are wounded,” a minister said.", {(80, "minister", False)}),
    ("President Hassan Sheikh Momin said 100 people were killed.", {(100, "Hassan Sheikh Momin", False)}),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_toll_is_the_word_of_who_sets_it(text: str, expected: set[tuple[int, str, bool]]) -> None:
    coding = cc.code(LEAD + text, published="2024-03-05")
    found = {
        (s.value.n, s.speakers[-1].name if s.speakers else "", s.value.superseded)
        for s in coding.statements
        if isinstance(s.value, TollValue) and s.property == "killed"
    }
    assert found == expected


def test_a_find_that_raises_a_toll_says_nothing() -> None:
    coding = cc.code(
        LEAD + "The discovery of two bodies raised the death toll to 20.", published="2024-03-05"
    )
    tolls = [s for s in coding.statements if isinstance(s.value, TollValue)]
    assert [(s.value.n, s.speakers) for s in tolls if s.value.n == 20] == [(20, ())]


def test_one_number_for_the_killed_and_injured_together_is_neither() -> None:
    coding = cc.code(LEAD + "The UN put casualties at more than 100 killed and injured.")
    assert not [s for s in coding.statements if isinstance(s.value, TollValue)]


def test_a_provisional_toll_is_not_taken_for_replaced() -> None:
    text = "The government said 132 people were killed. Local sources said the provisional toll was 138."
    coding = cc.code(LEAD + text)
    tolls = {s.value.n: s.value.superseded for s in coding.statements if isinstance(s.value, TollValue)}
    assert tolls == {132: False, 138: False}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The governor said the toll of 15 given earlier was wrong and that 12 people had died.",
            {15: True, 12: False},
        ),
        ("An initial count of 25 was later corrected to 19.", {25: True, 19: False}),
        (
            "Witnesses said as many as 40 had been killed, but officials put the figure at 19.",
            {40: False, 19: False},
        ),
        ("The number of dead had gone up to 120.", {120: False}),
    ],
)
def test_only_the_figure_that_is_called_earlier_is_replaced(text: str, expected: dict[int, bool]) -> None:
    coding = cc.code(LEAD + text, published="2024-03-05")
    tolls = {s.value.n: s.value.superseded for s in coding.statements if isinstance(s.value, TollValue)}
    assert tolls == expected


def test_some_of_the_dead_are_a_part_of_them() -> None:
    coding = cc.code(LEAD + "It killed 19 people. The dead included four children and two police officers.")
    found = {(s.value.n, s.value.group) for s in coding.statements if isinstance(s.value, TollValue)}
    assert found == {(19, None), (4, "children"), (2, "police officers")}


def test_who_counts_the_dead_says_how_many() -> None:
    coding = cc.code("A bomb went off in Lahore. Doctors counted 21 bodies at the morgue.")
    found = [(s.value.n, s.speakers[-1].name) for s in coding.statements if isinstance(s.value, TollValue)]
    assert found == [(21, "Doctors")]


@pytest.mark.parametrize(
    "text",
    [
        "Separately, 14 people were killed when a ferry was shelled.",
        "Elsewhere, gunmen killed 14 people.",
        "On Monday an army source said 14 soldiers died in a separate ambush near Dori.",
        "Gunmen killed 14 people in an unrelated attack on a bus.",
        "The violence has killed 1400 people in just over two years.",
    ],
)
def test_what_is_told_separately_is_not_the_main_events(text: str) -> None:
    coding = cc.code(LEAD + "It killed nine people. " + text, published="2024-03-05")
    main = {mention.id for mention in coding.mentions if mention.role == "main"}
    tolls = [s.value.n for s in coding.statements if isinstance(s.value, TollValue) and s.mention in main]
    assert tolls == [9]


def test_the_injured_told_with_the_dead_have_the_same_voice() -> None:
    coding = cc.code(LEAD + "A port official put the number of the dead at 33, with 35 injured.")
    found = {(s.value.n, s.speakers[-1].name) for s in coding.statements if isinstance(s.value, TollValue)}
    assert found == {(33, "port official"), (35, "port official")}


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("Nine guests fell ill after the poisoning.", {9}),
        ("The nerve agent poisoned four people in Karvun.", {4}),
        ("Twenty-one people sought treatment after the gas attack.", {21}),
        ("The gas attack killed 11 children under the age of eight.", set()),
        ("Forty people sought shelter after the gas attack.", set()),
        ("Three of them fell silent after the attack.", set()),
    ],
)
def test_the_poisoned_are_hurt(text: str, injured: set[int]) -> None:
    tolls = [s for s in cc.code(text).statements if isinstance(s.value, TollValue)]
    assert {s.value.n for s in tolls if s.property == "injured"} == injured


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry put the toll at 40, rebels at 12.", {(40, "ministry"), (12, "rebels")}),
        ("The opposition says 120 died, the government 46.", {(120, "opposition"), (46, "government")}),
        ("Police spoke of 12 dead, doctors of 19.", {(12, "Police"), (19, "doctors")}),
        ("Officials said 13 people died; witnesses at least 20.", {(13, "Officials"), (20, "witnesses")}),
        (
            "A medic said 29 people had died, while the Relief Observatory gave a figure of 22.",
            {(29, "medic"), (22, "Relief Observatory")},
        ),
        ("Officials said 13 people died, including three soldiers.", {(13, "Officials"), (3, "Officials")}),
    ],
)  # fmt: skip
def test_a_second_speaker_needs_no_verb(text: str, expected: set[tuple[int, str]]) -> None:
    coding = cc.code(LEAD + text, published="2024-10-12")
    found = {
        (s.value.n, s.speakers[-1].name if s.speakers else "")
        for s in coding.statements
        if isinstance(s.value, TollValue) and s.property == "killed"
    }
    assert found == expected
