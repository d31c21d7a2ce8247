"""MUC-4 templates made of codings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from counterclaim.api import code_report
from counterclaim.export.catalog import FORMATS
from counterclaim.export.muc4 import make_templates
from counterclaim.export.muc4_words import find_in_text, make_number
from counterclaim.model.report import make_report
from counterclaim.model.values import TollValue

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
    assert make_number(TollValue(op=op, n=n, low=low, high=high, wording="x")) == expected


def test_find_in_text_ignores_case_and_line_breaks() -> None:
    assert find_in_text("Ostra Front", "THE OSTRA\nFRONT") == "OSTRA FRONT"
    assert find_in_text("Ostra Army", "THE OSTRA\nFRONT") is None


def test_every_format_tells_its_losses() -> None:
    assert all(form.get_losses() for form in FORMATS.values())
