"""Bring a database's tables to the schema of this version, one numbered script after the other.

Scripts lie in `sql/migrations/<dialect>/NNNN_name.sql`; each ends by adding its number to
`ledger_version`. Rows that are there are left as they are, and so their hashes stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePath

from counterclaim.errors import LedgerError, OldLedgerError


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step from a schema to the next."""

    #: The schema that it leads to, from 1.
    number: int
    #: What it brings, as its file is named.
    name: str
    script: str


@lru_cache
def load_migrations(dialect: str) -> tuple[Migration, ...]:
    """Load the migrations of one kind of database, from the first on."""
    folder = files("counterclaim.ledger") / "sql" / "migrations" / dialect
    scripts = sorted((entry.name, entry.read_text(encoding="utf-8")) for entry in folder.iterdir())
    return tuple(_make_migration(name, script) for name, script in scripts if name.endswith(".sql"))


def settle_schema(dialect: str, version: int, place: str, *, run: Callable[[str], None] | None) -> None:
    """Bring a ledger to the schema of this version, or refuse one that this version cannot read.

    Args:
        dialect: kind of database, the name of the folder of its scripts.
        version: schema that the database has; 0 for none.
        place: where the ledger is, for messages.
        run: runs one script, all in one transaction; None where nothing may be written.

    Raises:
        OldLedgerError: the schema is older, and nothing may be written.
        LedgerError: the schema is newer than this version.
    """
    latest = get_latest(dialect)
    if version > latest:
        raise LedgerError(
            f"the ledger {place} has schema {version}, this version reads schema {latest};"
            " use the version of counterclaim that made it"
        )
    pending = tuple(step for step in load_migrations(dialect) if step.number > version)
    if pending and run is None:
        raise OldLedgerError(
            f"the ledger {place} has schema {version}, this version reads schema {latest};"
            " `counterclaim migrate` or `counterclaim add` brings it there"
        )
    for step in pending:
        if run is not None:
            run(step.script)


def get_latest(dialect: str) -> int:
    """Return the schema that this version writes."""
    return load_migrations(dialect)[-1].number


def _make_migration(file_name: str, script: str) -> Migration:
    number, _, name = PurePath(file_name).stem.partition("_")
    return Migration(number=int(number), name=name, script=script)
