"""MUC-4 templates made of codings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from counterclaim.api import code_report
from counterclaim.export.catalog import FORMATS
from counterclaim.export.muc4 import make_templates
from counterclaim.export.muc4_words import find_in_text
from counterclaim.model.report import make_report
from counterclaim.model.values import TollValue
from counterclaim.policy.muc4_numbers import say_muc4_number

BOMBING = """VELMORA, 4 MAR 89 -- A POWERFUL BOMB EXPLODED YESTERDAY OUTSIDE A BANK IN LIMA. THE EXPLOSION
KILLED TWO STUDENTS AND DESTROYED A TRUCK. THE SHINING PATH CLAIMED RESPONSIBILITY FOR THE ATTACK."""


def make_slots(text: str, *, names: bool = True) -> list[dict[str, Any]]:
    report = make_report(text, published=date(1989, 3, 4), language="en")
    return [template["slots"] for template in make_templates(code_report(report, names=names))]


def get_values(fillers: list[Any]) -> list[str]:
    return [each if isinstance(each, str) else each["value"] for each in fillers]


def test_bombing_fills_its_slots() -> None:
    (slots,) = make_slots(BOMBING)
    got = {name: get_values(fillers) for name, fillers in slots.items()}
    assert got["incident_type"] == ["BOMBING"]
    assert got["incident_date"] == ["03 MAR 89"]
    assert got["incident_location"] == ["PERU: LIMA (CITY)"]
    assert got["incident_instrument_type"] == ["BOMB"]
    assert got["perp_organization_id"] == ["SHINING PATH"]
    assert got["perp_organization_confidence"] == ["CLAIMED OR ADMITTED"]
    assert {"BANK", "TRUCK"} <= set(got["phys_tgt_id"])
    assert {"value": "2", "xref": "STUDENTS"} in slots["hum_tgt_number"]
    assert {"value": "DEATH", "xref": "STUDENTS"} in slots["hum_tgt_effect"]


def test_report_without_violence_is_irrelevant() -> None:
    coding = code_report(make_report("The parliament of Velmora passed the budget.", language="en"))
    assert make_templates(coding) == ()
    assert list(FORMATS["muc4"].iter_lines(coding))[0].endswith(b'"irrelevant":true}')


def test_withheld_name_is_no_filler() -> None:
    text = "Gunmen shot and killed Pedro Salcedo, a student, on Monday in Lima."
    (kept,), (withheld,) = make_slots(text), make_slots(text, names=False)
    assert kept["hum_tgt_name"] == ["PEDRO SALCEDO"]
    assert "hum_tgt_name" not in withheld
    assert "SALCEDO" not in str(withheld)


@pytest.mark.parametrize(
    ("op", "n", "low", "high", "expected"),
    [
        ("exact", 7, 7, 7, "7"),
        ("at_least", 7, 7, None, "7-"),
        ("nearly", 80, None, 80, "-80"),
        ("about", 20, None, None, "~20"),
        ("range", None, 5, 7, "5 - 7"),
        ("plural", None, 2, None, "PLURAL"),
    ],
)
def test_number_notation(op: Any, n: int | None, low: int | None, high: int | None, expected: str) -> None:
    assert say_muc4_number(TollValue(op=op, n=n, low=low, high=high, wording="x")) == expected


def test_find_in_text_ignores_case_and_line_breaks() -> None:
    assert find_in_text("Ostra Front", "THE OSTRA\nFRONT") == "OSTRA FRONT"
    assert find_in_text("Ostra Army", "THE OSTRA\nFRONT") is None


def test_every_format_tells_its_losses() -> None:
    assert all(form.get_losses() for form in FORMATS.values())


def test_kidnapping_beside_a_killing_is_an_incident_of_its_own() -> None:
    text = "REBELS KILLED A JUDGE IN LIMA ON MONDAY. THE REBELS ALSO KIDNAPPED TWO ENGINEERS THERE."
    found = {slots["incident_type"][0]: slots for slots in make_slots(text)}
    assert get_values(found["ATTACK"]["hum_tgt_description"]) == ["JUDGE"]
    assert get_values(found["KIDNAPPING"]["hum_tgt_description"]) == ["ENGINEERS"]


@pytest.mark.parametrize(
    "text",
    [
        "SOLDIERS CLASHED WITH REBELS IN PERU ON MONDAY, AND TWO SOLDIERS WERE KILLED.",
        "THE PARTY SAID THAT REBELS KILL PEASANTS AND BURN HOUSES.",
    ],
)
def test_combat_and_bare_plurals_are_no_incident(text: str) -> None:
    assert make_slots(text) == []


@pytest.mark.parametrize(
    ("text", "individuals", "organisations"),
    [
        (
            "FMLN GUERRILLAS KILLED A TEACHER IN SAN SALVADOR ON MONDAY.",
            ["FMLN GUERRILLAS"],
            ["FMLN"],
        ),
        (
            "REBELS KILLED A TEACHER IN PERU ON MONDAY. THE SHINING PATH WANTS NO PEACE.",
            ["REBELS"],
            ["SHINING PATH"],
        ),
        ("GUNMEN KILLED A TEACHER IN PERU ON MONDAY.", ["GUNMEN"], []),
    ],
)
def test_doers(text: str, individuals: list[str], organisations: list[str]) -> None:
    (slots,) = make_slots(text)
    assert get_values(slots.get("perp_individual_id", [])) == individuals
    assert get_values(slots.get("perp_organization_id", [])) == organisations
    assert slots["perp_incident_category"] == ["TERRORIST ACT"]


def test_accusation_by_authorities_stands_where_the_report_repeats_it() -> None:
    (slots,) = make_slots(
        "THE INTERIOR MINISTER BLAMED THE FMLN FOR AN ATTACK THAT KILLED A TEACHER IN PERU ON MONDAY. "
        "THE FMLN KILLED THE TEACHER AT HIS HOME."
    )
    assert get_values(slots["perp_organization_confidence"]) == ["SUSPECTED OR ACCUSED BY AUTHORITIES"]


def test_state_force_makes_state_sponsored_violence() -> None:
    (slots,) = make_slots("THE SALVADORAN ARMY KILLED A TEACHER IN SAN SALVADOR ON MONDAY.")
    assert slots["perp_incident_category"] == ["STATE-SPONSORED VIOLENCE"]
    assert get_values(slots["perp_organization_id"]) == ["SALVADORAN ARMY"]


def test_telling_instrument_stands_for_the_plain_word() -> None:
    text = "A CAR BOMB EXPLODED IN LIMA ON MONDAY AND DAMAGED A BANK. THE BOMB HURT NOBODY."
    (slots,) = make_slots(text)
    assert slots["incident_instrument_id"] == ["CAR BOMB"]


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("AYACUCHO DEPARTMENT", "PERU: AYACUCHO (DEPARTMENT)"),
        ("LIMA", "PERU: LIMA (CITY)"),
    ],
)
def test_location_takes_its_type_from_the_words(wording: str, expected: str) -> None:
    (slots,) = make_slots(f"REBELS KILLED A TEACHER IN {wording}, PERU, ON MONDAY.")
    assert slots["incident_location"] == [expected]


def test_foreign_nation_is_named_only_where_it_is_another() -> None:
    text = "REBELS KILLED TWO SPANISH PRIESTS AND A PERUVIAN TEACHER IN LIMA, PERU, ON MONDAY."
    (slots,) = make_slots(text)
    assert slots["hum_tgt_foreign_nation"] == [{"value": "SPAIN", "xref": "SPANISH PRIESTS"}]


def test_who_destroyed_it_is_a_doer_though_the_verb_names_no_event() -> None:
    text = "REBELS ATTACKED A VILLAGE IN PERU ON MONDAY. TERRORISTS DESTROYED A BUS THERE."
    (slots,) = make_slots(text)
    assert slots["perp_individual_id"] == ["REBELS", "TERRORISTS"]


def test_army_convoy_is_no_target() -> None:
    assert make_slots("REBELS ATTACKED AN ARMY CONVOY IN PERU ON MONDAY.") == []
