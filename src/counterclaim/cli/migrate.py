"""`counterclaim migrate`: bring a ledger of an earlier version to the schema of this one."""

from __future__ import annotations

import typer

from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption


def migrate(*, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Bring a ledger that an earlier version made to the schema of this one; its rows stay as they are.

    Earlier versions cannot read it any more: copy the ledger first if you need them. Exit codes: 0
    the ledger has the schema of this version, 2 there is no ledger.
    """
    from counterclaim.errors import OldLedgerError
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.index import find_matcher_version

    try:
        open_ledger(ledger).close()
    except OldLedgerError:
        with open_ledger(ledger, create=True) as migrated:
            if find_matcher_version(migrated) is None and next(iter(migrated.iter_mentions()), None):
                typer.echo("migrated; `counterclaim reconcile` brings its reports together into events")
            else:
                typer.echo("migrated")
    else:
        typer.echo("nothing to migrate")
