"""Change a ledger behind the program's back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, NullPool, create_engine, inspect, make_url, text

from counterclaim.ledger.place import find_scheme
from counterclaim.ledger.sql import get_query


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One stored value."""

    table: str
    column: str
    sequence: int
    value: str | float | int | None


@contextmanager
def open_behind(place: str | Path, *, armed: bool = False) -> Iterator[Connection]:
    """Open a ledger's database without what keeps it append-only, unless it shall stay armed."""
    url = f"sqlite:///{place}" if find_scheme(str(place)) is None else str(place)
    made = make_url(url)
    drivers = {"postgresql": "postgresql+psycopg"}
    engine = create_engine(
        made.set(drivername=drivers.get(made.drivername, made.drivername)),
        isolation_level="AUTOCOMMIT",
        poolclass=NullPool,
    )
    with engine.connect() as connection:
        if not armed:
            _disarm(connection)
        yield connection


def _disarm(connection: Connection) -> None:
    """Drop the triggers of a file; let a server's administrator pass by those of a database."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET session_replication_role = replica")
        return
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
    for name in names.all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def iter_cells(connection: Connection, table: str) -> Iterator[Cell]:
    """Iterate over the values of a table, empty ones too."""
    for row in connection.execute(get_query(f"scan_{table}"), {"after": 0}).mappings():
        for column, value in row.items():
            yield Cell(table=table, column=column, sequence=row["sequence"], value=value)


def find_optional_columns(connection: Connection, table: str) -> set[str]:
    """Find the columns that the schema lets anybody empty."""
    columns = inspect(connection).get_columns(table)
    return {column["name"] for column in columns if column["nullable"]} - {"sequence"}


def change_cell(
    place: str | Path, *, table: str, column: str, sequence: int, value: bytes | float | str | None
) -> None:
    """Change one stored value; bytes are stored as text, valid UTF-8 or not."""
    with open_behind(place) as connection:
        update_cell(connection, table=table, column=column, sequence=sequence, value=value)


def update_cell(
    connection: Connection, *, table: str, column: str, sequence: int, value: bytes | float | str | None
) -> None:
    """Change one stored value over a connection; a database may refuse bytes that are no text."""
    casts = {"sqlite": "CAST(:value AS TEXT)", "postgresql": "convert_from(:value, 'UTF8')"}
    kept = casts[connection.dialect.name] if isinstance(value, bytes) else ":value"
    change = text(f"UPDATE {table} SET {column} = {kept} WHERE sequence = :sequence")
    connection.execute(change, {"value": value, "sequence": sequence})


@contextmanager
def without_row(connection: Connection, *, table: str, sequence: int) -> Iterator[None]:
    """Remove one row of one table for a while."""
    found = connection.execute(text(f"SELECT * FROM {table} WHERE sequence = :s"), {"s": sequence})
    row: dict[str, Any] = dict(found.mappings().one())
    connection.execute(text(f"DELETE FROM {table} WHERE sequence = :s"), {"s": sequence})
    yield
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), row)
