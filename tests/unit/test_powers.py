"""Powers: what states, armies and armed groups strike is an event; what they hit otherwise is none."""

from __future__ import annotations

import pytest

from counterclaim import api
from counterclaim.model.statement import Coding
from counterclaim.model.values import PartyValue, PlaceValue, ResponsibilityValue

#: What is told, and the party that did it.
STRIKES = (
    ("Iceland struck a school in Tolva", "Iceland"),
    ("Iceland struck a school in Tolva on Tuesday.", "Iceland"),
    ("Iceland hit a refugee camp near Tolva.", "Iceland"),
    ("Andorra pounded rebel positions near Tolva.", "Andorra"),
    ("Andorra targeted a prison in Tolva.", "Andorra"),
    ("Andorra levelled an apartment building in Tolva.", "Andorra"),
    ("Andorra flattened a block of flats in Tolva.", "Andorra"),
    ("Andorra destroyed a bridge near Tolva.", "Andorra"),
    ("Andorra fired on a convoy near Tolva.", "Andorra"),
    ("Andorra has hit a shopping centre in Tolva.", "Andorra"),
    ("Iceland hits market in Tolva", "Iceland"),
    ("Iceland strikes hospital in Tolva", "Iceland"),
    ("A school in the town of Tolva was struck by Iceland.", "Iceland"),
    ("A clinic near the village of Tolva was hit by the Icelandic navy.", "Iceland"),
    ("Iceland's navy hit a camp for displaced people near Tolva.", "Iceland"),
    ("The Icelandic army struck a monastery near Tolva on Sunday.", "Iceland"),
    ("Icelandic forces targeted a railway station in Tolva.", "Iceland"),
    ("Reykjavik struck an air base near Tolva.", "Iceland"),
    ("Bhutan hit targets in Iceland.", "Bhutan"),
    ("Andorra struck a school with 300 pupils in Tolva.", "Andorra"),
    ("Bhutan struck targets near Tolva with drones.", "Bhutan"),
)
#: The same where somebody says so, with the party that is blamed for it.
TOLD_STRIKES = (
    ("Iceland hit a refugee camp near Tolva, aid workers said.", "Iceland"),
    ("Bhutan said Iceland had struck a school in Tolva.", "Iceland"),
    ("Reykjavik struck a dormitory in Tolva, Thimphu said.", "Iceland"),
    ("Bhutan accused Iceland of striking a church near Tolva.", "Iceland"),
    ("Aid workers accused the Icelandic army of hitting a hospital in Tolva.", "Iceland"),
    ("Medics said Andorra pounded the town of Tolva on Friday.", "Andorra"),
)
#: Doers whom only a noun names.
NOUN_STRIKES = (
    "The junta strikes a hospital in Tolva",
    "The army hit a bakery in Tolva.",
    "The military struck a wedding party near Tolva.",
    "Government forces hit a market in Tolva.",
    "Rebels targeted a convoy near Tolva on Monday.",
    "The coalition struck a factory near Tolva.",
    "The navy hit two fishing boats off Tolva.",
    "Junta troops pounded a village near Tolva.",
    "Militants struck an outpost near Tolva.",
    "Villagers said soldiers targeted the shrine of Tolva.",
)
NO_STRIKES = (
    "Iceland hit back at critics of its fisheries policy.",
    "Iceland hit the headlines on Monday after the vote.",
    "Iceland struck a tone of calm at the talks in Tolva.",
    "Iceland struck twice in the second half in Tolva.",
    "Iceland targeted Andorran banks with new sanctions.",
    "Iceland targeted schools with a new reading programme.",
    "Iceland targeted growth of 3 percent.",
    "Iceland hit its targets for herring.",
    "Iceland hit targets for growth early.",
    "Iceland hit hospitals with a new tax on parking.",
    "Iceland hit a record high in exports.",
    "Iceland hit 320 for six in Tolva.",
    "Iceland pounded Andorra 5-0 in Tolva.",
    "Iceland struck gold in the relay in Tolva.",
    "Iceland levelled the score in Tolva.",
    "Iceland fired its head coach.",
    "Iceland fired on all cylinders in Tolva.",
    "Iceland hit Andorra with tariffs.",
    "Iceland hit the road for a tour of Andorra.",
    "Iceland attacked down the left wing in Tolva.",
    "Iceland attacked the whaling ban at a meeting in Tolva.",
    "Iceland bombed out of the tournament in Tolva.",
    "Iceland was hit by a currency crisis.",
    "The army struck a conciliatory tone in Tolva.",
    "The military hit a snag in recruiting.",
    "The navy hit its recruiting target in Tolva.",
    "Unions struck a factory in Tolva.",
    "The strike by teachers in Tolva entered its third week.",
    "The film bombed at the box office in Iceland.",
    "Reykjavik strikes a balance between the two camps.",
    "Heavy rain hit the harvest near Tolva on Friday.",
    "Inflation hit the markets in Tolva.",
)


def get_main_types(coding: Coding) -> set[str | None]:
    return {mention.type for mention in coding.mentions if mention.role == "main"}


def get_places(coding: Coding) -> set[str]:
    return {each.value.name for each in coding.statements if isinstance(each.value, PlaceValue)}


@pytest.mark.parametrize(("text", "doer"), STRIKES)
def test_what_a_power_strikes_is_an_event_of_its_own_doing(text: str, doer: str) -> None:
    coding = api.code(text)
    actors = {each.value.name for each in coding.statements if isinstance(each.value, PartyValue)}
    assert get_main_types(coding) == {"ASSAULT"}
    assert doer in actors
    assert get_places(coding)


@pytest.mark.parametrize(("text", "blamed"), TOLD_STRIKES)
def test_what_a_speaker_says_a_power_struck_is_blamed_on_it_by_the_speaker(text: str, blamed: str) -> None:
    coding = api.code(text)
    said = [each for each in coding.statements if isinstance(each.value, ResponsibilityValue)]
    assert get_main_types(coding) == {"ASSAULT"}
    assert [(each.value.actor, each.value.position) for each in said] == [(blamed, "blame")]
    assert all(each.speakers for each in said)


@pytest.mark.parametrize("text", NOUN_STRIKES)
def test_what_an_unnamed_force_strikes_is_an_event(text: str) -> None:
    assert get_main_types(api.code(text)) == {"ASSAULT"}


@pytest.mark.parametrize("text", NO_STRIKES)
def test_what_a_power_hits_without_arms_is_no_violence(text: str) -> None:
    assert "ASSAULT" not in get_main_types(api.code(text))


def test_a_user_of_what_was_struck_is_not_blamed_for_it() -> None:
    coding = api.code("Iceland said it struck a school in Tolva that rebels of Hamas used as a depot.")
    said = [each.value for each in coding.statements if isinstance(each.value, ResponsibilityValue)]
    assert {(each.actor, each.position) for each in said} == {("Iceland", "claim")}
