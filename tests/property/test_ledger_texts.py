"""Any text and any words of it come back from every backend as they went in."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.values import PlaceValue
from tests.backends import LASTING_BACKENDS, open_backend
from tests.factories import make_coding, make_mention, make_statement, make_test_report

#: Any text that the readers pass on: they take a NUL for the sign of a file that is no text.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
DEGREES = st.floats(-180, 180, allow_nan=False)


@pytest.mark.parametrize("backend", LASTING_BACKENDS)
@settings(max_examples=40, deadline=None)
@given(text=TEXTS, words=st.data(), lat=DEGREES, lon=DEGREES)
def test_a_coding_of_any_text_comes_back(
    backend: str, text: str, words: st.DataObject, lat: float, lon: float
) -> None:
    start = words.draw(st.integers(0, len(text) - 1))
    quote = text[start : words.draw(st.integers(start + 1, len(text)))].strip()
    assume(quote)
    report = make_test_report(text)
    value = PlaceValue(name=quote, lat=lat, lon=lon, wording=quote)
    coding = make_coding(report, [make_mention()], [make_statement(report, "place", value, quote)])
    with tempfile.TemporaryDirectory() as folder, open_backend(backend, Path(folder)) as ledger:
        ledger.add_coding(coding)
        assert ledger.get_report(report.id) == report
        assert tuple(record.statement for record in ledger.iter_statements()) == coding.statements
        assert verify_ledger(ledger).fault is None
