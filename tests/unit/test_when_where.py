"""Days and places: which of several the main event gets."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.statement import Coding
from counterclaim.model.values import DateValue, PlaceValue, TollValue

PUBLISHED = "2023-06-03"


def code(text: str) -> Coding:
    return cc.code(text, published=PUBLISHED)


def find_days(coding: Coding) -> set[str]:
    main = next(mention.id for mention in coding.mentions if mention.role == "main")
    return {
        str(each.value.start)
        for each in coding.statements
        if each.mention == main and isinstance(each.value, DateValue)
    }


def find_places(coding: Coding) -> list[tuple[str, str | None]]:
    main = next(mention.id for mention in coding.mentions if mention.role == "main")
    return [
        (each.value.name, each.value.country)
        for each in coding.statements
        if each.mention == main and isinstance(each.value, PlaceValue)
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "The toll of the Basra attack, in which a man drove a lorry into people on May 30, is nine.",
            "2023-05-30",
        ),
        ("Nine people were killed in Basra when a lorry left the road on Thursday.", "2023-06-01"),
        (
            "A loud blast was heard in Basra on Thursday. Police said a bomb had killed nine people.",
            "2023-06-01",
        ),
        (
            "A lorry ploughed into a market in Basra, killing nine people.\n\n"
            "The driver raced through the stalls on Thursday night.\n\n"
            "Flowers lie in Basra after the attack, June 2, 2023. (Ilsa Tarn/AFP)",
            "2023-06-01",
        ),
        ("Flowers lie in Basra after a bomb killed nine people, June 1, 2023. (Ilsa Tarn/AFP)", "2023-06-01"),
    ],
)
def test_day_of_the_main_event(text: str, day: str) -> None:
    assert find_days(code(text)) == {day}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A court in an Egyptian village convicted two men on Friday.", [("Egypt", "EGY")]),
        ("An Egyptian court convicted two men on Friday.", [("Egypt", "EGY")]),
        ("Egyptian gunmen shot two men on Friday.", []),
        (
            "A car packed with explosives in Basra killed nine people. Leaders met in Paris over the attack.",
            [("Basra", "IRQ")],
        ),
        ("A bomb killed nine people in Basra. It recalled the attacks in Paris.", [("Basra", "IRQ")]),
    ],
)
def test_places_of_the_main_event(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert find_places(code(text)) == expected


@pytest.mark.parametrize(
    "told",
    [
        "It came after airstrikes near the northern city of Mosul last week in which 45 people were killed.",
        "\n\nIt is looking into air strikes on Mosul last week.\n\nSome 45 people died in the incident.",
    ],
)
def test_words_that_point_back_stay_with_the_event_before_them(told: str) -> None:
    coding = code(f"A suicide bomber killed nine people in Basra on Friday. {told}")
    roles = {mention.id: mention.role for mention in coding.mentions}
    numbers = {
        (roles[each.mention], each.value.n)
        for each in coding.statements
        if each.property == "killed" and isinstance(each.value, TollValue)
    }
    assert numbers == {("main", 9), ("background", 45)}


@pytest.mark.parametrize(
    "aside",
    [
        "The prime minister told reporters in Ottawa that it was a missile.",
        "Speaking in Riyadh, an envoy said he was appalled.",
        "A minister told a news conference in Ankara that it was a missile.",
        "A company in Tokyo owns the plant.",
        "The wounded were flown to Ankara.",
    ],
)
def test_where_somebody_spoke_or_was_taken_is_no_place_of_the_event(aside: str) -> None:
    assert find_places(code(f"A blast at a fuel plant killed nine people on Thursday. {aside}")) == []


def test_a_town_of_the_opening_beats_a_part_of_a_country() -> None:
    text = (
        "A suspected gas attack in a rebel-held town in northwestern Syria killed 50 people on Thursday. "
        "Planes dropped bombs on Khan Sheikhoun, in Idlib province, a monitor said."
    )
    assert ("Khan Sheikhoun", "SYR") in find_places(code(text))


def test_an_aircraft_came_down_near_the_airport_that_it_left() -> None:
    text = (
        "An airliner was shot down shortly after take-off from Tehran's Velmora airport on Thursday, killing "
        "all 70 aboard. The prime minister of Canada told a news conference in Ottawa that it was a missile."
    )
    assert {country for _, country in find_places(code(text))} == {"IRN"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BASRA - Gunmen killed nine people in the town of Zubair on Thursday.", ["Zubair"]),
        ("BASRA - Gunmen killed nine people in a village on Thursday.", ["Basrah"]),
        ("A bus heading from Basra to Baghdad was ambushed near Kut on Thursday, killing nine.", ["Kut"]),
        ("Nine people died on the road from Basra to Zubair on Thursday in an ambush.", ["Basra"]),
        ("A leader was killed in a bomb attack after a rally in Basra. He lies in Kut.", ["Basra"]),
        ("Gunmen stormed a court in Basra on Thursday, killing nine people.", ["Basra"]),
        ("Norland's president has condemned the Basra church attack that killed nine people.", ["Basra"]),
    ],
)
def test_the_town_of_the_deed_is_told_from_desks_and_ends_of_ways(text: str, expected: list[str]) -> None:
    towns = [name for name, _ in find_places(code(text)) if name.lower() != "iraq"]
    assert [name for name in towns if name not in {"Norland"}][:1] == expected


def test_the_only_country_of_those_in_office_is_the_events() -> None:
    told = "Nigeria's president condemned the massacre of nine villagers at Velmora on Thursday."
    assert {country for _, country in find_places(code(told)) if country} == {"NGA"}
    two = told + " Ghana's government sent help."
    assert {country for _, country in find_places(code(two)) if country} == set()
    doer = "Nigeria's army shot dead nine people on Thursday."
    assert find_places(code(doer)) == []


def test_the_desk_of_a_byline_is_not_where_it_happened() -> None:
    coding = code(
        "Blast in Basra\nBy Ana Ruiz in Baghdad, with agencies\nA bomb killed nine people in Basra."
    )
    assert {name for name, _ in find_places(coding)} == {"Basra"}
