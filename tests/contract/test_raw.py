"""What every store of raw bytes promises."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.errors import LedgerError
from counterclaim.ledger.raw import BLOCK, INCOMING, STALE, FolderRawStore, MemoryRawStore, RawStore, RawUnit
from counterclaim.ledger.raw_sql import SqlRawStore
from counterclaim.ledger.sql import SqlLedger
from counterclaim.ledger.sqlite import open_sqlite
from tests.backends import open_backend
from tests.factories import read_fixed_clock

TABLE = (
    "CREATE TABLE raw_chunk (sha256 TEXT, number INTEGER, bytes BLOB NOT NULL, PRIMARY KEY (sha256, number))"
)


def open_database(folder: Path) -> SqlLedger:
    """Open a ledger in one file that also holds the table of raw bytes."""
    path = folder / "test.ledger"
    opened = open_sqlite(path, clock=read_fixed_clock, create=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(TABLE)
    return opened


@pytest.fixture(params=["memory", "folder", "database", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RawStore]:
    if request.param == "memory":
        yield MemoryRawStore()
    elif request.param == "folder":
        yield FolderRawStore(tmp_path / "test.raw")
    elif request.param == "database":
        with open_database(tmp_path) as opened:
            yield SqlRawStore(opened.writing, opened.connecting)
    else:
        with open_backend("postgres", tmp_path) as ledger:
            assert isinstance(ledger.raw, SqlRawStore)
            yield ledger.raw


def put(store: RawStore, raw: bytes) -> RawUnit:
    return store.put(io.BytesIO(raw))


def read(store: RawStore, sha256: str) -> bytes:
    with store.open(sha256) as stream:
        return stream.read()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.binary(max_size=64))
def test_bytes_come_back_under_their_hash(store: RawStore, raw: bytes) -> None:
    unit = put(store, raw)
    assert unit == RawUnit(sha256=hashlib.sha256(raw).hexdigest(), size=len(raw))
    assert store.has(unit.sha256)
    assert read(store, unit.sha256) == raw


@pytest.mark.parametrize("size", [0, BLOCK - 1, BLOCK, 2 * BLOCK + 1])
def test_bytes_of_every_length_come_back(store: RawStore, size: int) -> None:
    raw = bytes(range(251)) * (size // 251 + 1)
    unit = put(store, raw[:size])
    assert unit.size == size
    assert read(store, unit.sha256) == raw[:size]


def test_only_the_rest_of_a_stream_is_kept(store: RawStore) -> None:
    stream = io.BytesIO(b"first\nsecond\n")
    stream.readline()
    assert read(store, store.put(stream).sha256) == b"second\n"


def test_names_are_sorted_and_come_once(store: RawStore) -> None:
    units = [put(store, raw) for raw in (b"a", b"b", b"c", b"a")]
    assert list(store.iter_names()) == sorted({unit.sha256 for unit in units})


def test_an_empty_store_has_no_names(store: RawStore) -> None:
    assert list(store.iter_names()) == []


def test_bytes_that_are_not_there_are_an_error(store: RawStore) -> None:
    put(store, b"a")
    missing = "0" * 64
    assert not store.has(missing)
    with pytest.raises(LedgerError, match=f"holds no raw bytes {missing}"):
        store.open(missing)


def test_putting_again_makes_a_damaged_file_whole(tmp_path: Path) -> None:
    store = FolderRawStore(tmp_path / "test.raw")
    unit = put(store, b"whole")
    (file,) = (path for path in (tmp_path / "test.raw").rglob("*") if path.is_file())
    assert file.parent.name + file.name == unit.sha256
    file.write_bytes(b"who")
    put(store, b"whole")
    assert read(store, unit.sha256) == b"whole"


class BrokenStream(io.BytesIO):
    """A stream that ends in an error."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read(3)


def test_nothing_is_left_of_a_stream_that_breaks(tmp_path: Path) -> None:
    store = FolderRawStore(tmp_path / "test.raw")
    with pytest.raises(LedgerError, match="Input/output error"):
        store.put(BrokenStream(b"broken"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_process_left_is_removed_a_day_later(tmp_path: Path) -> None:
    fresh, stale = tmp_path / f"{INCOMING}fresh", tmp_path / f"{INCOMING}stale"
    for path in (fresh, stale):
        path.write_bytes(b"half")
    os.utime(stale, (time.time() - STALE - 60, time.time() - STALE - 60))
    put(FolderRawStore(tmp_path), b"whole")
    assert fresh.exists()
    assert not stale.exists()


def test_files_of_other_names_are_no_raw_bytes(tmp_path: Path) -> None:
    store = FolderRawStore(tmp_path)
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "notes.txt").write_text("mine", encoding="utf-8")
    assert list(store.iter_names()) == []


def test_bytes_in_a_database_go_with_their_transaction(tmp_path: Path) -> None:
    with open_database(tmp_path) as opened:
        store = SqlRawStore(opened.writing, opened.connecting)
        with pytest.raises(RuntimeError), opened.writing():
            put(store, b"lost")
            raise RuntimeError
        assert list(store.iter_names()) == []
