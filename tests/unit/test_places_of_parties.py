"""Places that are a party's, a war's or a picture's, and what is called after a nation."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import PlaceValue


def find_places(text: str) -> set[tuple[str, str | None]]:
    """Return name and country of the places of the main event."""
    coding = cc.code(text, published="2031-03-05", language="en")
    own = {mention.id for mention in coding.mentions if mention.role == "main"}
    for each in coding.statements:
        assert all(text[part.start : part.end] == part.quote for part in each.evidence)
    values = (s.value for s in coding.statements if s.mention in own)
    return {(value.name, value.country) for value in values if isinstance(value, PlaceValue)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A minister blamed Osmark for the drone strikes on Peruvian oil facilities on Saturday. He "
            "turned down the claim of the Orlo Liberation Front in Chile to have struck the two sites.",
            {("Peru", "PER")},
        ),
        (
            "A minister points at Quito over the raids on the oil sites of Peru on Saturday.",
            {("Peru", "PER")},
        ),
        (
            "A bomb killed nine people in Arequipa, Peru, on Monday. The attack came amid the war in Sudan.",
            {("Arequipa", "PER"), ("Peru", "PER")},
        ),
        ("A school near Khan Younis was bombed on Monday, killing 12.", {("Khan Younis", "PSE")}),
        ("A market in Lashkar Gah was bombed on Monday, killing 12 people.", {("Lashkar Gah", "AFG")}),
    ],
)
def test_a_place_is_the_deeds_own(text: str, expected: set[tuple[str, str | None]]) -> None:
    assert find_places(text) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Gunmen in Mali killed 30 villagers on Monday.", "MLI"),
        ("Militants bombed the Turkish embassy in Kabul on Monday, killing nine.", "AFG"),
        ("The war in Sudan killed 12 people in El Obeid on Monday.", "SDN"),
    ],
)
def test_near_misses_keep_the_country_of_the_deed(text: str, country: str) -> None:
    assert {code for _, code in find_places(text)} == {country}


def test_nobody_named_is_placed_in_a_town_by_a_possessive() -> None:
    text = "Police saw a link in Khan Younis's case to the bomb that killed nine in Kabul on Monday."
    assert "PSE" not in {country for _, country in find_places(text)}


def test_rebels_in_a_country_do_not_answer_for_it() -> None:
    coding = cc.code("Rebels in Chad said they killed nine soldiers in an ambush on Monday.", language="en")
    assert all(getattr(each.value, "actor", None) != "Chad" for each in coding.statements)
