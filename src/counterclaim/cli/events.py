"""`counterclaim events`: list the events of a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from counterclaim.brief.plain import make_plain
from counterclaim.cli.inputs import talk
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption, print_rendered

if TYPE_CHECKING:
    from rich.table import Table

    from counterclaim.policy.base import Case

EventsFormat = Literal["table", "jsonl"]

#: Characters of an id in the table: enough for some ten thousand events; `show` takes a beginning.
SHORT_ID = 12


def events(
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    format: Annotated[
        EventsFormat,
        typer.Option(
            help="table for people, jsonl for programs: one object an event.",
            envvar="COUNTERCLAIM_EVENTS_FORMAT",
        ),
    ] = "table",
) -> None:
    """List the events: what, when, where, how many killed by cc.interval/1, and who says who did it.

    An event is what the mentions of several reports tell of; `counterclaim why` says why two are one.
    """
    from counterclaim.ledger.open import open_ledger
    from counterclaim.policy.case import make_case
    from counterclaim.reconcile.events import iter_dossiers

    with open_ledger(ledger) as opened:
        found = (make_case(dossier) for dossier in iter_dossiers(opened))
        if format == "jsonl":
            _write_lines(found)
        else:
            _print_table(found)


def _write_lines(cases: Iterable[Case]) -> None:
    import msgspec

    from counterclaim.brief.summary import make_summary

    for case in cases:
        typer.echo(msgspec.json.encode(make_summary(case)).decode())


def _print_table(cases: Iterable[Case]) -> None:
    table = make_table(cases)
    if table.row_count:
        print_rendered(table)
    talk(f"{table.row_count} event{'' if table.row_count == 1 else 's'}")


def make_table(cases: Iterable[Case]) -> Table:
    """Make the table of events, in the order in which their reports were added."""
    from rich.table import Table
    from rich.text import Text

    from counterclaim.brief.figures import say_figure
    from counterclaim.brief.summary import make_summary, say_days, say_event_kind, say_stands

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    table.add_column("event", no_wrap=True)
    table.add_column("what", ratio=3)
    table.add_column("when and where", ratio=3, min_width=10)
    table.add_column("killed", ratio=2)
    table.add_column("who says who is responsible", ratio=5)
    for case in cases:
        summary = make_summary(case)
        where = "\n".join(map(make_plain, summary.places))
        cells = (
            summary.event[:SHORT_ID],
            f"{summary.role}\n{say_event_kind(summary, case.event)}",
            f"{say_days(summary.dates)}\n{where}".strip(),
            say_figure(summary.killed),
            say_stands(summary.responsibility),
        )
        table.add_row(*map(Text, cells))
    return table
