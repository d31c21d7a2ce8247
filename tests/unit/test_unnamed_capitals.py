"""Capitals without their names, seats that are no scene, and lists of other stories."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import PlaceValue, TollValue


def find_places(text: str) -> set[tuple[str, str | None, str]]:
    coding = cc.code(text, published="2024-03-05")
    main = {mention.id for mention in coding.mentions if mention.role == "main"}
    values = [s.value for s in coding.statements if isinstance(s.value, PlaceValue) and s.mention in main]
    return {(value.name, value.country, value.wording) for value in values if value.precision == "settlement"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb killed nine people in Somalia's capital.", {("Mogadishu", "SOM", "Somalia's capital")}),
        ("A bomb killed nine people in the Somali capital.", {("Mogadishu", "SOM", "Somali capital")}),
        (
            "A raid on a hall in Yemen's rebel-held capital killed nine people on Monday.",
            {("Sanaa", "YEM", "Yemen's rebel-held capital")},
        ),
        (
            "A bomb killed nine people in Iraq. The bomb went off at a market in the capital.",
            {("Baghdad", "IRQ", "capital")},
        ),
        ("A bomb killed nine people in the Somali capital, Mogadishu.", {("Mogadishu", "SOM", "Mogadishu")}),
        ("A bomb killed nine people in Israel's capital.", set()),
    ],
)
def test_a_capital_without_its_name_is_found(text: str, expected: set[tuple[str, str | None, str]]) -> None:
    assert find_places(text) == expected


def test_the_seat_of_a_body_is_no_scene() -> None:
    text = "A bomb killed nine people at a hall. Velmora Watch, based in New York, condemned it."
    coding = cc.code(text, published="2024-03-05")
    assert not [s for s in coding.statements if isinstance(s.value, PlaceValue)]


def test_a_hall_called_after_a_large_town_lies_in_it() -> None:
    text = "LONDON (VP) - A bomb killed nine people at the Manchester Arena on Monday, British police said."
    coding = cc.code(text, published="2024-03-05")
    found = {s.value.name: s.value.lat for s in coding.statements if isinstance(s.value, PlaceValue)}
    assert found["Manchester Arena"] == pytest.approx(53.48, abs=0.05)


def test_counts_of_other_stories_are_not_the_main_events() -> None:
    text = (
        "A bomb killed nine people at a market in Lahore on Monday, police said.\n"
        "Most read\n1. Kabul traffic: 3 killed in tanker fire\n2. Ferry sinks, 40 dead\n"
    )
    coding = cc.code(text, published="2024-03-05")
    main = {mention.id for mention in coding.mentions if mention.role == "main"}
    tolls = [s.value.n for s in coding.statements if isinstance(s.value, TollValue) and s.mention in main]
    assert tolls == [9]
