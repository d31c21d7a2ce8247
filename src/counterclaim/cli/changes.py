"""`counterclaim changes`: what became known since a moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from counterclaim.cli.inputs import talk
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption, print_rendered
from counterclaim.cli.moments import parse_moment
from counterclaim.cli.show import MAX_WIDTH

if TYPE_CHECKING:
    from counterclaim.ledger.base import Ledger
    from counterclaim.model.change import Change
    from counterclaim.reconcile.dossier import Dossier

ChangesFormat = Literal["table", "jsonl"]
ClockOption = Literal["recorded", "published"]


def changes(
    *,
    since: Annotated[
        str,
        typer.Option(
            metavar="MOMENT",
            help="What was known by then is left out. A bare day means its start, in UTC.",
        ),
    ],
    until: Annotated[
        str | None,
        typer.Option(
            metavar="MOMENT",
            help="What became known later is left out. A bare day means its end; now by default.",
        ),
    ] = None,
    event: Annotated[
        str | None, typer.Option(metavar="EVENT", help="Only this event, or the events of this report.")
    ] = None,
    clock: Annotated[
        ClockOption,
        typer.Option(help="Whose time counts: when the ledger recorded it, or when it was published."),
    ] = "recorded",
    ledger: LedgerOption = DEFAULT_LEDGER,
    format: Annotated[
        ChangesFormat,
        typer.Option(
            help="table for people, jsonl for programs: one object a change.",
            envvar="COUNTERCLAIM_CHANGES_FORMAT",
        ),
    ] = "table",
) -> None:
    """List what changed: new events, claims, denials, doubts, tolls, disputes, retractions.

    A copy of what is known changes nothing. Every change stands beside who says so.
    """
    from counterclaim.ledger.open import open_ledger
    from counterclaim.policy.between import find_changes_between

    start = parse_moment(since, option="--since", is_start=True)
    end = parse_moment(until, option="--until")
    if start is None or (end is not None and end <= start):
        raise typer.BadParameter(f"{until!r} is not after {since!r}", param_hint="--until")
    number = events = 0
    with open_ledger(ledger) as opened:
        for dossier in _iter_dossiers(opened, event):
            found = find_changes_between(dossier, since=start, until=end, clock=clock)
            if found:
                number, events = number + len(found), events + 1
                _write(dossier, found, clock, format, is_first=events == 1)
    talk(f"{number} change{'' if number == 1 else 's'} in {events} event{'' if events == 1 else 's'}")


def _iter_dossiers(ledger: Ledger, event: str | None) -> Iterator[Dossier]:
    from counterclaim.reconcile.events import iter_dossiers, load_dossiers

    return iter(load_dossiers(ledger, event)) if event else iter_dossiers(ledger)


def _write(
    dossier: Dossier, found: tuple[Change, ...], clock: ClockOption, format: ChangesFormat, *, is_first: bool
) -> None:
    from counterclaim.brief.changes import iter_lines, render_changes, sort_changes

    ordered = sort_changes(found, clock=clock)
    if format == "jsonl":
        for line in iter_lines(ordered):
            typer.echo(line.decode())
        return
    if not is_first:
        typer.echo("")
    print_rendered(render_changes(dossier.event, ordered, clock=clock), max_width=MAX_WIDTH)
