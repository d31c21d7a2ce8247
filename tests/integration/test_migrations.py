"""A ledger of an earlier version is brought to this one's schema; its rows and hashes stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.errors import LedgerError, OldLedgerError
from counterclaim.ledger.migrate import get_latest, load_migrations, settle_schema
from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from tests.backends import LASTING_BACKENDS, make_place
from tests.factories import make_velmora_coding, read_fixed_clock
from tests.old_ledgers import SCHEMA_1_HEAD, make_schema_1_ledger, make_schema_1_rows
from tests.property.tampering import open_behind, update_cell

#: What a ledger's database is made of, for each kind of database.
PARTS = {
    "sqlite": "SELECT type, name FROM sqlite_master",
    "postgresql": (
        "SELECT table_name, column_name, data_type, collation_name, is_nullable"
        " FROM information_schema.columns WHERE table_schema = 'public'"
        " UNION ALL SELECT tablename, indexname, indexdef, '', '' FROM pg_indexes WHERE schemaname = 'public'"
        " UNION ALL SELECT tgrelid::regclass::text, tgname, '', '', '' FROM pg_trigger WHERE NOT tgisinternal"
    ),
}


@pytest.fixture(params=LASTING_BACKENDS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a ledger of schema 1."""
    with make_place(request.param, tmp_path) as place:
        make_schema_1_ledger(place)
        yield place


def read_behind(place: str, query: str) -> list[tuple[object, ...]]:
    with open_behind(place, armed=True) as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def read_versions(place: str) -> list[object]:
    return [version for (version,) in read_behind(place, "SELECT version FROM ledger_version")]


def test_rows_hash_as_the_version_with_schema_1_hashed_them() -> None:
    assert make_schema_1_rows()[-1].hash == SCHEMA_1_HEAD


def test_an_old_ledger_is_migrated_when_it_is_opened_to_add(old: str) -> None:
    with open_ledger(old, clock=read_fixed_clock, create=True) as opened:
        assert list(opened.iter_rows()) == make_schema_1_rows()
        assert verify_ledger(opened, head=SCHEMA_1_HEAD).fault is None
        assert opened.add_coding(make_velmora_coding(outlet="Late Edition")).report
        assert verify_ledger(opened, head=SCHEMA_1_HEAD).fault is None
    assert read_versions(old) == list(range(1, get_latest("sqlite") + 1))


def test_an_old_ledger_is_left_alone_when_it_is_opened_to_read(old: str) -> None:
    with pytest.raises(OldLedgerError, match="has schema 1.* `counterclaim migrate`"):
        open_ledger(old)
    assert read_versions(old) == [1]


@pytest.mark.parametrize("backend", LASTING_BACKENDS)
def test_a_migrated_ledger_has_the_tables_of_a_new_one(backend: str, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    with make_place(backend, tmp_path) as old, make_place(backend, tmp_path / "new") as new:
        make_schema_1_ledger(old)
        parts = []
        for place in (old, new):
            open_ledger(place, create=True).close()
            with open_behind(place, armed=True) as connection:
                dialect = connection.dialect.name
            parts.append(sorted(map(str, read_behind(place, PARTS[dialect]))))
    assert parts[0] == parts[1]
    assert len(parts[0]) > 30


def test_a_changed_cell_of_an_old_row_is_found_after_migrating(old: str) -> None:
    """A column that schema 2 added is covered too, where somebody writes into an old row."""
    open_ledger(old, create=True).close()
    with open_behind(old) as connection:
        instant = "2031-03-04T10:00:00+00:00"
        update_cell(connection, table="report", column="published_at", sequence=1, value=instant)
    with open_ledger(old) as opened:
        fault = verify_ledger(opened).fault
    assert fault is not None
    assert (fault.sequence, fault.kind) == (1, "report")


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(old: str) -> None:
    with open_behind(old, armed=True) as connection:
        connection.exec_driver_sql("CREATE TABLE receipt (mine TEXT)")
    with pytest.raises(LedgerError, match="receipt"):
        open_ledger(old, create=True)
    assert read_versions(old) == [1]
    with open_behind(old, armed=True) as connection:
        row = connection.exec_driver_sql("SELECT * FROM report").mappings().first()
    assert row is not None
    assert "published_at" not in row


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
