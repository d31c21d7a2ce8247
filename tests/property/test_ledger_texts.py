"""Any text and any words of it come back from every backend as they went in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from counterclaim.ledger.base import Ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.values import PlaceValue
from tests.backends import LASTING_BACKENDS, open_backend
from tests.factories import make_coding, make_mention, make_statement, make_test_report

#: Any text that the readers pass on: they take a NUL for the sign of a file that is no text.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
DEGREES = st.floats(-180, 180, allow_nan=False)


@pytest.fixture(params=LASTING_BACKENDS)
def lasting(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger that fills from example to example."""
    with open_backend(request.param, tmp_path) as opened:
        yield opened


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, words=st.data(), lat=DEGREES, lon=DEGREES)
def test_a_coding_of_any_text_comes_back(
    lasting: Ledger, text: str, words: st.DataObject, lat: float, lon: float
) -> None:
    start = words.draw(st.integers(0, len(text) - 1))
    quote = text[start : words.draw(st.integers(start + 1, len(text)))].strip()
    assume(quote)
    report = make_test_report(text)
    value = PlaceValue(name=quote, lat=lat, lon=lon, wording=quote)
    coding = make_coding(report, [make_mention()], [make_statement(report, "place", value, quote)])
    lasting.add_coding(coding)
    assert lasting.get_report(report.id) == report
    assert tuple(record.statement for record in lasting.iter_statements(report.id)) == coding.statements
    assert verify_ledger(lasting).fault is None
