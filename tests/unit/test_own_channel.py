"""A party's own channel: the party is the speaker of all that it says, and owns up in its "we"."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.api import code_report
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.model.statement import Coding
from counterclaim.model.values import ResponsibilityValue
from counterclaim.read.reports import complete_report

PARTY = "Highland Dawn Front"


def code(text: str, party: str | None = PARTY) -> Coding:
    """Code a message of the party's channel."""
    edition = Edition(party=party) if party else None
    return code_report(make_report(text, outlet="Dawn", published=date(2031, 3, 4), edition=edition))


def find_positions(coding: Coding) -> set[tuple[str, str, str]]:
    """Find party, position and outermost speaker of every position."""
    return {
        (each.value.actor, each.value.position, each.speakers[0].name if each.speakers else "")
        for each in coding.statements
        if isinstance(each.value, ResponsibilityValue)
    }


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Our fighters attacked an army convoy near Tarn Bridge on Monday, killing nine soldiers.", "claim"),
        ("We carried out the bombing of the barracks in Sandry. Nine soldiers were killed.", "claim"),
        ("We claim responsibility for the attack on the barracks in Dunhallow on Sunday.", "claim"),
        ("The Highland Dawn Front announces that its fighters shelled the barracks on Sunday.", "claim"),
        ("Fighters of the Highland Dawn Front ambushed a patrol near Sandry, killing two soldiers.", "claim"),
        ("We deny any involvement in the bombing that killed 12 people in Sandry on Friday.", "deny"),
        (
            "Nous avons agi. Les combattants du Highland Dawn Front ont attaqué la caserne de Sandry.",
            "claim",
        ),
        ("Nous revendiquons l'attaque menée lundi contre la caserne de Sandry.", "claim"),
        ("Nos vaillants combattants ont visé lundi un convoi de l'armée et tué neuf soldats.", "claim"),
        ("Lundi soir, nous avons bombardé la caserne de Sandry. Neuf soldats ont été tués.", "claim"),
        ("Nos combattants n'ont pas attaqué le marché de Sandry. Douze personnes ont été tuées.", "deny"),
        ("Nous démentons toute implication dans l'attentat qui a tué douze personnes à Sandry.", "deny"),
        ("Reivindicamos el ataque del lunes contra el cuartel de Sandry.", "claim"),
        (
            "Nuestros combatientes atacaron el lunes un convoy del ejército y mataron a nueve soldados.",
            "claim",
        ),
        ("El lunes hemos bombardeado el cuartel de Sandry. Nueve soldados murieron.", "claim"),
        ("Nuestras fuerzas no atacaron el mercado de Sandry. Doce personas fueron asesinadas.", "deny"),
        ("Negamos cualquier participación en el atentado que mató a doce personas en Sandry.", "deny"),
    ],
)
def test_the_party_owns_up_and_denies_in_its_own_voice(text: str, position: str) -> None:
    assert (PARTY, position, PARTY) in find_positions(code(text))


@pytest.mark.parametrize(
    "text",
    [
        "« Nos combattants ont visé un convoi de l'armée lundi », a déclaré le maire de Sandry à la presse.",
        "Nos combattants ont visé lundi un convoi de l'armée et tué neuf soldats.",
        "Nuestros combatientes atacaron el lunes un convoy del ejército y mataron a nueve soldados.",
    ],
)
def test_the_we_of_a_newspaper_is_no_party(text: str) -> None:
    assert not {position for _, position, _ in find_positions(code(text, None))} & {"claim", "deny"}


def test_what_it_says_of_others_is_blame_and_never_a_fact() -> None:
    text = "Kestria is behind the bombing of the market in Sandry on Tuesday. Eleven people were killed."
    assert find_positions(code(text, None)) == {("Kestria", "assert_fact", "")}
    assert find_positions(code(text)) == {("Kestria", "blame", PARTY)}


def test_every_statement_of_its_channel_is_its_word() -> None:
    coding = code(
        "The governor said three people were killed on Friday. The army shelled Sandry with mortars."
    )
    assert coding.statements
    assert {each.speakers[0].name for each in coding.statements} == {PARTY}
    [killed] = [each for each in coding.statements if each.property == "killed"]
    assert [speaker.name for speaker in killed.speakers] == [PARTY, "governor"]


def test_a_known_party_goes_by_its_canonical_name() -> None:
    coding = code("We carried out the bombing of the barracks in Sandry. Nine soldiers were killed.", "ISIS")
    assert find_positions(coding) == {("Islamic State", "claim", "Islamic State")}


@pytest.mark.parametrize(
    ("edition", "party"),
    [
        (None, PARTY),
        (Edition(guid="a"), PARTY),
        (Edition(forwarded_from="Dawn"), PARTY),
        (Edition(forwarded_from="Velmora Post"), None),
        (Edition(party="Another"), "Another"),
    ],
)
def test_only_its_own_messages_are_marked_as_its_own(edition: Edition | None, party: str | None) -> None:
    report = make_report("Two died.", outlet="Dawn", edition=edition)
    marked = complete_report(report, party=PARTY)
    assert isinstance(marked, Report)
    assert (marked.edition.party if marked.edition else None) == party
