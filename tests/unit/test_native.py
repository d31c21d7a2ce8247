from __future__ import annotations

import json
from datetime import timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import ReportError
from counterclaim.export.native import decode_coding, encode_coding, to_contract
from counterclaim.model.report import Edition, make_report
from counterclaim.model.statement import Coding
from counterclaim.model.values import PartyValue, TollValue, TypeValue, WeaponValue
from tests.factories import (
    CLOCK_TIME,
    TEXT,
    make_coding,
    make_mention,
    make_statement,
    make_test_report,
    make_toll,
    make_velmora_coding,
)

REPORT_KEYS = [
    "id", "path", "url", "outlet", "title", "byline", "language", "published", "published_basis",
    "text_sha256", "published_at", "edition",
]  # fmt: skip
STATEMENT_KEYS = [
    "id", "mention", "property", "value", "speakers", "polarity", "certainty", "said_on", "basis", "evidence",
    "confidence", "coder",
]  # fmt: skip


def make_other_values() -> Coding:
    """Make a coding with the kinds of value that the Velmora coding lacks."""
    report = make_test_report()
    recipient = PartyValue(name="people", kind="civilian", count=make_toll("31", 31))
    statements = (
        make_statement(report, "recipient", recipient, "31 people"),
        make_statement(report, "weapon", WeaponValue(code="explosive", wording="blasts"), "blasts"),
        make_statement(report, "type", TypeValue(type="ASSAULT", mode="bombing"), "the attack"),
    )
    return make_coding(report, [make_mention()], statements)


EDITED = make_report("It rained.", edition=Edition(guid="a", status="canceled", edited_at=CLOCK_TIME))
TIMED = make_report("It rained.", published_at=CLOCK_TIME.astimezone(timezone(timedelta(hours=-3))))
CODINGS = [
    make_velmora_coding(), make_other_values(), make_coding(make_test_report(path=None)), make_coding(TIMED),
    make_coding(EDITED),
]  # fmt: skip


def test_keys_are_those_of_the_contract_in_their_order() -> None:
    contract = to_contract(make_velmora_coding())
    assert list(contract) == ["schema", "report", "mentions", "statements", "findings", "problems", "run"]
    assert contract["schema"] == "counterclaim/1"
    assert list(contract["report"]) == REPORT_KEYS
    assert list(contract["mentions"][0]) == ["id", "role", "type", "mode", "label"]
    assert list(contract["statements"][0]) == STATEMENT_KEYS
    assert list(contract["statements"][0]["evidence"][0]) == ["start", "end", "quote"]
    assert list(contract["statements"][2]["speakers"][0]) == ["name", "role", "kind", "party", "named"]
    assert list(contract["findings"][0]) == ["rule", "severity", "message", "evidence", "suggestion"]


def test_dates_are_iso_and_unknown_is_null() -> None:
    coding = make_velmora_coding()
    blank = msgspec.structs.replace(coding.report, published=None, published_basis="unknown")
    assert to_contract(coding)["report"]["published"] == "2031-03-04"
    assert to_contract(coding)["statements"][0]["value"]["start"] == "2031-03-03"
    assert to_contract(msgspec.structs.replace(coding, report=blank))["report"]["published"] is None


def test_line_is_one_line_of_json_without_the_text() -> None:
    line = encode_coding(make_velmora_coding())
    assert b"\n" not in line
    assert "text" not in json.loads(line)["report"]
    assert json.loads(line) == to_contract(make_velmora_coding())


@pytest.mark.parametrize("coding", CODINGS, ids=["velmora", "other values", "empty", "timed", "edited"])
def test_decode_is_the_inverse_of_encode(coding: Coding) -> None:
    assert decode_coding(encode_coding(coding), coding.report.text) == coding


@given(
    n=st.none() | st.integers(0, 10**9),
    wording=st.text(min_size=1),
    group=st.none() | st.text(),
    superseded=st.booleans(),
)
def test_any_toll_comes_back(n: int | None, wording: str, group: str | None, superseded: bool) -> None:
    value = TollValue(op="about", n=n, low=n, high=n, group=group, wording=wording, superseded=superseded)
    report = make_test_report()
    coding = make_coding(report, [make_mention()], [make_statement(report, "killed", value, "31 people")])
    assert decode_coding(encode_coding(coding), TEXT) == coding


def test_another_text_is_refused() -> None:
    with pytest.raises(ReportError, match="not the one that was coded"):
        decode_coding(encode_coding(make_velmora_coding()), TEXT + " ")


def test_another_schema_is_refused() -> None:
    line = encode_coding(make_velmora_coding()).replace(b"counterclaim/1", b"counterclaim/9")
    with pytest.raises(ReportError, match="counterclaim/9"):
        decode_coding(line, TEXT)
