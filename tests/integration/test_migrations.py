"""A ledger of an earlier version is brought to this one's schema; its rows and hashes stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from counterclaim.errors import OldLedgerError
from counterclaim.ledger.migrate import get_latest, load_migrations, settle_schema
from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.ledger.verify import verify_ledger
from tests.factories import make_velmora_coding, read_fixed_clock
from tests.old_ledgers import SCHEMA_1_HEAD, make_schema_1_ledger, make_schema_1_rows


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A ledger of schema 1."""
    path = tmp_path / "old.ledger"
    make_schema_1_ledger(path)
    return path


def read_versions(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [version for (version,) in connection.execute("SELECT version FROM ledger_version")]


def test_rows_hash_as_the_version_with_schema_1_hashed_them() -> None:
    assert make_schema_1_rows()[-1].hash == SCHEMA_1_HEAD


def test_an_old_ledger_is_migrated_when_it_is_opened_to_add(old: Path) -> None:
    with open_sqlite(old, clock=read_fixed_clock, create=True) as opened:
        assert list(opened.iter_rows()) == make_schema_1_rows()
        assert verify_ledger(opened, head=SCHEMA_1_HEAD).fault is None
        assert opened.add_coding(make_velmora_coding(outlet="Late Edition")).report
        assert verify_ledger(opened, head=SCHEMA_1_HEAD).fault is None
    assert read_versions(old) == list(range(1, get_latest("sqlite") + 1))


def test_an_old_ledger_is_left_alone_when_it_is_opened_to_read(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(OldLedgerError, match="has schema 1.* `counterclaim migrate`"):
        open_sqlite(old)
    assert old.read_bytes() == before
    assert read_versions(old) == [1]


def test_a_migrated_ledger_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.ledger"
    open_sqlite(old, create=True).close()
    open_sqlite(new, create=True).close()
    names = [sorted(read_names(path)) for path in (old, new)]
    assert names[0] == names[1]


def read_names(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT type, name FROM sqlite_master").fetchall()


def test_a_changed_cell_of_an_old_row_is_found_after_migrating(old: Path) -> None:
    """A column that schema 2 added is covered too, where somebody writes into an old row."""
    open_sqlite(old, create=True).close()
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("DROP TRIGGER report_is_never_changed")
        connection.execute("UPDATE report SET published_at = '2031-03-04T10:00:00+00:00' WHERE sequence = 1")
    with open_sqlite(old) as opened:
        fault = verify_ledger(opened).fault
    assert fault is not None
    assert (fault.sequence, fault.kind) == (1, "report")


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("CREATE TABLE receipt (mine TEXT)")
    with pytest.raises(Exception, match="receipt"):
        open_sqlite(old, create=True)
    assert read_versions(old) == [1]
    with closing(sqlite3.connect(old)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(report)")]
    assert "published_at" not in columns


@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
def test_migrations_are_numbered_without_gaps(dialect: str) -> None:
    steps = load_migrations(dialect)
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    for step in steps:
        assert f"INSERT INTO ledger_version (version) VALUES ({step.number});" in step.script


def test_only_what_is_pending_is_run() -> None:
    ran: list[str] = []
    settle_schema("sqlite", 1, "old.ledger", run=ran.append)
    assert ran == [step.script for step in load_migrations("sqlite")[1:]]
    settle_schema("sqlite", get_latest("sqlite"), "new.ledger", run=lambda script: pytest.fail(script))
