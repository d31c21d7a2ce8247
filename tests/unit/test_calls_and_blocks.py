"""Local reports: police who come when called, blocks of houses, who is carried to hospital."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import DateValue, TollValue


def find(text: str, role: str = "main") -> tuple[set[str], set[tuple[str, int | None]]]:
    """Return the days and the counts of everyone of the mentions of one role."""
    coding = cc.code(text, published="2031-03-05")
    own = {mention.id for mention in coding.mentions if mention.role == role}
    values = [(each.property, each.value) for each in coding.statements if each.mention in own]
    days = {value.start.isoformat() for _, value in values if isinstance(value, DateValue)}
    counts = {
        (name, value.n) for name, value in values if isinstance(value, TollValue) and name != "arrested"
    }
    return days, counts


def test_an_old_day_is_another_events() -> None:
    text = (
        "A shooting in Velmora killed two people, residents said.\n\n"
        "Three people were killed in the same street Sept. 21, 2029."
    )
    days, counts = find(text)
    assert "2029-09-21" not in days and counts == {("killed", 2)}


@pytest.mark.parametrize(
    "text",
    [
        "Deputies responded to a shooting in Velmora on Saturday.",
        "The sheriff's office responded to a shooting at a mill in Velmora on Saturday.",
        "Officers responding to a shooting in Velmora on Saturday found nobody.",
    ],
)
def test_who_comes_when_called_answers_no_event(text: str) -> None:
    assert find(text)[0] == {"2031-03-01"}


def test_who_strikes_back_does() -> None:
    text = (
        "Rebels shelled Velmora on Monday, killing five. "
        "The army said it responded to an ambush that killed nine soldiers."
    )
    assert ("killed", 9) not in find(text)[1]
    assert ("killed", 9) in find(text, "background")[1]


def test_a_block_of_houses_is_no_protest() -> None:
    text = "A man was shot in the 2600 block of Mill Road in Velmora on Saturday, police said."
    assert {mention.type for mention in cc.code(text, published="2031-03-05").mentions} == {"ASSAULT"}
    protest = "Farmers blocked a road to Velmora on Saturday."
    assert {mention.type for mention in cc.code(protest, published="2031-03-05").mentions} == {"PROTEST"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A girl was shot in Velmora. The two deputies rushed the girl to the hospital.", {("injured", 1)}),
        ("Two girls were rushed to the hospital after a shooting in Velmora.", {("injured", 2)}),
        ("A shooting in Velmora sent four people to the hospital.", {("injured", 4)}),
        (
            "A 4-year-old accidentally shot himself in Velmora. The father said that the child shot himself.",
            {("injured", 1)},
        ),
    ],
)
def test_who_is_carried_is_hurt_and_nobody_twice(text: str, expected: set[tuple[str, int | None]]) -> None:
    assert find(text)[1] == expected
