"""A whole ledger as JSON Lines and Parquet: read by others, and loaded again without a loss."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterclaim.errors import ExportError, LedgerError
from counterclaim.export import jsonl, parquet
from counterclaim.export.parquet import load_parquet_table
from counterclaim.export.record import EventSet
from counterclaim.ledger.base import ROW_KINDS, Ledger, Row, RowKind
from counterclaim.ledger.dump import iter_dump_rows, load_rows
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.queries import load_queries
from counterclaim.ledger.verify import verify_ledger
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.update import reconcile_ledger
from tests.conftest import REPOSITORY, require_consumer
from tests.factories import read_fixed_clock
from tests.ledgers import fill_ledger

READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "jsonl": iter_dump_rows,
    "parquet": parquet.iter_parquet_rows,
}
FORMATS = {"jsonl": jsonl.FORMAT, "parquet": parquet.FORMAT}


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with MemoryLedger(read_fixed_clock) as filled:
        fill_ledger(filled)
        list(reconcile_ledger(filled))
        yield filled


def make_events(ledger: Ledger) -> EventSet:
    """Make the set of a ledger whose events nobody asks for: its rows are whole all the same."""
    return EventSet(iter_files=lambda: iter(()), ledger=ledger)


@pytest.mark.parametrize("name", FORMATS)
def test_rows_come_back_as_they_were(name: str, ledger: Ledger, tmp_path: Path) -> None:
    losses = FORMATS[name].write(make_events(ledger), tmp_path)
    assert list(READERS[name](tmp_path)) == list(ledger.iter_rows())
    assert losses.rows == len(list(ledger.iter_rows()))
    assert list(FORMATS[name].check(tmp_path)) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_ledger_made_from_an_export_exports_the_same_bytes(
    name: str, ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    FORMATS[name].write(make_events(ledger), tmp_path / "a")
    with MemoryLedger() as loaded:
        load_rows(READERS[name](tmp_path / "a"), loaded)
        list(reconcile_ledger(loaded))
        assert verify_ledger(loaded) == verify_ledger(ledger), "the index alone is made anew, and no row"
        FORMATS[name].write(make_events(loaded), tmp_path / "b")
    files = sorted(path.name for path in (tmp_path / "a").iterdir() if path.is_file())
    assert len(files) == len(ROW_KINDS) + 1
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes(), file


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_ledger_has_files_too(name: str, tmp_path: Path) -> None:
    with MemoryLedger() as empty:
        assert FORMATS[name].write(make_events(empty), tmp_path).rows == 0
    assert list(READERS[name](tmp_path)) == []


@pytest.mark.parametrize("kind", ROW_KINDS)
def test_parquet_has_every_column_of_the_ledger(kind: RowKind) -> None:
    columns = re.search(r"\(([^)]*)\) VALUES", load_queries("queries")[f"insert_{kind}"].replace("\n", " "))
    assert columns
    named = {name.strip() for name in columns.group(1).split(",")} - {"sequence"}
    assert load_parquet_table().tables[kind].keys() == named


def test_check_names_the_first_row_that_was_changed(ledger: Ledger, tmp_path: Path) -> None:
    jsonl.FORMAT.write(make_events(ledger), tmp_path)
    path = tmp_path / "statement.jsonl"
    first, *rest = path.read_text().splitlines()
    row = json.loads(first)
    path.write_text("\n".join([json.dumps({**row, "basis": "assumed"}), *rest]) + "\n")
    found = list(jsonl.FORMAT.check(tmp_path))
    assert [(each.row, each.rule) for each in found] == [(row["sequence"], "chain")]


def test_another_file_is_no_parquet_export(ledger: Ledger, tmp_path: Path) -> None:
    parquet.FORMAT.write(make_events(ledger), tmp_path)
    (tmp_path / "finding.parquet").write_text("no parquet")
    with pytest.raises(LedgerError, match=r"finding\.parquet is no file of a Parquet export"):
        list(parquet.iter_parquet_rows(tmp_path))


def test_without_duckdb_the_error_says_what_to_install(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(ExportError, match=r"pip install 'counterclaim\[parquet\]'"):
        parquet.FORMAT.write(make_events(ledger), folder)
    assert list(folder.iterdir()) == []


def find_queries(folder: Path, event: str) -> list[str]:
    """Find the queries of the how-to, over the files in a folder and for one event."""
    text = (REPOSITORY / "docs/howto/query-with-duckdb.md").read_text(encoding="utf-8")
    blocks = (part.partition("```")[0] for part in text.split("```sql\n")[1:])
    return [block.replace("out/parquet", str(folder)).replace("evt_...", event) for block in blocks]


def test_the_how_to_shows_tolls_by_speaker_and_time(ledger: Ledger, tmp_path: Path) -> None:
    duckdb = require_consumer("duckdb")
    require_consumer("pandas")
    parquet.FORMAT.write(make_events(ledger), tmp_path)
    event = next(each.event for each in iter_dossiers(ledger) if len(each.event.mentions) > 1)
    query, _ = find_queries(tmp_path, event.id)
    frame = duckdb.sql(query).df()
    frame = frame[frame.outlet != "Third Wire"].reset_index(drop=True)
    assert list(zip(frame.outlet.fillna(""), frame.speaker.fillna(""), frame.n, strict=True)) == [
        ("Other Wire", "Ilsa Tarn", 31),
        ("Other Wire", "", 40),
        ("", "Ilsa Tarn", 31),
        ("", "", 40),
    ]
    assert [str(day.date()) for day in frame.published] == ["2031-03-04"] * 4
    assert list(frame.superseded) == [False, True] * 2
    assert frame.quote[0] == "killing 31 people"
    assert list(frame.op) == ["exact", "at_least"] * 2
    assert str(frame.n.dtype) == "int64"


def test_the_how_to_shows_who_blames_whom(ledger: Ledger, tmp_path: Path) -> None:
    duckdb = require_consumer("duckdb")
    parquet.FORMAT.write(make_events(ledger), tmp_path)
    _, query = find_queries(tmp_path, "")
    found = {tuple(row) for row in duckdb.sql(query).fetchall()}
    assert ("blame", "Velmoran officials", "Ostrava Sul", 3) in found
    assert ("deny", "Ostrava Sul", "Ostrava Sul", 3) in found
    assert len(found) == 4


def test_parquet_columns_have_types(ledger: Ledger, tmp_path: Path) -> None:
    duckdb = require_consumer("duckdb")
    parquet.FORMAT.write(make_events(ledger), tmp_path)
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{tmp_path}/statement.parquet'").fetchall()
    types = {name: kind for name, kind, *_ in described}
    assert (types["sequence"], types["recorded_at"], types["said_on"]) == ("BIGINT", "TIMESTAMP", "DATE")
    assert (types["n"], types["lat"], types["start_date"]) == ("BIGINT", "DOUBLE", "DATE")
    places = duckdb.sql(
        f"SELECT DISTINCT lat, lon, country FROM '{tmp_path}/statement.parquet' WHERE property = 'place'"
    ).fetchall()
    assert places == [(1.5, -2.25, "VEL")]
