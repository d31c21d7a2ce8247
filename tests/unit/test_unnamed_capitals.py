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


def test_an_act_in_response_is_an_event_of_its_own() -> None:
    text = "A bomb killed five people in Ankara on Wednesday. Turkey hit Syria in response, killing 59."
    coding = cc.code(text, published="2024-03-08")
    main = {mention.id for mention in coding.mentions if mention.role == "main"}
    tolls = {s.value.n: s.mention in main for s in coding.statements if isinstance(s.value, TollValue)}
    assert tolls == {5: True, 59: False}


def test_those_who_come_to_rescue_are_no_event() -> None:
    text = "Rescue workers said 70 people died in a suspected chemical attack in Lahore."
    assert [mention.type for mention in cc.code(text).mentions] == ["ASSAULT"]


def test_a_town_of_which_nothing_is_known_is_not_put_where_the_report_was_written() -> None:
    text = "BAMAKO - Soldiers shot 300 men in the town of Mourabek in March, a rights group said."
    values = [s.value for s in cc.code(text).statements if isinstance(s.value, PlaceValue)]
    assert {value.name: value.lat for value in values}["Mourabek"] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A missile hit Kramatorsk railway station in Donetsk region, killing nine people.", "Kramatorsk"),
        ("Bombs killed nine people near the grave of Soleimek in his hometown of Kerman.", "Kerman"),
        ("Drones struck the Abqaiq plant, killing nine people.", "Abqaiq"),
        ("A bomb killed nine people in Nigeria's Ondo state.", "Ondo state"),
    ],
)
def test_a_town_or_region_is_known_by_the_words_around_it(text: str, expected: str) -> None:
    coding = cc.code(text, published="2024-03-05")
    values = {s.value.name: s.value.lat for s in coding.statements if isinstance(s.value, PlaceValue)}
    assert values[expected] is not None
    assert "Soleimek" not in values


def test_a_country_across_the_border_is_not_the_events() -> None:
    text = "Burkina Faso: 160 dead in a raid. The raiders struck Solhane, a village near the Niger border."
    values = [s.value for s in cc.code(text).statements if isinstance(s.value, PlaceValue)]
    assert {value.country for value in values if value.country} == {"BFA"}


def test_a_town_of_many_names_is_not_put_in_another_country() -> None:
    text = "A bomb killed nine people in Salisbury on Sunday. Britain blamed Moscow."
    values = {s.value.name: s.value for s in cc.code(text).statements if isinstance(s.value, PlaceValue)}
    assert values["Salisbury"].country != "RUS"
