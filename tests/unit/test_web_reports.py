"""Openings as news sites print them: headlines with two clauses, quoted figures, looks back."""

from __future__ import annotations

from counterclaim import api
from counterclaim.model.statement import Coding, Statement


def get_statements(coding: Coding, *properties: str) -> list[Statement]:
    return [statement for statement in coding.statements if statement.property in properties]


def test_clause_over_a_semicolon_is_nobodys_speech() -> None:
    coding = api.code("Blast near clinic in Herat kills 30, mostly nurses; Taliban deny involvement")
    killed = get_statements(coding, "killed")
    assert [(s.value.n, s.speakers, s.polarity) for s in killed] == [(30, (), "+")]
    denied = get_statements(coding, "responsibility")
    assert [(s.value.actor, s.value.position) for s in denied] == [("Taliban", "deny")]


def test_government_after_a_group_is_not_the_group() -> None:
    coding = api.code(
        "The Islamic State group claimed the bombing in Herat, but the government says a local group, the "
        "Coast Lions, carried out the attack."
    )
    found = {s.value.actor: s.speakers[0].name for s in get_statements(coding, "responsibility")}
    assert found == {"Islamic State": "Islamic State", "Coast Lions": "government"}


def test_insurgents_are_the_one_group_named() -> None:
    coding = api.code(
        "A bomb killed nine people in Herat on Friday. The president blamed the Taliban. "
        "The insurgents denied responsibility for the bombing."
    )
    denied = [s for s in get_statements(coding, "responsibility") if s.value.position == "deny"]
    assert [(s.value.actor, s.speakers[0].name) for s in denied] == [("Taliban", "Taliban")]


def test_quoted_figure_replaces_the_one_it_came_from() -> None:
    coding = api.code(
        "Somalia's government has lowered the death toll from Friday's bombings in Baidoa to \"about 53\", "
        "from 72, after bodies were counted twice."
    )
    killed = {s.value.n: (s.value.op, s.value.superseded) for s in get_statements(coding, "killed")}
    assert killed == {53: ("about", False), 72: ("exact", True)}


def test_one_of_several_attacks_keeps_its_own_toll() -> None:
    coding = api.code(
        "A bomb outside a clinic in Herat killed 12 people on Friday. The group has carried out similar "
        "attacks, including one on a school a year ago that killed 24 people, and another on a "
        "market in October in which at least 30 were killed."
    )
    main = next(mention.id for mention in coding.mentions if mention.role == "main")
    killed = get_statements(coding, "killed")
    assert [s.value.n for s in killed if s.mention == main] == [12]
    assert {s.value.n for s in killed} == {12, 24, 30}


def test_ages_are_no_toll() -> None:
    coding = api.code(
        "A bomb outside a school in Herat killed at least 30 people, many of them pupils between 11 and 15, "
        "officials said on Sunday."
    )
    assert {s.value.n for s in get_statements(coding, "killed")} == {30, None}


def test_the_us_is_no_pronoun() -> None:
    coding = api.code("A bomb killed nine people in Herat on Thursday. The US said Iran was responsible.")
    blamed = get_statements(coding, "responsibility")
    assert [(s.value.position, s.speakers[0].name) for s in blamed] == [("blame", "United States")]


def test_what_somebody_had_put_is_replaced() -> None:
    coding = api.code(
        "A bomb outside a clinic in Herat killed 30 people, the governor said on Sunday; on Saturday he "
        "had put the number of dead at 25."
    )
    killed = {s.value.n: s.value.superseded for s in get_statements(coding, "killed")}
    assert killed == {30: False, 25: True}


def test_dateline_in_ordinary_letters_is_no_part_of_a_name() -> None:
    coding = api.code(
        "Herat - Afghanistan's health ministry said on Sunday that a bomb killed 30 people at a clinic."
    )
    assert get_statements(coding, "killed")[0].speakers[0].name.startswith("Afghanistan")
