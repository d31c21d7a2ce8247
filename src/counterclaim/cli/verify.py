"""`counterclaim verify`: check every row of a ledger against its words and hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.brief.plain import make_plain
from counterclaim.cli.inputs import talk
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption

if TYPE_CHECKING:
    from counterclaim.ledger.verify import Fault, Verification


def verify(
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    head: Annotated[
        str | None,
        typer.Option(
            metavar="HASH",
            help="The last hash as an earlier verify printed it; it must still be in the ledger.",
            envvar="COUNTERCLAIM_HEAD",
        ),
    ] = None,
) -> None:
    """Verify a ledger: every quote in its text, every id and hash from the content, and the chain.

    Prints the counts of rows and the last hash. Exit codes: 0 all fits, 1 a row does not, and the
    first such row is named, 2 the file is no ledger.
    """
    from counterclaim.ledger.open import open_ledger
    from counterclaim.ledger.place import say_place
    from counterclaim.ledger.verify import verify_ledger

    with open_ledger(ledger) as opened:
        verified = verify_ledger(opened, head=head)
    if verified.fault is not None:
        typer.echo(say_fault(verified.fault))
        talk(f"{say_place(ledger)} does not verify: {sum(verified.counts.values())} rows fit before this one")
        raise typer.Exit(1)
    typer.echo("\n".join(say_counts(verified)))
    talk(f"{say_place(ledger)} verifies")


def say_fault(fault: Fault) -> str:
    """Say which row does not fit and why, in columns parted by tabs."""
    columns = (f"row {fault.sequence}", fault.kind, fault.id, fault.reason)
    return "\t".join(map(make_plain, columns))


def say_counts(verified: Verification) -> list[str]:
    """Say what was verified, a line a kind, name and count parted by a tab."""
    from counterclaim.ledger.base import ROW_KINDS

    lines = [f"{kind}\t{verified.counts.get(kind, 0)}" for kind in ROW_KINDS]
    return [*lines, f"quote\t{verified.quotes}", f"head\t{verified.head}"]
