"""Avowals, and the doers that a noun phrase names: gangs by name, a junta without one."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import ResponsibilityValue, TollValue


def find_positions(text: str) -> set[tuple[str, str]]:
    """Find (position, actor) of every position of a text."""
    statements = cc.code(text, published="2024-03-05", language="en").statements
    values = [each.value for each in statements if isinstance(each.value, ResponsibilityValue)]
    return {(value.position, value.actor) for value in values}


@pytest.mark.parametrize(
    ("sentence", "positions"),
    [
        ("Myanmar's army admitted the air strike on a school, which killed 11.", {("admit", "Myanmar")}),
        ("Myanmar's military acknowledged an air strike that killed 50.", {("admit", "Myanmar")}),
        ("Myanmar's military has owned up to an air strike that killed 50.", {("admit", "Myanmar")}),
        ("Nigeria's army took the blame for the drone strike that killed 85.", {("admit", "Nigeria")}),
        ("Ukraine's army acknowledged an attack on its base that killed nine.", set()),
        ("Ukraine's army acknowledged an attack by Russia that killed nine.", {("blame", "Russia")}),
        ("The mayor acknowledged the attack, which killed nine.", set()),
        ("Nigeria's army did not admit the strike that killed 85.", set()),
    ],
)
def test_owning_up_to_an_act(sentence: str, positions: set[tuple[str, str]]) -> None:
    found = find_positions(sentence)
    assert found == positions


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        (
            "A raid left 70 dead in Haiti. The Gran Tarn gang was behind the raid, a spokeswoman said.",
            {("blame", "Gran Tarn gang")},
        ),
        (
            "Thursday's attack of the Gran Tarn gang on a town in Haiti left 70 dead.",
            {("assert_fact", "Gran Tarn gang")},
        ),
        ("The attack of the town of Arlo left 70 dead.", set()),
        ("Haiti's most frightening massacre in years left 70 dead.", set()),
        (
            "A bomb killed 31 people in Azaz. The YPG said Turkey-backed fighters were to blame.",
            {("blame", "Turkey-backed fighters")},
        ),
        (
            "An air strike on a hall in northern Myanmar killed 44. The junta said it had hit a rebel "
            "office there.",
            {("claim", "Myanmar")},
        ),
        (
            'An air strike on a hall in northern Myanmar killed 44. "The airstrike was launched by us," '
            "General Teo Orrel, a spokesman for the military junta, told state television.",
            {("claim", "Myanmar")},
        ),
    ],
)
def test_doers_of_a_noun_phrase(text: str, positions: set[tuple[str, str]]) -> None:
    assert find_positions(text) == positions


@pytest.mark.parametrize("stamp", [" date 2024-03-04 ", "date 2024-03 ", "2024-03-04T10:00:00Z "])
def test_a_machine_date_before_the_text_counts_nobody_and_names_nobody(stamp: str) -> None:
    text = (
        f"{stamp}Ada Tarn, mayor of Arlo, said fighters were among the dead of a blast that killed 50 people."
    )
    coding = cc.code(text, language="en")
    tolls = {each.value.n for each in coding.statements if isinstance(each.value, TollValue) and each.value.n}
    assert tolls == {50}
    assert all("date" not in speaker.name for each in coding.statements for speaker in each.speakers)


@pytest.mark.parametrize(
    ("sentence", "positions"),
    [
        ("The government held the YPG to blame for it.", {("blame", "YPG")}),
        ("A source said investigators were focusing on the YPG.", {("suspect", "YPG")}),
        (
            "Officials blamed the YPG. Calls to a spokesman for the YPG were not answered.",
            {("blame", "YPG"), ("unreachable", "YPG")},
        ),
        ("Officials blamed Russia. Russia made no comment.", {("blame", "Russia"), ("decline", "Russia")}),
        ("Attention turned to Russia, which holds elections on Sunday.", set()),
        ("The chief suspect is al-Shabaab, officials said.", {("suspect", "al-Shabaab")}),
        ("The YPG is the main suspect.", {("suspect", "YPG")}),
        ("The chief suspect is not the YPG, officials said.", set()),
        ("The main suspect is Teo Lind.", set()),
        (
            "Officials believe a cartel known as La Tarna carried out the attack.",
            {("suspect", "La Tarna")},
        ),
    ],
)
def test_who_is_held_to_blame_looked_at_and_asked(sentence: str, positions: set[tuple[str, str]]) -> None:
    assert find_positions(f"A bomb killed nine people in Azaz on Monday. {sentence}") == positions
