"""Make ledgers as earlier versions of the program made them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from counterclaim.ledger.base import Row
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.migrate import load_migrations
from tests.factories import make_velmora_coding, read_fixed_clock

#: Hash of the last of the 30 rows that the version with schema 1 wrote for these two codings, noted
#: from that version itself: if it differs, old ledgers do not verify any more.
SCHEMA_1_HEAD = "45a7bbc00b3dcbb3831860e907b0e0ccc5426470b9866b8b8322cb95d1640da2"


def make_schema_1_rows() -> list[Row]:
    """Make the rows of two codings of one text from two outlets."""
    ledger = MemoryLedger(read_fixed_clock)
    ledger.add_coding(make_velmora_coding())
    ledger.add_coding(make_velmora_coding(outlet="Velmora Courier"))
    return list(ledger.iter_rows())


def make_schema_1_ledger(path: Path) -> None:
    """Make a SQLite ledger of schema 1 that holds `make_schema_1_rows`."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(load_migrations("sqlite")[0].script)
        connection.execute("PRAGMA journal_mode = WAL")
        for row in make_schema_1_rows():
            log = {
                "sequence": row.sequence, "recorded_at": row.recorded_at, "kind": row.kind, "id": row.id,
                "hash": row.hash,
            }  # fmt: skip
            for table, cells in (("log", log), (row.kind, {"sequence": row.sequence, **(row.body or {})})):
                marks = ", ".join("?" * len(cells))
                connection.execute(
                    f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({marks})", tuple(cells.values())
                )
