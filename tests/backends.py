"""Ledgers of every backend for tests, each empty and gone when the test ends."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, make_url

from counterclaim.ledger.base import Ledger
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.open import open_ledger
from tests.factories import read_fixed_clock

#: Backends whose ledgers outlive the process.
LASTING_BACKENDS = ("sqlite", "postgres")
BACKENDS = ("memory", *LASTING_BACKENDS)
#: Read before any test unsets it: the URL of a server where databases may be created.
SERVER = os.environ.get("COUNTERCLAIM_TEST_POSTGRES")


@contextmanager
def open_backend(backend: str, folder: Path) -> Iterator[Ledger]:
    """Open an empty ledger of a backend."""
    if backend == "memory":
        yield MemoryLedger(read_fixed_clock)
        return
    with (
        make_place(backend, folder) as place,
        open_ledger(place, clock=read_fixed_clock, create=True) as opened,
    ):
        yield opened


@contextmanager
def make_place(backend: str, folder: Path) -> Iterator[str]:
    """Make a place for a ledger that can be opened again: a path in the folder, or a URL."""
    if backend == "sqlite":
        yield str(folder / "test.ledger")
        return
    with make_database() as url:
        yield url


@contextmanager
def make_database(settings: str = "TEMPLATE template0 ENCODING 'UTF8'") -> Iterator[str]:
    """Make an empty PostgreSQL database and give its URL, or skip the test where there is no server."""
    if SERVER is None:
        pytest.skip("COUNTERCLAIM_TEST_POSTGRES names no PostgreSQL server; `make test-postgres` starts one")
    name = f"counterclaim_test_{uuid.uuid4().hex}"
    run_on_server(f"CREATE DATABASE {name} {settings}")
    try:
        yield rename_url(SERVER, database=name)
    finally:
        run_on_server(f"DROP DATABASE {name} WITH (FORCE)")


def rename_url(
    url: str, *, database: str | None = None, user: str | None = None, password: str | None = None
) -> str:
    """Name another database, user or password for the same server."""
    renamed = make_url(url).set(database=database, username=user, password=password)
    return renamed.render_as_string(hide_password=False)


def run_on_server(statement: str) -> None:
    """Run a statement on the server, outside any transaction."""
    run_sql(str(SERVER), statement)


def run_sql(url: str, statement: str) -> None:
    """Run statements in a database, outside any transaction, behind the ledger's back."""
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT", poolclass=NullPool
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
