"""Lists of people under one harm word, bare numbers that go on with a toll, and what only looks like one."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import TollValue

LEAD = "A bomb went off at a market in Karvun on Monday. "
Row = tuple[str, int | None, str | None]


def code(text: str, *, main: bool = True) -> set[Row]:
    """Return property, number and group of the tolls of the main event, or of all events."""
    coding = cc.code(text, published="2024-03-05")
    own = {mention.id for mention in coding.mentions if mention.role == "main" or not main}
    return {
        (s.property, s.value.n, s.value.group)
        for s in coding.statements
        if isinstance(s.value, TollValue) and s.mention in own
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Clashes between the army and rebels near the border left 16 soldiers and 29 fighters dead.",
            {("killed", 16, "soldiers"), ("killed", 29, "fighters"), ("killed", 45, None)},
        ),
        (
            "A raid killed a teacher, his wife and their four sons.",
            {("killed", 1, "teacher"), ("killed", 1, "wife"), ("killed", 4, "sons"), ("killed", 6, None)},
        ),
        (
            "The strike killed two doctors, three nurses, a driver and nine patients.",
            {
                ("killed", 2, "doctors"), ("killed", 3, "nurses"), ("killed", 1, "driver"),
                ("killed", 9, "patients"), ("killed", 15, None),
            },
        ),
        ("A young couple were shot dead.", {("killed", 2, "young couple")}),
        ("Militiamen killed at least 50 men, women and children.", {("killed", 50, None)}),
        ("Forty-two people were burned alive.", {("killed", 42, None)}),
        ("In one of the worst hours of the war, militiamen killed 50 people.", {("killed", 50, None)}),
        (
            "A judge, his wife and two guards were shot dead.",
            {("killed", 1, "judge"), ("killed", 1, "wife"), ("killed", 2, "guards"), ("killed", 4, None)},
        ),
        ("Both attackers were shot dead.", {("killed", 2, "attackers")}),
        ("The rebels said they had lost only four men.", {("killed", 4, None)}),
        ("Six soldiers embraced martyrdom.", {("killed", 6, "soldiers")}),
        (
            "The attack killed 20 people as well as two assailants.",
            {("killed", 20, None), ("killed", 2, "attackers")},
        ),
        ("More than 60 people, most of them women and children, were killed.", {("killed", 60, None)}),
        ("Rescuers pulled out 18 survivors, nine of them injured.", {("injured", 9, None)}),
        ("Several of the critically injured died.", {("killed", None, None)}),
        (
            "An officer listed the fatalities as five “terrorists”.",
            {("killed", 5, "terrorists")},
        ),
    ],
)  # fmt: skip
def test_everyone_listed_under_a_harm_word_is_counted(text: str, expected: set[Row]) -> None:
    assert code(LEAD + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They shot dead a general, a cousin of the president, and fled.",
        "One of the four attackers was shot dead.",
    ],
)
def test_an_aside_on_a_person_is_nobody_else(text: str) -> None:
    assert sum(number or 0 for harm, number, _ in code(LEAD + text) if harm == "killed") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The governor put the number of dead at 39; the mayor said 50.", {(39, "governor"), (50, "mayor")}),
        ("It killed 39 people, the mayor said. Doctors put it at 44.", {(39, "mayor"), (44, "Doctors")}),
        (
            "The number of villagers massacred rose to 140, locals said. A local official put the death toll "
            "at a much lower 40.",
            {(140, "locals"), (40, "local official")},
        ),
        (
            "A medic said 12 bodies were found in the cellar and 15 on the first floor.",
            {(12, "medic"), (15, "medic")},
        ),
    ],
)  # fmt: skip
def test_a_bare_number_answers_a_toll_in_its_speakers_name(text: str, expected: set[tuple[int, str]]) -> None:
    coding = cc.code(LEAD + text, published="2024-03-05")
    found = {
        (s.value.n, s.speakers[-1].name if s.speakers else "")
        for s in coding.statements
        if isinstance(s.value, TollValue) and s.property == "killed"
    }
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "It killed nine people. The mayor said 50 houses burned.",
        "It killed nine people. A nurse put it at risk.",
        "It killed nine people. The rebels lost control of the town. He lost contact with 30 people.",
        "It killed nine people. The shares fell 4, the index 12.",
        "It killed nine people. The prosecutor, 52, and the mayor, 47, said so; the governor, 61, agreed.",
        "It killed nine people. Temperatures reached 40 in the city, 35 in the hills and 31 on the coast.",
        "It killed nine people. The city lost 20 children's playgrounds. Both men denied it.",
        "It killed nine people. Gunmen took the port, and the army called 12 reservists.",
        "It killed nine people. The siege took its toll of 30 years of peace.",
        "It killed nine people. Two houses burned on Monday and five more on Tuesday.",
        "It killed nine people. At least 1,734 civilians have been killed in the first half of the year.",
        "It killed nine people. The army said its forces had since killed 100 militants.",
    ],
)
def test_other_numbers_are_no_toll_of_the_event(text: str) -> None:
    assert {row[1] for row in code(LEAD + text)} == {9}


def test_the_year_of_an_earlier_attack_does_not_date_the_paragraph() -> None:
    text = (
        "Gunmen attacked a bus in Karvun, separating the men from the women and killing 28 passengers. "
        "The Karvun Front, which killed 67 people at a mall in 2013, claimed the attack."
    )
    assert code(text) == {("killed", 28, "passengers")}
