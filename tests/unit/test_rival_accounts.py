"""Rival accounts: sides that accuse each other, are left out, answer for themselves or speak by others."""

from __future__ import annotations

from datetime import date

import pytest

import counterclaim as cc
from counterclaim.model.statement import Coding
from counterclaim.model.values import DateValue, PlaceValue, ResponsibilityValue, TollValue

LEAD = "A blast killed nine people at a market in Lahore on Monday. "

CASES: tuple[tuple[str, set[tuple[str, str, str]]], ...] = (
    (
        "Croatia and Serbia blamed each other for the attack.",
        {("Serbia", "blame", "Croatia"), ("Croatia", "blame", "Serbia")},
    ),
    (
        "Croatia and Serbia traded accusations over the attack.",
        {("Serbia", "blame", "Croatia"), ("Croatia", "blame", "Serbia")},
    ),
    (
        "A senior official said the blast looked like the work of Boko Haram.",
        {("Boko Haram", "suspect", "senior official")},
    ),
    ("Boko Haram does not usually claim attacks in which many civilians die.", set()),
    ("Iran denied it had armed the fighters who carried out the attack.", {("Iran", "deny", "Iran")}),
    ("Iran has armed fighters in the region.", set()),
    (
        "A man claiming to speak for Islamic State phoned a radio station to say it was behind the attack.",
        {("Islamic State", "claim", "man")},
    ),
    (
        "Boko Haram claimed it. Another group, the Ford Brigade, also claimed it.",
        {("Boko Haram", "claim", "Boko Haram"), ("Ford Brigade", "claim", "Ford Brigade")},
    ),
    (
        "Police said bandits, not Boko Haram, carried out the attack.",
        {("Boko Haram", "deny_other", "Police")},
    ),
    (
        "Police blamed Boko Haram. A spokesman for the group could not be reached for comment.",
        {("Boko Haram", "blame", "Police"), ("Boko Haram", "unreachable", "spokesman for the group")},
    ),
    (
        "Boko Haram said on its channel it was revenge for the killing of its commander.",
        {("Boko Haram", "claim", "Boko Haram")},
    ),
    (
        "Police blamed jihadists. Boko Haram rejected the accusation.",
        {("jihadists", "blame", "Police"), ("Boko Haram", "deny", "Boko Haram")},
    ),
    (
        "Police blamed Islamic State. Boko Haram also rejected the accusation.",
        {("Islamic State", "blame", "Police"), ("Boko Haram", "deny", "Boko Haram")},
    ),
    (
        "The minister accused Kurdish militants of the PKK and its Syrian affiliate the YPG.",
        {("Kurdistan Workers' Party", "blame", "minister"), ("YPG", "blame", "minister")},
    ),
    (
        "Boko Haram chief Mazlo Abdi said his forces have no relation to the explosion.",
        {("Boko Haram", "deny", "Mazlo Abdi")},
    ),
    ("The report said that Colonel Hector Ostral, chief of the police, said Hector Ostral did it.", set()),
    (
        "The attack was carried out by Boko Haram fighters, the group and residents said.",
        {("Boko Haram", "claim", "Boko Haram"), ("Boko Haram", "blame", "residents")},
    ),
    ("The Houthis said they sent 10 drones.", {("Houthis", "claim", "Houthis")}),
    ("The United States said it had sent ten drones to Ukraine.", set()),
    ("Turkey said Iran sent 10 drones.", set()),
    (
        "The separatists said they had not fired any missiles.",
        {("separatists", "deny", "separatists")},
    ),
    (
        "Boko Haram was silent at first. In a recording, its leader Musa Dele said his fighters were"
        " responsible.",
        {("Boko Haram", "claim", "Musa Dele")},
    ),
    (
        "The Kremlin said its forces were not involved and suggested Ukraine had shelled its own people.",
        {("Russia", "deny", "Kremlin"), ("Ukraine", "suspect", "Kremlin")},
    ),
    ("The government had accused the separatists on Friday.", {("separatists", "blame", "government")}),
)


def find_positions(coding: Coding) -> set[tuple[str, str, str]]:
    return {
        (one.value.actor, one.value.position, one.speakers[-1].name if one.speakers else "")
        for one in coding.statements
        if isinstance(one.value, ResponsibilityValue)
    }


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_positions_of_rival_accounts(sentence: str, expected: set[tuple[str, str, str]]) -> None:
    coding = cc.code(LEAD + sentence, published="2024-03-05")
    assert find_positions(coding) == expected
    text = coding.report.text
    assert all(text[e.start : e.end] == e.quote for one in coding.statements for e in one.evidence)


def test_a_place_of_blasts_is_not_accused_of_them() -> None:
    coding = cc.code("Two blasts in Dunhallow, which killed 84 people, were the worst in years, police said.")
    assert find_positions(coding) == set()


def find_main(text: str, kind: type) -> list[object]:
    coding = cc.code(text, published="2024-03-05")
    main = next(mention.id for mention in coding.mentions if mention.role == "main")
    return [one.value for one in coding.statements if isinstance(one.value, kind) and one.mention == main]


def test_a_toll_revised_down_by_some_is_one_event_and_no_third_figure() -> None:
    text = (
        "Police said on Friday that 253 people died in the bombings at two markets, revising down the"
        " previous toll of 359 by more than 100. The ministry said bodies had been counted badly."
    )
    tolls = [(value.n, value.superseded) for value in find_main(text, TollValue)]
    assert tolls == [(253, False), (359, True)]


def test_a_count_that_is_revised_is_a_toll() -> None:
    text = "A raid killed at least 500 people in Dunhallow, the ministry said. It later cut its count to 471."
    assert [value.n for value in find_main(text, TollValue)] == [500, 471]


def test_the_dead_whom_an_attack_avenges_do_not_carry_its_figures() -> None:
    text = (
        "A bomb killed 101 people at a market in Dunhallow. The Ford Brigade said it was revenge for the"
        " killing of its leader. Earlier reports put the number of dead at 59."
    )
    assert [(value.n, value.superseded) for value in find_main(text, TollValue)] == [
        (101, False),
        (59, True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The death toll from a bombing in Dunhallow rose to 101 on Tuesday, doctors said, a day after"
            " the blast.",
            [date(2024, 3, 4)],
        ),
        ("The death toll from a bombing in Dunhallow rose to 101 on Tuesday, doctors said.", []),
    ],
)
def test_the_day_on_which_a_toll_rose_is_not_the_events(text: str, expected: list[date]) -> None:
    assert [value.start for value in find_main(text, DateValue)] == expected


def test_a_village_lies_in_the_country_that_the_words_put_it_in() -> None:
    # The gazetteer knows a town of this name in another country only.
    text = "Gunmen killed 130 civilians in a raid on the village of Solhan in northern Burkina Faso."
    village = next(value for value in find_main(text, PlaceValue) if value.name == "Solhan")
    assert (village.country, village.lat) == ("BFA", None)


def test_a_street_lies_in_the_town_of_the_dateline() -> None:
    text = "Zagreb (VPA) - Six people were killed in a bomb attack on the busy Ford Avenue on Sunday."
    street = next(value for value in find_main(text, PlaceValue) if value.name == "Ford Avenue")
    assert (street.country, street.lat is not None) == ("HRV", True)


def test_a_desk_abroad_and_a_place_of_origin_are_not_where_it_happened() -> None:
    abroad = (
        "PARIS, March 4 (VPA) - Tehran denied it had armed the men who attacked a border post, killing 12."
    )
    origin = "Drones hit two depots on Saturday. An official said there was no evidence they came from Yemen."
    assert find_main(abroad, PlaceValue) == []
    assert find_main(origin, PlaceValue) == []


def test_feasts_are_no_places() -> None:
    text = "Police said 253 people died in the Easter Sunday bombings."
    assert find_main(text, PlaceValue) == []
