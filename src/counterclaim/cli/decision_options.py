"""What the commands share by which a person decides about events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from counterclaim.ledger.base import Event, Ledger

EventArgument = Annotated[
    str, typer.Argument(metavar="EVENT", help="The id of an event or of a mention in it, or its beginning.")
]
ByOption = Annotated[
    str,
    typer.Option(
        metavar="NAME", help="Who decides: your name, as the ledger will keep it.", envvar="COUNTERCLAIM_BY"
    ),
]
NoteOption = Annotated[
    str | None, typer.Option(metavar="WORDS", help="Why, for whoever reads the ledger later.")
]


def require_name(by: str) -> str:
    """Require a name that is more than blanks.

    Raises:
        typer.BadParameter: there is none.
    """
    if not by.strip():
        raise typer.BadParameter("--by is empty; write who decides")
    return by.strip()


def print_events(ledger: Ledger, former: Iterable[Event]) -> None:
    """Print the events that the mentions of former events are in now, a line each."""
    from counterclaim.reconcile.events import load_dossier

    keys = [record.key for event in former for record in event.mentions]
    found = {dossier.event.id: dossier.event for dossier in (load_dossier(ledger, key) for key in keys)}
    for event in sorted(found.values(), key=lambda event: event.id):
        typer.echo(f"{event.id}\t{say_mentions(len(event.mentions))}")


def say_mentions(count: int) -> str:
    """Say how many mentions an event has."""
    return f"{count} mention{'' if count == 1 else 's'}"
