"""Make ledgers as earlier versions of the program made them."""

from __future__ import annotations

from sqlalchemy import Connection, text

from counterclaim.ledger.base import Row
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.migrate import load_migrations
from counterclaim.ledger.sqlite import iter_commands
from tests.factories import make_velmora_coding, read_fixed_clock
from tests.property.tampering import open_behind

#: Folders of migrations by the names that SQLAlchemy gives the databases.
DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}
#: Hash of the last of the 30 rows that the version with schema 1 wrote for these two codings, noted
#: from that version itself: if it differs, old ledgers do not verify any more.
SCHEMA_1_HEAD = "45a7bbc00b3dcbb3831860e907b0e0ccc5426470b9866b8b8322cb95d1640da2"


def make_schema_1_rows() -> list[Row]:
    """Make the rows of two codings of one text from two outlets."""
    ledger = MemoryLedger(read_fixed_clock)
    ledger.add_coding(make_velmora_coding())
    ledger.add_coding(make_velmora_coding(outlet="Velmora Courier"))
    return list(ledger.iter_rows())


def make_schema_1_ledger(place: str) -> None:
    """Make a ledger of schema 1, in a file or a database, that holds `make_schema_1_rows`."""
    with open_behind(place) as connection:
        _run_script(connection, load_migrations(DIALECTS[connection.dialect.name])[0].script)
        for row in make_schema_1_rows():
            log = {
                "sequence": row.sequence, "recorded_at": row.recorded_at, "kind": row.kind, "id": row.id,
                "hash": row.hash,
            }  # fmt: skip
            for table, cells in (("log", log), (row.kind, {"sequence": row.sequence, **(row.body or {})})):
                marks = ", ".join(f":{name}" for name in cells)
                connection.execute(text(f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({marks})"), cells)


def _run_script(connection: Connection, script: str) -> None:
    if connection.dialect.name == "sqlite":
        for command in iter_commands(script):
            connection.exec_driver_sql(command)
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    else:
        connection.exec_driver_sql(script, execution_options={"no_parameters": True})
