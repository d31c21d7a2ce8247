"""`counterclaim retract`: withdraw a report, which stays in the ledger and is marked."""

from __future__ import annotations

from typing import Annotated

import typer

from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption


def retract(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="The id of a report, or its beginning: rep_abcd.")
    ],
    *,
    by: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Who withdraws it: your name, or the outlet that withdrew it.",
            envvar="COUNTERCLAIM_BY",
        ),
    ],
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why, for whoever reads the ledger later.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Retract a report: it stays in the ledger, is marked wherever it is shown, and counts no more.

    Prints the id of the retraction. A retraction is never removed; adding the report again does not
    undo it. Exit codes: 0 retracted, 2 there is no such report or no ledger.
    """
    from counterclaim.ledger.base import read_clock
    from counterclaim.ledger.open import open_ledger
    from counterclaim.model.custody import make_retraction

    for name, words in (("--by", by), ("--reason", reason)):
        if not words.strip():
            raise typer.BadParameter(f"{name} is empty; write who withdraws the report and why")
    with open_ledger(ledger) as opened:
        found = opened.get_report_id(report)
        retraction = make_retraction(report=found, by=by, reason=reason, made_at=read_clock())
        opened.add_retraction(retraction)
    typer.echo(f"{retraction.id}\t{found}")
