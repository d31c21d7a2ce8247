"""`counterclaim add`: code reports and keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.heeding import Heeding
from counterclaim.cli.inputs import (
    AllowPrivateOption,
    ColumnOption,
    InputFormatOption,
    OutletOption,
    OutletsOption,
    PartyOption,
    Paths,
    PublishedOption,
    ScreenOption,
    SkippedOption,
    Tally,
    code_each,
    load_table,
    parse_columns,
    parse_day,
    screen_each,
    show_progress,
)
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption
from counterclaim.cli.resuming import pass_new

if TYPE_CHECKING:
    from counterclaim.ledger.base import Added
    from counterclaim.model.report import Report
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
    column: ColumnOption = None,
    screen: ScreenOption = False,
    deletions: Annotated[
        bool,
        typer.Option(
            "--deletions",
            help="Withdraw messages that the ledger holds and these whole exports of their channels lack.",
            envvar="COUNTERCLAIM_DELETIONS",
        ),
    ] = False,
    skipped: SkippedOption = None,
    reconcile: ReconcileOption = True,
    recode: Annotated[
        bool,
        typer.Option(
            "--recode",
            help="Code reports again that the ledger holds as this version codes them.",
            envvar="COUNTERCLAIM_RECODE",
        ),
    ] = False,
) -> None:
    """Code reports and add them to the ledger; what it holds already is left as it is.

    The bytes of every file are kept whole beside the ledger, with a receipt for each report. Prints
    a line a report: its id, its mentions, its statements, whether it is new, coded anew by another
    version, or known; then how many mentions of other reports tell of its events, how many are in
    doubt, and how many reports are copies of it; last, if so, that its outlet withdrew it. A notice
    by which an outlet kills or deletes an item has a line of its own, and withdraws its reports
    whenever they come. A report that the ledger holds as this version codes it is not coded again, so
    that a command which was broken off goes on where it stopped. Exit codes: 0 all added, 1 some were
    skipped, 2 none could be.
    """
    from counterclaim.ledger.custody import LedgerCustodian
    from counterclaim.ledger.open import open_ledger
    from counterclaim.read.reports import make_fetch, read_all
    from counterclaim.reconcile.update import add_report, keep_known

    day, columns = parse_day(published), parse_columns(column)
    tally = Tally(skipped)
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
            columns=columns,
        )
        reports = heeding.pass_others(found)

        def keep(report: Report) -> None:
            receipts = custodian.take_receipts(report.id)
            done = keep_known(opened, report.id, receipts, reconcile=reconcile)
            mentions = sum(1 for _ in opened.iter_mentions((report.id,)))
            statements = sum(1 for _ in opened.iter_statements(report.id))
            typer.echo(say_added(report, mentions, statements, "known", done))
            tally.done += 1
            advance()

        if not recode:
            reports = pass_new(opened, reports, keep)
        for coding in tally.pass_done(_pass_sound(code_each(screen_each(reports) if screen else reports))):
            report, receipts = coding.report, custodian.take_receipts(coding.report.id)
            added, done = add_report(opened, coding, receipts, reconcile=reconcile)
            state = say_state(added)
            typer.echo(say_added(report, len(coding.mentions), len(coding.statements), state, done))
            advance()
        if deletions:
            heeding.heed_deletions(paths)
    heeding.close()
    tally.close("added or known")
    if tally.failed:
        raise typer.Exit(1 if tally.done else 2)


def say_state(added: Added) -> str:
    """Say in a word what was new."""
    return "new" if added.report else "recoded" if added.coding else "known"


def say_added(report: Report, mentions: int, statements: int, state: str, done: Reconciled) -> str:
    """Say what was new, in columns parted by tabs."""
    columns = (
        report.id,
        f"{mentions} mentions",
        f"{statements} statements",
        state,
        f"{done.same} same",
        f"{done.unsure} in doubt",
        f"{done.copies} copies",
        *(("withdrawn by its outlet",) if done.retracted else ()),
    )
    return "\t".join(columns)


def _pass_sound(codings: Iterable[Coding | Problem]) -> Iterator[Coding | Problem]:
    """Pass on codings that a ledger takes; one that does not fit its own words is skipped and told."""
    from counterclaim.ledger.soundness import find_misfit_problem
    from counterclaim.model.statement import Problem

    for coding in codings:
        yield coding if isinstance(coding, Problem) else find_misfit_problem(coding) or coding
