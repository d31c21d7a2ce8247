"""The ledger in a PostgreSQL database: for a team that adds and reads at once.

Invariant: one schema of one database holds one ledger and nothing else. A writer holds the ledger's
lock until its transaction ends; readers never wait, each sees the ledger as it was at one moment.
"""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Clock, read_clock
from counterclaim.ledger.migrate import get_latest, settle_schema
from counterclaim.ledger.place import needs_escape, say_place
from counterclaim.ledger.queries import load_queries
from counterclaim.ledger.sql import WRITING, SqlLedger

if TYPE_CHECKING:
    import psycopg

#: Folder of the migrations, see `ledger/migrate.py`.
DIALECT = "postgres"
#: Seconds to wait for a server that does not answer, unless the URL says otherwise.
CONNECT_TIMEOUT = 20
#: A query that stands alone needs no transaction around it, and so no further calls to the server.
SINGLE_QUERY = "AUTOCOMMIT"
#: A reader of all tables sees the ledger as it was when it began, however long it reads.
SNAPSHOT = "REPEATABLE READ"
#: Each query of a writer sees what was committed before that query: the lock comes first, so the end
#: of the log is read as the writer before left it.
WRITER = "READ COMMITTED"
#: The only encoding that can hold every text.
ENCODING = "UTF8"
#: What an error means and what to do, by SQLSTATE (PostgreSQL documentation, appendix A).
_ADVICE = {
    "3D000": "the server has no such database or user; make it with createdb or createuser, or name another",
    "28P01": "the server refused the password; give the right one in ~/.pgpass or PGPASSWORD",
    "28000": "the server refused the user; ask its keeper for access (pg_hba.conf)",
    "3F000": "the schema that the URL names is not there; make it with CREATE SCHEMA",
    "42501": "the user may not do that; ask the database's owner for the rights of a reader or a writer",
    "55P03": "another process has held the ledger too long; try again when that has ended",
    "53300": "the server takes no more connections; try again later",
    "57P03": "the server is starting or stopping; try again in a moment",
}
#: The same for what is said before there is a connection, where libpq passes on words alone.
_WORDS = {
    "does not exist": "3D000",
    "password": "28P01",
    "pg_hba.conf": "28000",
    "too many": "53300",
    "starting up": "57P03",
    "shutting down": "57P03",
}


def open_postgres(place: str, *, clock: Clock = read_clock, create: bool = False) -> SqlLedger:
    """Open the ledger in a PostgreSQL database.

    Args:
        place: the URL of the database; a schema of it is named by `?options=-csearch_path%3Dname`.
        clock: tells the time at which rows are recorded.
        create: make the tables where the database is empty; the database itself must be there.

    Raises:
        LedgerError: psycopg is not installed, the database cannot be reached, or it holds no ledger
            of this version.
    """
    _require_psycopg()
    engine = make_engine(place)
    try:
        _prepare(engine, place, create=create)
    except DBAPIError as error:
        engine.dispose()
        raise LedgerError(explain_error(place, error)) from error
    except LedgerError:
        engine.dispose()
        raise
    return SqlLedger(engine, clock=clock, explain=lambda error: explain_error(place, error))


def make_engine(place: str) -> Engine:
    """Make an engine whose transactions begin as `sql/postgres.sql` says."""
    engine = create_engine(
        _to_url(place), connect_args={"client_encoding": "utf8"}, isolation_level=SINGLE_QUERY
    )
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "set_connection_execution_options", _choose_isolation)
    event.listen(engine, "begin", _begin)
    return engine


def explain_error(place: str, error: DBAPIError) -> str:
    """Say what happened to the database and what to do, without the password of the URL."""
    words = " ".join(str(error.orig).split())
    state = getattr(error.orig, "sqlstate", None) or _find_state(words)
    advice = _ADVICE.get(state, "is the server running, and is the URL right?")
    return f"the ledger {say_place(place)} could not be used ({words}); {advice}"


def _find_state(words: str) -> str:
    return next((state for part, state in _WORDS.items() if part in words), "")


def _require_psycopg() -> None:
    """Raise unless the driver, an optional part of the installation, can be imported."""
    try:
        importlib.import_module("psycopg")
    except ImportError as error:
        raise LedgerError(
            f"a ledger on PostgreSQL needs psycopg ({error});"
            " `pip install 'counterclaim[postgres]'` installs it"
        ) from error


def _to_url(place: str) -> URL:
    if needs_escape(place):
        raise LedgerError(
            f"the password in {say_place(place)} holds a character that a URL gives another meaning; write"
            " @ as %40, / as %2F, ? as %3F, # as %23, or keep the password in ~/.pgpass"
        )
    try:
        url = make_url(place).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise LedgerError(
            f"{say_place(place)} is no URL of a database; give postgresql://user@host:port/database"
        ) from error
    return url.update_query_dict({"connect_timeout": str(CONNECT_TIMEOUT), **url.query})


def _prepare(engine: Engine, place: str, *, create: bool) -> None:
    """Make or migrate the tables where rows are to be added; refuse databases that are no ledgers of ours."""
    with engine.connect() as connection, connection.begin():
        version = _find_version(connection, place)
    if create and version < get_latest(DIALECT):
        # Whoever may only add rows is asked for no more where the tables are as they should be.
        _make_tables(engine, place)
    elif not version:
        raise LedgerError(f"there is no ledger in {say_place(place)}; `counterclaim add` makes one")
    else:
        settle_schema(DIALECT, version, say_place(place), run=None)


def _make_tables(engine: Engine, place: str) -> None:
    """Make or migrate the tables; the schema is read again, for another process may have been first."""
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        version = _find_version(connection, place)
        settle_schema(DIALECT, version, say_place(place), run=partial(_run_script, connection))


def _run_script(connection: Connection, script: str) -> None:
    connection.exec_driver_sql(script, execution_options={"no_parameters": True})


def _find_version(connection: Connection, place: str) -> int:
    """Find the schema of the ledger; 0 where the database is empty."""
    encoding = _run(connection, "find_encoding")
    if encoding != ENCODING:
        raise LedgerError(
            f"the database {say_place(place)} is in {encoding}, which cannot hold every text; make one"
            " with createdb --encoding=UTF8 --template=template0"
        )
    if _run(connection, "find_version_table"):
        return int(_run(connection, "find_version"))
    if _run(connection, "count_tables"):
        raise LedgerError(
            f"{say_place(place)} holds tables that are no ledger; make a database of its own with createdb"
        )
    return 0


def _run(connection: Connection, query: str) -> Any:
    return connection.exec_driver_sql(load_queries("postgres")[query]).scalar()


def _set_up_connection(connection: psycopg.Connection, entry: ConnectionPoolEntry) -> None:
    """Set what every connection needs; outside a transaction, so that it holds for all of them."""
    connection.autocommit = True
    connection.execute(load_queries("postgres")["set_lock_timeout"].encode())
    connection.autocommit = False


def _choose_isolation(connection: Connection, options: dict[str, Any]) -> None:
    """Choose what a transaction sees of what others commit, by what it is for."""
    if options.get(WRITING):
        options.update(isolation_level=WRITER, postgresql_readonly=False)
    elif options.get("stream_results"):
        options.update(isolation_level=SNAPSHOT, postgresql_readonly=True)


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITING):
        connection.exec_driver_sql(load_queries("postgres")["hold_ledger"])
