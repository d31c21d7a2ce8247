"""`counterclaim outlets`: the user's own table of outlets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.brief.plain import make_plain
from counterclaim.cli.inputs import talk

if TYPE_CHECKING:
    from counterclaim.read.outlets import Outlets

outlets = typer.Typer(
    name="outlets",
    help="The table of outlets: names, aliases, domains, scale, party, and how you rate them.",
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
)


@outlets.callback()
def describe() -> None:
    """Tell outlets by their names and domains; nothing is rated by this program."""


@outlets.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The table: outlets.toml.")],
    *,
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            metavar="PLACE",
            help="Also list the outlets of this ledger's reports that the table lacks.",
        ),
    ] = None,
) -> None:
    """Check a table of outlets; what does not fit is named with its line.

    Prints how many outlets tell each thing, name and count parted by a tab; with --ledger then the names
    of a ledger's reports that no outlet of the table has, each with its number of reports. Exit codes:
    0 it fits, 2 it does not.
    """
    from counterclaim.read.outlets_file import load_outlets

    table = load_outlets(file)
    typer.echo("\n".join(say_table(table)))
    if ledger is not None:
        _print_missing(table, ledger)


def say_table(table: Outlets) -> list[str]:
    """Say how many outlets tell each thing, a line each."""
    counts = {
        "outlets": len(table.all),
        "with domains": sum(bool(each.domains) for each in table.all),
        "with a scale": sum(each.scale is not None for each in table.all),
        "with a letter": sum(each.admiralty is not None for each in table.all),
        "of a party": sum(each.party is not None for each in table.all),
    }
    return [f"{name}\t{count}" for name, count in counts.items()]


def _print_missing(table: Outlets, place: str) -> None:
    from collections import Counter

    from counterclaim.ledger.open import open_ledger

    with open_ledger(place) as opened:
        names: Counter[str] = Counter(
            each.outlet or "(no outlet)"
            for each in opened.iter_reports()
            if table.find(each.outlet, each.url) is None
        )
    for name, count in sorted(names.items(), key=lambda pair: (-pair[1], pair[0])):
        typer.echo(f"not in the table\t{make_plain(name)}\t{count}")
    if names:
        talk(
            f"{len(names)} names of the ledger are not in the table; reports added before it keep their names"
        )
