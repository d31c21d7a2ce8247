"""Open a ledger wherever it is; the one way in for commands and programs."""

from __future__ import annotations

from pathlib import Path

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Clock, Ledger, read_clock
from counterclaim.ledger.place import POSTGRES_SCHEMES, find_scheme, say_place


def open_ledger(place: str | Path, *, clock: Clock = read_clock, create: bool = False) -> Ledger:
    """Open the ledger in a SQLite file or a PostgreSQL database.

    Args:
        place: the path of a file, or a URL `postgresql://user:password@host:port/database`; what the
            URL leaves out is taken as libpq takes it, from PGHOST, PGPASSWORD, ~/.pgpass.
        clock: tells the time at which rows are recorded.
        create: make the ledger where there is none: the file, or the tables in an empty database.

    Raises:
        LedgerError: there is no ledger, it cannot be reached, or this version cannot read it.
    """
    scheme = find_scheme(str(place))
    if scheme is None:
        from counterclaim.ledger.sqlite import open_sqlite

        return open_sqlite(Path(place), clock=clock, create=create)
    if scheme in POSTGRES_SCHEMES:
        from counterclaim.ledger.postgres import open_postgres

        return open_postgres(str(place), clock=clock, create=create)
    raise LedgerError(
        f"{say_place(str(place))} names no ledger; give the path of a file, or a URL that starts with"
        " postgresql://"
    )
