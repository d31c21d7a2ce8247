"""A dump of any ledger makes a ledger whose dump has the same bytes, as JSON Lines and as Parquet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from counterclaim.export.jsonl import write_jsonl
from counterclaim.export.losses import Losses
from counterclaim.export.parquet import iter_parquet_rows, write_parquet
from counterclaim.export.record import EventSet
from counterclaim.ledger.base import Ledger, Row
from counterclaim.ledger.dump import iter_dump_rows, load_rows
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.statement import Coding
from counterclaim.model.values import PlaceValue
from tests.factories import make_coding, make_mention, make_statement, make_test_report, read_fixed_clock

#: Any text that the readers pass on: they take a NUL for the sign of a file that is no text.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60)
DEGREES = st.floats(-180, 180, allow_nan=False)
FORMATS: Mapping[str, tuple[Callable[[EventSet, Path], Losses], Callable[[Path], Iterator[Row]]]] = {
    "jsonl": (write_jsonl, iter_dump_rows),
    "parquet": (write_parquet, iter_parquet_rows),
}


@st.composite
def make_codings(draw: st.DrawFn) -> Coding:
    """Make a coding of any text that quotes any words of it."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    quote = text[start : draw(st.integers(start + 1, len(text)))].strip()
    assume(quote)
    report = make_test_report(text, outlet=draw(st.none() | TEXTS))
    value = PlaceValue(name=quote, lat=draw(DEGREES), lon=draw(DEGREES), wording=quote)
    return make_coding(report, [make_mention()], [make_statement(report, "place", value, quote)])


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25, deadline=None)
@given(codings=st.lists(make_codings(), max_size=4))
def test_a_dump_of_a_loaded_dump_is_the_same(name: str, codings: list[Coding]) -> None:
    write, read = FORMATS[name]
    with (
        MemoryLedger(read_fixed_clock) as ledger,
        MemoryLedger() as loaded,
        tempfile.TemporaryDirectory() as one,
        tempfile.TemporaryDirectory() as other,
    ):
        for coding in codings:
            ledger.add_coding(coding)
        write(make_bare_set(ledger), Path(one))
        assert load_rows(read(Path(one)), loaded) == verify_ledger(ledger)
        assert list(loaded.iter_rows()) == list(ledger.iter_rows())
        write(make_bare_set(loaded), Path(other))
        assert read_all(Path(one)) == read_all(Path(other))


def make_bare_set(ledger: Ledger) -> EventSet:
    """Make the set of a ledger whose events nobody asks for."""
    return EventSet(iter_files=lambda: iter(()), ledger=ledger)


def read_all(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
