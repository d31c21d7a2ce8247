"""What a ledger in a PostgreSQL database does that a file cannot, and what it says when used wrongly."""

from __future__ import annotations

import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import TextClause
from sqlalchemy.exc import DBAPIError

from counterclaim.errors import LedgerError
from counterclaim.ledger import sql
from counterclaim.ledger.base import ROW_KINDS
from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from tests.backends import make_database, rename_url, run_on_server, run_sql
from tests.conftest import REPOSITORY, require_program
from tests.docs.documents import find_blocks
from tests.factories import make_velmora_coding

TABLES = ("ledger_version", "log", *ROW_KINDS, "raw_chunk")
EN_US = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"


@pytest.fixture
def database() -> Iterator[str]:
    with make_database() as url:
        yield url


@pytest.fixture
def filled(database: str) -> str:
    """The URL of a ledger with one coding."""
    with open_ledger(database, create=True) as opened:
        opened.add_coding(make_velmora_coding())
    return database


@contextmanager
def make_roles(keeper: str) -> Iterator[dict[str, str]]:
    """Run what the how-to tells the keeper to run; give the URLs of a reader and a writer."""
    suffix = uuid.uuid4().hex
    roles = {name: f"velmora_{name}_{suffix}" for name in ("reader", "writer")}
    (script,) = find_blocks(REPOSITORY / "docs/howto/share-a-ledger.md", "sql")
    for name, role in roles.items():
        script = script.replace(f"velmora_{name}", role)
    run_sql(keeper, script.replace("NOLOGIN", "LOGIN"))
    try:
        yield {name: rename_url(keeper, user=role) for name, role in roles.items()}
    finally:
        for role in reversed(roles.values()):
            run_sql(keeper, f"DROP OWNED BY {role}")
            run_on_server(f"DROP ROLE {role}")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_refuses_changes(filled: str, table: str, change: str) -> None:
    column = {"ledger_version": "version", "raw_chunk": "sha256"}.get(table, "id")
    with pytest.raises(DBAPIError, match="append-only"):
        run_sql(filled, change.format(table, column, column))


def test_an_empty_database_is_a_ledger_only_once_something_is_added(database: str) -> None:
    with pytest.raises(LedgerError, match="there is no ledger in .*`counterclaim add` makes one"):
        open_ledger(database)
    open_ledger(database, create=True).close()
    with open_ledger(database) as opened:
        assert list(opened.iter_rows()) == []


def test_a_database_of_something_else_is_left_alone(database: str) -> None:
    run_sql(database, "CREATE TABLE harbour (boat TEXT)")
    with pytest.raises(LedgerError, match="holds tables that are no ledger"):
        open_ledger(database, create=True)


def test_a_ledger_of_another_version_is_left_alone(filled: str) -> None:
    run_sql(filled, "INSERT INTO ledger_version (version) VALUES (99)")
    with pytest.raises(LedgerError, match="has schema 99"):
        open_ledger(filled, create=True)


def test_a_database_that_cannot_hold_every_text_is_refused() -> None:
    latin = "TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"
    with make_database(latin) as url, pytest.raises(LedgerError, match="is in LATIN1.*--encoding=UTF8"):
        open_ledger(url, create=True)


def test_a_missing_database_is_told(database: str) -> None:
    with pytest.raises(LedgerError, match="no such database"):
        open_ledger(rename_url(database, database="nowhere"), create=True)


def test_two_schemas_of_one_database_are_two_ledgers(database: str) -> None:
    run_sql(database, "CREATE SCHEMA north; CREATE SCHEMA south")
    north, south = (f"{database}&options=-csearch_path%3D{name}" for name in ("north", "south"))
    with open_ledger(north, create=True) as opened:
        opened.add_coding(make_velmora_coding())
    with open_ledger(south, create=True) as opened:
        assert list(opened.iter_rows()) == []


def test_a_missing_schema_is_told(database: str) -> None:
    with pytest.raises(LedgerError, match="CREATE SCHEMA"):
        open_ledger(f"{database}&options=-csearch_path%3Dnorth", create=True)


def test_ids_are_found_by_their_beginning_whatever_the_language_of_the_database() -> None:
    with make_database(EN_US) as url, open_ledger(url, create=True) as opened:
        opened.add_coding(make_velmora_coding())
        (report,) = opened.iter_reports()
        for record in opened.iter_mentions():
            assert opened.find_matches(record.key[:9]).mentions == ((report.id, record.key),)
        assert opened.find_matches(report.id[:9]).reports == (report.id,)


def test_a_reader_sees_one_moment_while_others_add(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(filled) as reader, open_ledger(filled, create=True) as writer:
        before = list(reader.iter_rows())
        ask = sql.get_query

        def ask_late(name: str, file: str = "queries") -> TextClause:
            """Add a coding after the log was asked for, and before the other tables are."""
            if name == "scan_report":
                writer.add_coding(make_velmora_coding(outlet="Velmora Courier"))
            return ask(name, file)

        with monkeypatch.context() as patch:
            patch.setattr(sql, "get_query", ask_late)
            assert list(reader.iter_rows()) == before
        assert len(list(reader.iter_rows())) > len(before)


def test_a_failure_midway_leaves_nothing(filled: str) -> None:
    run_sql(filled, "ALTER TABLE problem ADD CONSTRAINT broken CHECK (false) NOT VALID")
    with open_ledger(filled, create=True) as opened:
        before = list(opened.iter_rows())
        with pytest.raises(LedgerError, match="could not be used"):
            opened.add_coding(make_velmora_coding(outlet="Velmora Courier"))
        assert list(opened.iter_rows()) == before


def test_a_writer_adds_and_reads_and_can_do_no_more(filled: str) -> None:
    with make_roles(filled) as urls:
        with open_ledger(urls["writer"], create=True) as opened:
            added = opened.add_coding(make_velmora_coding(outlet="Velmora Courier"))
            assert added.report
            assert verify_ledger(opened).fault is None
        for command in (
            "UPDATE log SET id = id",
            "DELETE FROM statement",
            "TRUNCATE problem",
            "DROP TABLE log",
        ):
            with pytest.raises(DBAPIError, match="permission denied|must be owner"):
                run_sql(urls["writer"], command)


def test_a_reader_reads_and_is_told_that_it_may_not_add(filled: str) -> None:
    with make_roles(filled) as urls, open_ledger(urls["reader"]) as opened:
        assert len(list(opened.iter_mentions())) == 2
        assert verify_ledger(opened).fault is None
        with pytest.raises(LedgerError, match="ask the database's owner for the rights"):
            opened.add_coding(make_velmora_coding(outlet="Velmora Courier"))


def test_a_restored_backup_verifies_up_to_the_noted_hash(filled: str, tmp_path: Path) -> None:
    dump, restore = require_program("pg_dump"), require_program("pg_restore")
    with open_ledger(filled) as opened:
        head = verify_ledger(opened).head
    subprocess.run(
        [dump, "--format=custom", f"--file={tmp_path / 'velmora.dump'}", filled], check=True, timeout=60
    )
    with make_database() as copy:
        command = [restore, "--no-owner", "--no-privileges", f"--dbname={copy}", tmp_path / "velmora.dump"]
        subprocess.run(command, check=True, timeout=60)
        with open_ledger(copy, create=True) as opened:
            assert verify_ledger(opened, head=head).fault is None
            opened.add_coding(make_velmora_coding(outlet="Velmora Courier"))
            assert verify_ledger(opened, head=head).fault is None


def test_without_the_driver_the_install_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"pip install 'counterclaim\[postgres\]'"):
        open_ledger("postgresql:///velmora")
