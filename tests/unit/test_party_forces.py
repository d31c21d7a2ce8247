"""Armed forces by their full names and acronyms are their state's, whoever is blamed and denies."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.annotate.party_forces import find_national_forces
from counterclaim.model.values import ResponsibilityValue, TollValue


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Ethiopian National Defence Force (ENDF) left. The ENDF is large.", 3),
        ("The Armed Forces of Ukraine (AFU) said so; the AFU left.", 3),
        ("The Uganda People's Defence Forces came.", 1),
        ("The Velmoran Liberation Forces came.", 0),
        ("A task force of Ukraine came.", 0),
    ],
)
def test_full_names_and_acronyms(text: str, words: int) -> None:
    found = find_national_forces(text)
    assert len(found) == words
    assert len({party.name for party in found}) == min(words, 1)
    for party in found:
        assert text[party.span.start : party.span.end].strip()


def test_an_army_denies_what_it_is_blamed_for_by_its_acronym() -> None:
    text = (
        "Soldiers of the Ethiopian National Defence Force (ENDF) killed 40 villagers in Merawi on Monday, "
        "residents said. The ENDF denied the accusation."
    )
    statements = cc.code(text, published="2024-03-05", language="en").statements
    values = [each.value for each in statements if isinstance(each.value, ResponsibilityValue)]
    assert {(value.position, value.actor) for value in values} == {
        ("blame", "Ethiopia"),
        ("deny", "Ethiopia"),
    }


def test_the_dead_of_a_war_are_not_those_of_the_event() -> None:
    text = "A bomb in Arlo killed nine. A war has gone on since 2023. It has cost more than 27,000 lives."
    statements = cc.code(text, language="en").statements
    tolls = {
        each.value.n for each in statements if isinstance(each.value, TollValue) and each.mention == "m1"
    }
    assert tolls == {9}
