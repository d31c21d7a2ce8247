"""What the names of deeds tell of people, and who was hit beside the dead, in local reports of shootings."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.statement import Statement
from counterclaim.model.values import TollValue

Row = tuple[str, str, int | None]


def find(text: str) -> list[Statement]:
    """Return the toll statements of the main event."""
    coding = cc.code(text, published="2031-03-05")
    own = {mention.id for mention in coding.mentions if mention.role == "main"}
    found = [each for each in coding.statements if isinstance(each.value, TollValue) and each.mention in own]
    for each in found:
        assert all(text[part.start : part.end] == part.quote for part in each.evidence)
    return found


def code(text: str) -> set[Row]:
    """Return harm, operator and number of the counts of everyone hit in the main event."""
    return {
        (each.property, each.value.op, each.value.n)
        for each in find(text)
        if isinstance(each.value, TollValue) and each.value.group is None and each.property != "arrested"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Velmora are investigating a triple homicide.", {("killed", "exact", 3)}),
        ("A man appeared in court over a double murder in Velmora.", {("killed", "exact", 2)}),
        ("Two women were wounded in a double shooting in Velmora.", {("injured", "exact", 2)}),
        (
            "One man dead after triple shooting in Velmora",
            {("killed", "exact", 1), ("injured", "exact", 2)},
        ),
        (
            "A teenager was killed in a quadruple shooting in Velmora, police said.",
            {("killed", "exact", 1), ("injured", "exact", 3)},
        ),
        ("Officers were called to a double fatal shooting in Velmora.", {("killed", "exact", 2)}),
    ],
)
def test_a_multiple_before_a_deed_counts_those_hit(text: str, expected: set[Row]) -> None:
    assert code(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Two arrested following deadly Velmora shooting",
        "Police are investigating an accidental shooting death in Velmora.",
        "An arrest was made in a homicide at a Kestria pool party on Sunday.",
        "A Velmora man was charged with murder after a shooting on Sunday.",
    ],
)
def test_the_name_of_a_deed_tells_that_somebody_died(text: str) -> None:
    assert code(text) == {("killed", "at_least", 1)}
    assert [each.basis for each in find(text) if each.property == "killed"] == ["derived"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Velmora man was charged with attempted murder after a shooting on Sunday.", set()),
        ("Homicide detectives asked for help after a shooting in Velmora on Sunday.", set()),
        ("A shooting was reported in Velmora on Sunday, police said.", set()),
        ("A deadly shooting in Velmora killed three people.", {("killed", "exact", 3)}),
        ("Police said the murder of two men in Velmora on Sunday was no robbery.", {("killed", "exact", 2)}),
        (
            "Five people were shot in Velmora on Sunday and should live. Nobody was charged with murder.",
            {("injured", "exact", 5)},
        ),
    ],
)
def test_other_words_and_told_deaths_need_no_death_from_a_name(text: str, expected: set[Row]) -> None:
    assert code(text) == expected


def test_the_one_person_hit_is_who_died_in_a_deadly_shooting() -> None:
    text = "A shot struck a 22-year-old man in the chest in Velmora. Deputies call it a shooting death."
    assert code(text) == {("killed", "at_least", 1)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five people shot, one dead in Velmora", {("killed", "exact", 1), ("injured", "exact", 4)}),
        (
            "Five people were shot, and one person is dead, deputies in Velmora said.",
            {("killed", "exact", 1), ("injured", "exact", 4)},
        ),
        (
            "A shooting in Velmora left five people shot and one dead.",
            {("killed", "exact", 1), ("injured", "exact", 4)},
        ),
        ("Gunmen shot five people dead in Velmora.", {("killed", "exact", 5)}),
        ("Five people were shot dead in Velmora.", {("killed", "exact", 5)}),
        ("Five men were found shot dead in Velmora.", {("killed", "exact", 5)}),
    ],
)
def test_those_shot_are_not_the_dead_told_beside_them(text: str, expected: set[Row]) -> None:
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A man was killed and two others were shot in Velmora on Sunday.",
            {("killed", "exact", 1), ("injured", "exact", 2)},
        ),
        (
            "Five people were shot in Velmora on Sunday. Two others were hurt by glass.",
            {("injured", "exact", 5), ("injured", "exact", 2)},
        ),
        (
            "Four people were shot in Velmora and one was killed. Two others were taken to the hospital.",
            {("killed", "exact", 1), ("injured", "exact", 3), ("injured", "exact", 2)},
        ),
        (
            "Three people died in a shooting in Velmora. The three had suffered gunshot wounds.",
            {("killed", "exact", 3)},
        ),
        (
            "Three people suffered gunshot wounds in a shooting in Velmora.",
            {("injured", "exact", 3)},
        ),
    ],
)
def test_those_hit_are_the_hurt_without_the_dead(text: str, expected: set[Row]) -> None:
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seven men who were shot at a house in Kestria are expected to survive.", {("injured", "exact", 7)}),
        ("Seven men shot at a house in Kestria and fled.", set()),
        ("Two officers were shot at by a man in Kestria.", set()),
        ("A bullet grazed a 12-year-old girl's head in Velmora.", {("injured", "exact", 1)}),
        ("A bullet struck the man's leg during a shooting in Velmora.", {("injured", "exact", 1)}),
        ("A bullet struck the head of a statue during a shooting in Velmora.", set()),
        (
            "A man is in critical condition and another is dead after a shooting in Velmora.",
            {("killed", "exact", 1), ("injured", "exact", 1)},
        ),
    ],
)
def test_who_is_hit_where_and_in_what_part(text: str, expected: set[Row]) -> None:
    assert code(text) == expected
