"""`counterclaim reconcile`: match the mentions of a ledger with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption

if TYPE_CHECKING:
    from counterclaim.reconcile.update import Reconciled


def reconcile(
    *,
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild", help="Drop what was derived and judge all anew, as after a change of the matcher."
        ),
    ] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Match the mentions that were added without it; `add` does so by itself.

    Judgements of persons stay and win. Prints what was judged, a line each, name and count parted by a
    tab. Exit codes: 0 done, 2 the ledger was reconciled with another matcher and needs --rebuild, or
    there is no ledger.
    """
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.update import Reconciled, rebuild_ledger, reconcile_ledger

    with open_ledger(ledger) as opened:
        done = sum((rebuild_ledger if rebuild else reconcile_ledger)(opened), Reconciled())
    typer.echo("\n".join(say_done(done)))


def say_done(done: Reconciled) -> list[str]:
    """Say what was done, a line a count; what was compared is the sum of the four below it."""
    counts = {
        "mentions": done.mentions,
        "pairs compared": done.compared,
        "same": done.same,
        "in doubt": done.unsure,
        "nearly": done.near,
        "plainly different, not written": done.left_out,
        "taken back": done.withdrawn,
        "copies": done.copies,
        "withdrawn by notices": done.retracted,
    }
    return [f"{name}\t{count}" for name, count in counts.items()]
