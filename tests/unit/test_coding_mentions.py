"""Mentions: what is the main event, and what keeps its own numbers, days and places."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.statement import Coding
from counterclaim.model.values import DateValue, PlaceValue, TollValue, WeaponValue

PUBLISHED = "2023-06-03"
LEAD = "A car bomb killed 12 people and wounded 30 in Basra on Friday, police said."


def code(*sentences: str) -> Coding:
    return cc.code(" ".join(sentences), published=PUBLISHED)


def find_numbers(coding: Coding, role: str, property_: str = "killed") -> set[int | None]:
    ids = {mention.id for mention in coding.mentions if mention.role == role}
    return {
        statement.value.n
        for statement in coding.statements
        if statement.mention in ids
        and statement.property == property_
        and isinstance(statement.value, TollValue)
    }


def test_plain_report_has_one_main_event() -> None:
    coding = code(LEAD)
    assert [(m.role, m.type, m.mode) for m in coding.mentions] == [("main", "ASSAULT", "explosives")]
    assert find_numbers(coding, "main") == {12}
    assert find_numbers(coding, "main", "injured") == {30}
    dates = [s.value for s in coding.statements if isinstance(s.value, DateValue)]
    assert {str(value.start) for value in dates} == {"2023-06-02"}
    places = [s.value for s in coding.statements if isinstance(s.value, PlaceValue)]
    assert [(value.name, value.country) for value in places] == [("Basra", "IRQ")]


@pytest.mark.parametrize(
    "sentence",
    [
        "In May 2019, a bombing in Mosul killed 45 people.",
        "The blast came four years after a bombing that killed 45 people in Mosul on May 4, 2019.",
        "A previous attack in Mosul killed 45 people.",
        "The group said the bombing was in retaliation for air strikes last month that killed 45 people.",
        "Last year 45 people were killed in a similar attack in Mosul.",
        "The bombing came days after 45 people died in a blast in Mosul.",
    ],
)
def test_other_event_keeps_its_number(sentence: str) -> None:
    coding = code(LEAD, sentence)
    assert find_numbers(coding, "main") == {12}
    assert find_numbers(coding, "background") == {45}


@pytest.mark.parametrize(
    "sentence",
    [
        "The bomb exploded near a bus station.",
        "The attack also wounded two guards.",
        "Witnesses described the blast as huge.",
    ],
)
def test_same_event_told_again_makes_no_second_mention(sentence: str) -> None:
    assert [mention.role for mention in code(LEAD, sentence).mentions] == ["main"]


def test_planned_protest_is_a_mention_of_its_own() -> None:
    coding = code(LEAD, "Unions plan to march in Basra on Monday.")
    planned = next(mention for mention in coding.mentions if mention.role == "planned")
    assert (planned.type, planned.mode) == ("PROTEST", "demo")
    days = [s.value for s in coding.statements if s.mention == planned.id and isinstance(s.value, DateValue)]
    assert [str(value.start) for value in days] == ["2023-06-05"]


@pytest.mark.parametrize(
    "text",
    [
        "The singer died of a heart attack at home on Friday.",
        "The film bombed at the box office over the weekend.",
        "The company filed a claim for damages after the storm.",
        "The midfielder's counter attack ended with a goal in the second half.",
        "Police warned of possible attacks during the festival.",
        "The army foiled an attack on the airport, officials said.",
        "Years of price wars had killed margins across the industry.",
        "France on Wednesday marked six years since gunmen killed 130 people in Paris.",
    ],
)
def test_report_about_something_else_gives_no_event(text: str) -> None:
    coding = cc.code(text, published=PUBLISHED)
    assert not [m for m in coding.mentions if m.role == "main"]


def test_relative_clause_of_a_claim_is_the_narrators() -> None:
    coding = code("The Highland Dawn Front claimed responsibility for the bombing that killed 12 in Basra.")
    killed = next(s for s in coding.statements if s.property == "killed")
    assert killed.speakers == ()


def test_yesterday_in_a_dated_message_counts_from_the_message() -> None:
    coding = code(
        "A bombing killed 12 people in Basra on May 30.",
        "On May 31, the Highland Dawn Front claimed the attack.",
        "The Highland Dawn Front said that its fighters detonated the bomb yesterday in Basra.",
    )
    main = next(m for m in coding.mentions if m.role == "main")
    days = {
        str(s.value.start)
        for s in coding.statements
        if s.mention == main.id and isinstance(s.value, DateValue)
    }
    assert days == {"2023-05-30"}


def test_weapon_is_bound_to_its_event() -> None:
    coding = code(
        LEAD,
        "General Karl Otto, who was killed in a Russian drone strike in Syria in March 2021, was born there.",
    )
    background = next(m for m in coding.mentions if m.role == "background")
    weapons = [
        s.value.code
        for s in coding.statements
        if s.mention == background.id and isinstance(s.value, WeaponValue)
    ]
    assert weapons == ["drone"]
    main = next(m for m in coding.mentions if m.role == "main")
    weapons = [
        s.value.code for s in coding.statements if s.mention == main.id and isinstance(s.value, WeaponValue)
    ]
    assert weapons == ["car_bomb"]


def test_denied_toll_is_negative_and_keeps_its_speaker() -> None:
    coding = code(
        "An air strike hit a school in Basra on Friday.", "The army denied that 40 civilians were killed."
    )
    denied = [s for s in coding.statements if isinstance(s.value, TollValue) and s.value.n == 40]
    assert [(s.polarity, s.speakers[-1].name) for s in denied] == [("-", "army")]


def test_event_that_is_only_denied_is_uncommitted() -> None:
    coding = cc.code(
        "The army denied that its soldiers had shelled the town of Goma on Monday.", published=PUBLISHED
    )
    kinds = [s for s in coding.statements if s.property == "type"]
    assert [(s.certainty, s.speakers) for s in kinds] == [("U", ())]


def test_total_of_a_period_is_not_the_events_total() -> None:
    coding = code(LEAD, "More than 30,000 people have been killed in the war since October.")
    assert find_numbers(coding, "main") == {12}
    assert find_numbers(coding, "background") == {30000}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed 32 people on Friday. It was the worst raid since 2015, when 38 people were killed.",
        "A blast killed 32 people on Sunday. In 2016, 38 people were killed in an attack on the same street.",
        "A suicide bomber killed 32 people on Friday, in retaliation for raids on Sandry last week in which "
        "38 people were killed.",
    ],
)
def test_a_toll_of_an_earlier_event_is_not_the_main_ones(text: str) -> None:
    coding = cc.code(text)
    assert find_numbers(coding, "main") == {32}
    assert find_numbers(coding, "background") | find_numbers(coding, "other") == {38}


@pytest.mark.parametrize(
    ("second", "roles"),
    [
        ("Gunmen killed four farmers in Arequipa.", ["main", "other"]),
        ("Gunmen killed four farmers in Lima.", ["main"]),
        ("The attack shook people as far as Arequipa.", ["main"]),
    ],
)
def test_act_in_a_town_of_its_own_is_another_event(second: str, roles: list[str]) -> None:
    coding = cc.code(f"A bomb killed two people in Lima on Monday.\n\n{second}\n", published="2021-03-02")
    assert [mention.role for mention in coding.mentions] == roles
