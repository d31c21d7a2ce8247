"""Change a ledger's file behind the program's back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path


def drop_triggers(path: Path) -> None:
    """Drop what keeps the ledger append-only, and leave one plain file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA journal_mode = DELETE")


def change_cell(path: Path, *, table: str, column: str, sequence: int, value: bytes | float | None) -> None:
    """Change one stored value; bytes are stored as text, valid UTF-8 or not."""
    kept = "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"
    change = f"UPDATE {table} SET {column} = {kept} WHERE sequence = ?"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(change, (value, sequence))


def remove_row(path: Path, *, table: str, sequence: int) -> None:
    """Remove one row of one table."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"DELETE FROM {table} WHERE sequence = ?", (sequence,))


def read_columns(row: sqlite3.Row) -> Sequence[str]:
    """Read the names of a row's columns."""
    return row.keys()
