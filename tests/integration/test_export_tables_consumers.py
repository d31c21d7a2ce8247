"""Tables are read with the right types by the programs that their users have."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.export.catalog import EVENT_FORMATS
from counterclaim.export.names import EventExportName
from counterclaim.export.record import EventSet
from counterclaim.ledger.memory import MemoryLedger
from tests.conftest import require_consumer
from tests.tables import CIVILIANS, CLAIM, KILLED_31, make_file

#: Format to columns with a number, a day and words of its table.
COLUMNS: dict[EventExportName, tuple[str, str | None, str]] = {
    "acled": ("fatalities", "event_date", "actor1"),
    "gtd": ("nkill", None, "gname"),
    "ucdp": ("best", "date_start", "side_a"),
}


@pytest.fixture(params=COLUMNS)
def table(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[EventExportName, Path]:
    """Write two events."""
    files = [make_file(mode, [KILLED_31, CLAIM, CIVILIANS]) for mode in ("explosives", "drone")]
    events = EventSet(iter_files=lambda: iter(files), ledger=MemoryLedger())
    EVENT_FORMATS[request.param]().write(events, tmp_path)
    return request.param, next(tmp_path.glob("*.csv"))


def test_pandas_reads_numbers_days_and_words(table: tuple[EventExportName, Path]) -> None:
    pandas = require_consumer("pandas")
    name, path = table
    number, day, words = COLUMNS[name]
    frame = pandas.read_csv(path, parse_dates=[day] if day else False)
    assert list(frame[number]) == [31, 31]
    assert pandas.api.types.is_integer_dtype(frame[number])
    assert frame[words][0] == "Harrow Front"
    if day:
        assert pandas.api.types.is_datetime64_any_dtype(frame[day])


def test_duckdb_reads_numbers_days_and_words(table: tuple[EventExportName, Path]) -> None:
    duckdb = require_consumer("duckdb")
    name, path = table
    number, day, words = COLUMNS[name]
    shown = duckdb.sql(f"FROM read_csv('{path}')")
    types = {column: str(kind) for column, kind in zip(shown.columns, shown.types, strict=True)}
    assert types[number] == "BIGINT"
    assert types["latitude"] == "DOUBLE"
    assert types[words] == "VARCHAR"
    if day:
        assert types[day] == "DATE"
    assert duckdb.sql(f"SELECT sum({number}) FROM read_csv('{path}')").fetchall() == [(62,)]
