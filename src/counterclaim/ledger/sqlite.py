"""The ledger in one SQLite file: the default."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Clock, read_clock
from counterclaim.ledger.migrate import settle_schema
from counterclaim.ledger.queries import load_queries
from counterclaim.ledger.raw import FolderRawStore
from counterclaim.ledger.sql import WRITING, SqlLedger

#: Folder of the migrations, see `ledger/migrate.py`.
DIALECT = "sqlite"
#: What the folder of raw bytes beside the file is called, after the file's name.
RAW_ENDING = ".raw"
#: Two processes that open a new file at once can deadlock over its journal mode, which SQLite
#: reports at once instead of waiting; the loser tries again.
JOURNAL_TRIES = 200
#: Seconds between the tries.
JOURNAL_PAUSE = 0.05


def open_sqlite(path: Path, *, clock: Clock = read_clock, create: bool = False) -> SqlLedger:
    """Open the ledger in a file.

    Args:
        path: the file.
        clock: tells the time at which rows are recorded.
        create: make the file where there is none or an empty one.

    Raises:
        LedgerError: there is no such file, or it is no ledger of this version.
    """
    if not create and not path.is_file():
        raise LedgerError(f"there is no ledger {path}; `counterclaim add` makes one")
    if not path.parent.is_dir():
        raise LedgerError(f"there is no folder {path.parent} for the ledger {path.name}; make it first")
    engine = make_engine(path)
    try:
        if create and not (path.exists() and path.stat().st_size):
            _set_journal_mode(engine)
        _prepare(engine, path, create=create)
    except (DBAPIError, sqlite3.Error) as error:
        engine.dispose()
        raise LedgerError(explain_error(path, error)) from error
    except LedgerError:
        engine.dispose()
        raise
    raw = FolderRawStore(path.with_name(path.name + RAW_ENDING))
    return SqlLedger(engine, clock=clock, explain=lambda error: explain_error(path, error), raw=raw)


def make_engine(path: Path) -> Engine:
    """Make an engine whose transactions begin as `sql/sqlite.sql` says."""
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    return engine


def explain_error(path: Path, error: DBAPIError | sqlite3.Error) -> str:
    """Say what happened to the file and what to do."""
    words = str(error.orig if isinstance(error, DBAPIError) else error)
    if "not a database" in words:
        return f"{path} is not a ledger; name another file with --ledger"
    if "malformed" in words or "disk I/O" in words:
        return f"the ledger {path} is damaged ({words}); restore it from a copy"
    if "locked" in words:
        return f"the ledger {path} is held by another process; try again when that has ended"
    return f"the ledger {path} could not be used ({words}); restore it from a copy or name another file"


def iter_commands(script: str) -> Iterator[str]:
    """Iterate over the commands of a script; a trigger holds semicolons of its own."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _set_journal_mode(engine: Engine) -> None:
    """Set the journal mode of a new file, which the file keeps; files of others are left alone."""
    query = load_queries("sqlite")["set_journal_mode"]
    with engine.connect() as connection:
        for left in reversed(range(JOURNAL_TRIES)):
            try:
                connection.connection.cursor().execute(query)
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or not left:
                    raise
                time.sleep(JOURNAL_PAUSE)
            else:
                return


def _prepare(engine: Engine, path: Path, *, create: bool) -> None:
    """Make or migrate the tables where rows are to be added; refuse files that are no ledgers of ours."""
    queries = load_queries("sqlite")
    with engine.connect().execution_options(**{WRITING: create}) as connection, connection.begin():
        tables = connection.exec_driver_sql(queries["count_tables"]).scalar_one()
        version = _read_version(connection, path) if tables or not create else 0
        run = partial(_run_script, connection) if create else None
        settle_schema(DIALECT, version, str(path), run=run)


def _read_version(connection: Connection, path: Path) -> int:
    queries = load_queries("sqlite")
    if not connection.exec_driver_sql(queries["find_version_table"]).scalar_one():
        raise LedgerError(f"{path} is not a ledger; name another file with --ledger")
    return int(connection.exec_driver_sql(queries["find_version"]).scalar() or 0)


def _run_script(connection: Connection, script: str) -> None:
    for command in iter_commands(script):
        connection.exec_driver_sql(command)


def _set_up_connection(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    """Set what every connection needs, and leave transactions to `_begin`."""
    connection.isolation_level = None
    # Bytes that are no UTF-8 come back as surrogates, so that `verify` can name the row.
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    queries = load_queries("sqlite")
    for name in ("set_busy_timeout", "set_synchronous", "set_cache_size", "set_foreign_keys"):
        connection.execute(queries[name])


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql(load_queries("sqlite")["begin_writing" if writing else "begin_reading"])
