"""`counterclaim add`: code reports and keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.heeding import Heeding
from counterclaim.cli.inputs import (
    AllowPrivateOption,
    InputFormatOption,
    OutletOption,
    OutletsOption,
    PartyOption,
    Paths,
    PublishedOption,
    ScreenOption,
    Tally,
    code_each,
    load_table,
    parse_day,
    screen_each,
    show_progress,
)
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption

if TYPE_CHECKING:
    from counterclaim.ledger.base import Added
    from counterclaim.model.statement import Coding, Problem
    from counterclaim.reconcile.update import Reconciled

ReconcileOption = Annotated[
    bool,
    typer.Option(
        help="Judge which mentions of other reports tell of the same events.",
        envvar="COUNTERCLAIM_RECONCILE",
    ),
]


def add(
    paths: Paths,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    party: PartyOption = None,
    outlets: OutletsOption = None,
    input_format: InputFormatOption = None,
    allow_private: AllowPrivateOption = False,
    screen: ScreenOption = False,
    deletions: Annotated[
        bool,
        typer.Option(
            "--deletions",
            help="Withdraw messages that the ledger holds and these whole exports of their channels lack.",
            envvar="COUNTERCLAIM_DELETIONS",
        ),
    ] = False,
    reconcile: ReconcileOption = True,
) -> None:
    """Code reports and add them to the ledger; what it holds already is left as it is.

    The bytes of every file are kept whole beside the ledger, with a receipt for each report. Prints
    a line a report: its id, its mentions, its statements, whether it is new, coded anew by another
    version, or known; then how many mentions of other reports tell of its events, how many are in
    doubt, and how many reports are copies of it; last, if so, that its outlet withdrew it. A notice
    by which an outlet kills or deletes an item has a line of its own, and withdraws its reports
    whenever they come. Exit codes: 0 all added, 1 some were skipped, 2 none could be.
    """
    from counterclaim.ledger.custody import LedgerCustodian
    from counterclaim.ledger.open import open_ledger
    from counterclaim.read.reports import make_fetch, read_all
    from counterclaim.reconcile.update import add_report

    day = parse_day(published)
    tally = Tally()
    with open_ledger(ledger, create=True) as opened, show_progress(paths) as advance:
        custodian = LedgerCustodian(opened.raw)
        heeding = Heeding(opened, custodian)
        found = read_all(
            paths,
            input_format=input_format,
            published=day,
            outlet=outlet,
            party=party,
            custodian=custodian,
            fetch=make_fetch(allow_private=allow_private),
            outlets=load_table(outlets),
        )
        reports = heeding.pass_others(found)
        for coding in tally.pass_done(_pass_sound(code_each(screen_each(reports) if screen else reports))):
            receipts = custodian.take_receipts(coding.report.id)
            typer.echo(say_added(coding, *add_report(opened, coding, receipts, reconcile=reconcile)))
            advance()
        if deletions:
            heeding.heed_deletions(paths)
    heeding.close()
    tally.close("added or known")
    if tally.failed:
        raise typer.Exit(1 if tally.done else 2)


def say_added(coding: Coding, added: Added, done: Reconciled) -> str:
    """Say what was new, in columns parted by tabs."""
    columns = (
        coding.report.id,
        f"{len(coding.mentions)} mentions",
        f"{len(coding.statements)} statements",
        say_state(added),
        f"{done.same} same",
        f"{done.unsure} in doubt",
        f"{done.copies} copies",
        *(("withdrawn by its outlet",) if done.retracted else ()),
    )
    return "\t".join(columns)


def say_state(added: Added) -> str:
    """Say whether a report is new, coded anew by another version, or known."""
    return "new" if added.report else "recoded" if added.coding else "known"


def _pass_sound(codings: Iterable[Coding | Problem]) -> Iterator[Coding | Problem]:
    """Pass on codings that a ledger takes; one that does not fit its own words is skipped and told."""
    from counterclaim.ledger.soundness import find_misfit_problem
    from counterclaim.model.statement import Problem

    for coding in codings:
        yield coding if isinstance(coding, Problem) else find_misfit_problem(coding) or coding
