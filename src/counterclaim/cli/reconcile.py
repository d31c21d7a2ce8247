"""`counterclaim reconcile`: match the mentions of a ledger, or of a bulk job, with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.inputs import talk
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption

if TYPE_CHECKING:
    from counterclaim.bulk.matching.job import Matched
    from counterclaim.reconcile.update import Reconciled


def reconcile(
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIR]",
            help="Folder or URL of a bulk job, to match without a ledger.",
            show_default=False,
        ),
    ] = None,
    *,
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild", help="Drop what was derived and judge all anew, as after a change of the matcher."
        ),
    ] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
    out: Annotated[
        str | None,
        typer.Option(
            metavar="EVENTS", help="Folder for the events of a bulk job.", envvar="COUNTERCLAIM_EVENTS"
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Number of workers; by default one a core.", envvar="COUNTERCLAIM_WORKERS"),
    ] = None,
) -> None:
    """Match the mentions of a ledger that were added without it, or those of a whole bulk job.

    In a ledger, judgements of persons stay and win. For a bulk job, DIR, the events and judgements that a
    ledger of it would have are written to the folder EVENTS as Parquet, with no ledger and many times
    faster. Prints what was judged, a line each, name and count parted by a tab. Exit codes: 0 done, 2 the
    ledger was reconciled with another matcher and needs --rebuild, or there is no ledger, or no such job.
    """
    if folder is not None:
        _match_job(folder, out, rebuild=rebuild, workers=workers)
        return
    if out is not None:
        raise typer.BadParameter(
            "it goes with the folder of a bulk job: counterclaim reconcile DIR --out EVENTS"
        )
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.update import Reconciled, rebuild_ledger, reconcile_ledger

    with open_ledger(ledger) as opened:
        done = sum((rebuild_ledger if rebuild else reconcile_ledger)(opened), Reconciled())
    typer.echo("\n".join(say_done(done)))


def _match_job(folder: str, out: str | None, *, rebuild: bool, workers: int | None) -> None:
    from counterclaim.bulk.engines.catalog import count_cores
    from counterclaim.bulk.matching.job import match_job

    if out is None:
        raise typer.BadParameter(
            f"name the folder of the events: counterclaim reconcile {folder} --out EVENTS"
        )
    if rebuild:
        raise typer.BadParameter("--rebuild is for a ledger; the events of a bulk job are always made anew")
    matched = match_job(folder, out, workers=workers or count_cores(), tell=talk)
    typer.echo("\n".join(say_matched(matched)))


def say_matched(matched: Matched) -> list[str]:
    """Say what matching a bulk job found, a line a count."""
    counts = {
        "mentions": matched.mentions,
        "pairs compared": matched.compared,
        "same": matched.same,
        "in doubt": matched.unsure,
        "nearly": matched.near,
        "events": matched.events,
    }
    return [f"{name}\t{count}" for name, count in counts.items()]


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
