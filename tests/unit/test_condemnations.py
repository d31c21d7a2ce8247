"""Condemnations: who condemns an act in words that say whose it is lays it on that party."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import PartyValue
from tests.stands import find_stands


@pytest.mark.parametrize(
    ("text", "charges"),
    [
        (
            "France on Tuesday condemned the Russian missile strike on a market in Arlo that killed nine.",
            {("France", "blame", "Russia")},
        ),
        (
            "Germany denounced Moscow's bombing of a theatre in Tarn Bridge, in which 12 people died.",
            {("Germany", "blame", "Russia")},
        ),
        (
            "The United States, Britain and Japan were swift to condemn Thursday's launch of a ballistic "
            "missile by North Korea.",
            {(name, "blame", "North Korea") for name in ("United States", "United Kingdom", "Japan")},
        ),
        (
            "President Orrel condemned Boko Haram's killing of 43 farmers in Arlo.",
            {("Orrel", "blame", "Boko Haram")},
        ),
        ("Egypt condemned the deadly bombing in Arlo. Five people were killed.", set()),
        ("The governor did not condemn the Russian shelling of Arlo, which killed six.", set()),
    ],
)
def test_condemning_an_act_lays_it_on_whose_it_is(text: str, charges: set[tuple[str, str, str]]) -> None:
    assert find_stands(text) == charges


def test_state_media_speak_for_the_state_and_its_forces() -> None:
    text = "State media in Iran said the Revolutionary Guards fired missiles at a base in Arlo, killing 9."
    assert find_stands(text) == {("State media in Iran", "claim", "Islamic Revolutionary Guard Corps")}


def test_each_side_of_an_exchange_has_its_own_charge() -> None:
    text = (
        "The RSF and the army accused each other of the attack on a hospital in El Fasher, which killed 70."
    )
    charges = {(position, actor) for _, position, actor in find_stands(text)}
    assert charges == {("blame", "Sudan"), ("blame", "Rapid Support Forces")}
    assert len(find_stands(text)) == len(charges)


def test_nobody_speaks_where_no_group_has_said_it() -> None:
    text = "No group has said it was behind the blast at the station in Velmora, which killed nine people."
    statements = cc.code(text, language="en").statements
    assert not any(speaker.name == "No group" for each in statements for speaker in each.speakers)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy condemned the attack by the ADF on the village of Arlo, in which 12 people died.",
        "Residents protested the ADF's killing of a teacher in Arlo on Monday.",
        "Residents protested the army's massacre in Arlo, in which a teacher was killed on Monday.",
    ],
)
def test_who_did_it_is_not_who_was_hit(text: str) -> None:
    statements = cc.code(text, language="en").statements
    hit = {
        each.value.name
        for each in statements
        if isinstance(each.value, PartyValue) and each.property == "recipient"
    }
    assert hit and not hit & {"ADF", "Allied Democratic Forces", "army"}
