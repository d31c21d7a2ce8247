"""The report that started the product, whole: what must come out of it, and nothing more.

The text is other people's and stays outside the repository; only short words of it stand here.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

import counterclaim as cc
from counterclaim.model.statement import Coding, Mention, Statement
from counterclaim.model.values import (
    DateValue,
    PartyValue,
    PlaceValue,
    ResponsibilityValue,
    TollValue,
    WeaponValue,
)

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "000_2d7615694dbad056.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared/seeds is not here")


@pytest.fixture(scope="module")
def coding() -> Coding:
    return cc.code(SEED.read_text(encoding="utf-8"))


def get_mention(coding: Coding, role: str) -> Mention:
    found = [mention for mention in coding.mentions if mention.role == role]
    assert len(found) == 1
    return found[0]


def find_statements(coding: Coding, role: str, property_: str) -> list[Statement]:
    mention = get_mention(coding, role)
    return [s for s in coding.statements if s.mention == mention.id and s.property == property_]


def get_voice(statement: Statement) -> str:
    return statement.speakers[-1].name if statement.speakers else ""


def test_three_mentions_and_no_other(coding: Coding) -> None:
    assert sorted(mention.role for mention in coding.mentions) == ["background", "main", "planned"]


def test_main_event_type(coding: Coding) -> None:
    main = get_mention(coding, "main")
    assert (main.type, main.mode) == ("ASSAULT", "suicide-attack")


def test_published_date_is_repaired(coding: Coding) -> None:
    assert (str(coding.report.published), coding.report.published_basis) == ("2024-01-05", "repaired")


def test_main_event_day(coding: Coding) -> None:
    values = [s.value for s in find_statements(coding, "main", "date")]
    assert {(str(v.start), str(v.end)) for v in values if isinstance(v, DateValue)} == {
        ("2024-01-03", "2024-01-03")
    }


def test_main_event_place(coding: Coding) -> None:
    values = [s.value for s in find_statements(coding, "main", "place") if isinstance(s.value, PlaceValue)]
    town = next(value for value in values if value.name == "Kerman")
    assert town.country == "IRN" and town.lat is not None and town.lon is not None
    assert measure_km(town.lat, town.lon, 30.283, 57.079) < 50
    mosque = next(value for value in values if value.relation == "near")
    assert "Mosque" in mosque.name and mosque.lat is None


def measure_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Measure the great-circle distance in kilometres."""
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def test_main_event_weapon(coding: Coding) -> None:
    values = [s.value for s in find_statements(coding, "main", "weapon")]
    assert [(v.code, v.wording) for v in values if isinstance(v, WeaponValue)] == [
        ("suicide_vest", "explosive belts")
    ]


@pytest.mark.parametrize(
    ("property_", "expected"),
    [
        (
            "killed",
            {
                ("more_than", 80, None, False, ""),
                ("more_than", 100, None, True, ""),
                ("exact", 84, None, False, "Jafar Miadfar"),
                ("exact", 44, "women and children", False, ""),
                ("exact", 12, "Afghans", False, ""),
            },
        ),
        ("injured", {("nearly", 300, None, False, ""), ("exact", 284, None, False, "Jafar Miadfar")}),
        ("missing", set()),
        ("captured", set()),
        ("arrested", set()),
        ("displaced", set()),
    ],
)  # fmt: skip
def test_main_event_tolls(coding: Coding, property_: str, expected: set[object]) -> None:
    found = find_statements(coding, "main", property_) if coding.mentions else []
    tolls = [(s, s.value) for s in found if isinstance(s.value, TollValue)]
    assert {(v.op, v.n, v.group, v.superseded, get_voice(s)) for s, v in tolls} == expected


def test_main_event_positions(coding: Coding) -> None:
    found = find_statements(coding, "main", "responsibility")
    positions = [(s, s.value) for s in found if isinstance(s.value, ResponsibilityValue)]
    assert {(v.actor, v.position, get_voice(s)) for s, v in positions} == {
        ("Islamic State", "claim", "Islamic State"),
        ("Israel", "blame", "Iranian officials"),
        ("United States", "blame", "Iranian officials"),
        ("Israel", "blame", "Ebrahim Raissi"),
        ("United States", "deny", "U.S. State Department"),
        ("Israel", "deny_other", "U.S. State Department"),
        ("Islamic State", "suspect", "senior U.S. official"),
        ("Israel", "decline", "Israel"),
        ("Islamic State", "question", "some media outlets"),
        ("Israel", "blame", "Pro-government media"),
    }


def test_claim_has_channel_and_day_and_is_doubted_by_id(coding: Coding) -> None:
    found = find_statements(coding, "main", "responsibility")
    positions = {s.value.position: s for s in found if isinstance(s.value, ResponsibilityValue)}
    claim, doubt = positions["claim"], positions["question"]
    assert isinstance(claim.value, ResponsibilityValue) and isinstance(doubt.value, ResponsibilityValue)
    assert claim.value.channel == "telegram"
    assert str(claim.said_on) == "2024-01-04"
    assert doubt.value.about == claim.id


def test_anonymous_official_is_not_named(coding: Coding) -> None:
    found = find_statements(coding, "main", "responsibility")
    suspecting = next(
        s for s in found if isinstance(s.value, ResponsibilityValue) and s.value.position == "suspect"
    )
    assert not suspecting.speakers[-1].named


def test_background_event_keeps_its_own_facts(coding: Coding) -> None:
    dates = [s.value for s in find_statements(coding, "background", "date")]
    assert {(str(v.start), v.precision) for v in dates if isinstance(v, DateValue)} == {
        ("2020-03-04", "day"),
        ("2020-01-01", "month"),
    }
    places = [s.value for s in find_statements(coding, "background", "place")]
    assert [v.country for v in places if isinstance(v, PlaceValue)] == ["IRQ"]
    weapons = [s.value for s in find_statements(coding, "background", "weapon")]
    assert [v.code for v in weapons if isinstance(v, WeaponValue)] == ["drone"]
    actors = [s.value for s in find_statements(coding, "background", "actor")]
    assert [v.name for v in actors if isinstance(v, PartyValue)] == ["United States"]
    assert get_mention(coding, "background").mode == "drone"


def test_planned_demonstrations(coding: Coding) -> None:
    planned = get_mention(coding, "planned")
    assert (planned.type, planned.mode) == ("PROTEST", "demo")
    dates = [s.value for s in find_statements(coding, "planned", "date")]
    assert [str(v.start) for v in dates if isinstance(v, DateValue)] == ["2024-01-05"]


def test_findings(coding: Coding) -> None:
    assert sorted(finding.rule for finding in coding.findings) == ["CC101", "CC102", "CC301", "CC302"]


def test_every_quote_is_literal(coding: Coding) -> None:
    text = coding.report.text
    evidence = [e for s in coding.statements for e in s.evidence] + [
        e for f in coding.findings for e in f.evidence
    ]
    assert evidence
    assert all(text[e.start : e.end] == e.quote for e in evidence)
    assert all(s.evidence for s in coding.statements)
