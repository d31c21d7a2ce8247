"""Texts printed in capitals: parsed in sentence case, quoted as they stand."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.annotate.case import is_in_capitals, soften_capitals
from counterclaim.annotate.parse import load_dictionary

WIRE = (
    "SANDRY, 30 AUG 89 (DELTA WIRE) -- A CAR BOMB KILLED 12 PEOPLE AND WOUNDED 30 IN BOGOTA YESTERDAY. "
    "THE NATIONAL LIBERATION ARMY CLAIMED RESPONSIBILITY FOR THE ATTACK. COLONEL MARVIK ORLO DENIED THAT "
    "SOLDIERS HAD FIRED ON THE CROWD."
)


@pytest.mark.parametrize(
    ("text", "softened"),
    [
        ("THE POLICE FOUND TWO BOMBS IN BOGOTA.", "The police found two bombs in Bogota."),
        ("TROOPS WERE KILLED ON MONDAY BY THE FMLN.", "Troops were killed on Monday by the FMLN."),
        ("MARVIK ORLO DENIED IT.", "Marvik Orlo denied it."),
    ],
)
def test_capitals_are_softened(text: str, softened: str) -> None:
    assert soften_capitals(text, load_dictionary()) == softened


def test_mixed_text_is_not_in_capitals() -> None:
    assert not is_in_capitals(
        "A bomb killed 12 people in BASRA on Friday, the UN and the EU said in a statement."
    )
    assert is_in_capitals(WIRE)


def test_wire_in_capitals_is_coded_with_literal_words() -> None:
    coding = cc.code(WIRE)
    numbers = {(s.property, s.value.n) for s in coding.statements if s.property in {"killed", "injured"}}
    assert numbers == {("killed", 12), ("injured", 30)}
    claims = [s.value.actor for s in coding.statements if getattr(s.value, "position", None) == "claim"]
    assert claims == ["National Liberation Army"]
    evidence = [item for statement in coding.statements for item in statement.evidence]
    assert all(WIRE[item.start : item.end] == item.quote for item in evidence)


@pytest.mark.parametrize(
    ("text", "softened"),
    [
        ("JUAN ANGEL ORLO WAS AN ANGEL.", "Juan Angel Orlo was an angel."),
        ("[TEXT] THE OSTRA FRONT SAID SO.", "       The Ostra front said so."),
        ("THE ZELIAN FRONT [FZL] SAID SO.", "The Zelian front (Fzl) said so."),
        ("THE SHINING PATH ATTACKED ON 4 MAY 89.", "The Shining Path attacked on 4 May 89."),
        ("IT MAY HAPPEN AGAIN IN THE NORTH.", "It may happen again in the north."),
    ],
)
def test_names_and_brackets_are_softened(text: str, softened: str) -> None:
    assert soften_capitals(text, load_dictionary()) == softened


def test_preposition_in_capitals_is_no_state() -> None:
    coding = cc.code(
        "TERRORISTS KILLED A TEACHER ON A FARM, IN A REMOTE AREA OF PERU, THE POLICE SAID ON MONDAY."
    )
    places = {s.value.name for s in coding.statements if s.property == "place"}
    assert places == {"Peru"}
