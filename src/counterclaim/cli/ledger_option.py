"""What the commands that use a ledger share: where it is, and how lines are printed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

#: Where the ledger is when nobody says.
DEFAULT_LEDGER = "counterclaim.ledger"
#: Width of what is printed to a file or a pipe, in columns; a list of events needs more than 80.
PIPE_WIDTH = 160

LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="PLACE",
        help="The ledger: a SQLite file, or a database as postgresql://user@host/name.",
        envvar="COUNTERCLAIM_LEDGER",
    ),
]


def print_rendered(rendered: RenderableType, *, max_width: int | None = None) -> None:
    """Print to standard output, in colour only on a terminal, without blanks at the ends of lines."""
    from rich.console import Console

    wide = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    console = Console(highlight=False, emoji=False, markup=False, width=wide)
    with console.capture() as capture:
        console.print(rendered, width=min(console.width, max_width or console.width))
    for line in capture.get().rstrip().splitlines():
        typer.echo(line.rstrip(), color=True)
