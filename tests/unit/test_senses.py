"""Senses: the same word with and without violence or protest in it."""

from __future__ import annotations

import pytest

from counterclaim import api

EVENTS = (
    "A rocket struck a school outside Saada on Tuesday, residents said.",
    "Drones hit a fuel depot near Jizan on Sunday.",
    "Police fired live rounds at a crowd in Khartoum on Thursday.",
    "Soldiers and militiamen exchanged fire for hours around Rutshuru on Thursday.",
    "A mob set fire to a hostel in Tripoli on Tuesday night.",
    "Gunmen slit the throats of two herders near Djibo on Friday.",
    "Women were raped by soldiers near Goma on Tuesday, a nurse said.",
    "The minister was attacked on his way to parliament on Monday and died of stab wounds.",
    "A rocket came down on a dairy near Tolva on Monday.",
    "Fighters went through the market of Tolva on Monday and cut the throats of nine herders.",
    "A car blew up outside a court in Tolva on Monday.",
    "Raiders killed nine herders near Tolva on Monday, the second such attack this year.",
    "Warplanes bombed a market in Tolva on Sunday.",
    "Rebels shelled a market in Tolva on Sunday.",
    "Jets bombed a cell of the group in Tolva.",
)
NO_EVENTS = (
    "The comedy bombed in its first week.",
    "An attack of asthma kept the singer in bed on Saturday.",
    "A hacker attack knocked out ticket machines on Monday.",
    "The author's new thriller follows a sniper who shoots a senator.",
    "Photographers shot the bride at sunset.",
    "The crew spent three days shooting footage in the desert.",
    "The striker was attacked by critics after the derby.",
    "The two firms are demonstrating a belief in the town's future.",
    "The leader hoped to rally public opinion behind the ferry.",
    "Shares exploded on Monday and rivals took a beating.",
    "The crisis hit the market on Sunday and China struck a deal.",
    "The new drone hit the market in June.",
    "Russia hit a record high on Sunday.",
    "The film bombed at the market of Tolva.",
    "The senator blasted the ministry for its waste and vowed to kill the bill.",
    "The bank executes trades for its clients.",
    "Nurses have been bombarded with calls since the line opened.",
    "The teachers' strike by drivers and nurses entered a second week of talks on pay.",
    "Wolves killed fourteen sheep in the hills at the weekend.",
    "Bears killed nine goats near Tolva on Monday, the second such attack this year.",
    "A parachutist came down on a dairy near Tolva on Monday.",
    "Leaking gas blew up in a bakery in Tolva on Monday.",
    "The navy said the blasts heard near the port on Monday were part of a drill.",
)


def get_main_types(text: str) -> set[str | None]:
    return {mention.type for mention in api.code(text).mentions if mention.role == "main"}


@pytest.mark.parametrize("text", EVENTS)
def test_violent_sense_makes_an_event(text: str) -> None:
    assert get_main_types(text) == {"ASSAULT"}


@pytest.mark.parametrize("text", NO_EVENTS)
def test_other_sense_makes_no_violent_event(text: str) -> None:
    assert "ASSAULT" not in get_main_types(text)


def test_harm_by_accident_is_a_disaster() -> None:
    assert get_main_types("A man was killed when a crane fell on his car in Doha on Monday.") == {"DISASTER"}
