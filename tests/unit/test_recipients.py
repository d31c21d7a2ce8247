"""Who and what was hit: people by office, number and fate; things by kind and damage."""

from __future__ import annotations

import pytest

from counterclaim.api import code_report
from counterclaim.model.report import make_report
from counterclaim.model.values import PartyValue


def find_recipients(text: str) -> dict[str, PartyValue]:
    coding = code_report(make_report(text, language="en"), names=True)
    values = (each.value for each in coding.statements if each.property == "recipient")
    return {value.name: value for value in values if isinstance(value, PartyValue)}


@pytest.mark.parametrize(
    ("text", "name", "kind", "fate"),
    [
        ("Gunmen killed two soldiers near Velmora.", "soldiers", "military", "killed"),
        ("A judge was kidnapped in Velmora on Monday.", "judge", "judicial", "captured"),
        ("Three police officers were wounded in the attack.", "police officers", "police", "injured"),
        ("A bomb exploded outside a bank in Velmora, killing a guard.", "bank", "finance", None),
        ("The rebels destroyed a bridge and attacked a farm.", "bridge", "route", "destroyed"),
        ("The bombing caused damage to several houses.", "houses", "residence", "damaged"),
        ("Rebels dynamited a power tower near Velmora.", "power tower", "energy", "damaged"),
        ("Gunmen attacked the union headquarters.", "union headquarters", "organisation_site", None),
        ("A bus was partially destroyed by a bomb.", "bus", "vehicle", "damaged"),
    ],
)
def test_recipient_has_kind_and_fate(text: str, name: str, kind: str, fate: str | None) -> None:
    value = find_recipients(text)[name]
    assert (value.kind, value.fate, value.named) == (kind, fate, False)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Gunmen shot and killed Mayor Pedro Salcedo on Monday.", "Mayor"),
        ("Gunmen shot and killed Pedro Salcedo, the mayor of Velmora, on Monday.", "mayor of Velmora"),
    ],
)
def test_person_keeps_office(text: str, role: str) -> None:
    value = find_recipients(text)["Pedro Salcedo"]
    assert (value.role, value.kind, value.fate, value.named) == (role, "official", "killed", True)


def test_number_goes_with_the_people_it_counts() -> None:
    found = find_recipients("The attack killed at least 12 peasants and wounded a nurse.")
    peasants, nurse = found["peasants"].count, found["nurse"].count
    assert peasants is not None and (peasants.op, peasants.n) == ("at_least", 12)
    assert nurse is None


@pytest.mark.parametrize(
    "text",
    [
        "No houses were damaged and nobody was hurt in the attack.",
        "The attack took place on Monday in Velmora.",
    ],
)
def test_nothing_hit_gives_no_recipient(text: str) -> None:
    assert find_recipients(text) == {}
