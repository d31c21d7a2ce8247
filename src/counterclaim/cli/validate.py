"""`counterclaim validate`: hold a file, whoever made it, against the rules of its format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from counterclaim.brief.plain import make_plain
from counterclaim.cli.inputs import talk
from counterclaim.export.names import ValidatedName

ValidateFormat = Literal["text", "jsonl"]


def validate(
    name: Annotated[ValidatedName, typer.Argument(metavar="FORMAT", help="acled, gtd, ucdp or plover.")],
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="A table as CSV or TSV in UTF-8; PLOVER as JSON Lines.")
    ],
    *,
    format: Annotated[
        ValidateFormat,
        typer.Option(
            help="text: row, column, rule and message parted by tabs; jsonl: one object a violation.",
            envvar="COUNTERCLAIM_VALIDATE_FORMAT",
        ),
    ] = "text",
) -> None:
    """Find where a file breaks the rules of ACLED, GTD, UCDP GED or PLOVER: codes, order, sums, dates.

    Rows count from 1, without the header; row 0 is the file as a whole. Exit codes: 0 sound, 1 a rule
    is broken, 2 the file could not be read.
    """
    import msgspec

    from counterclaim.export.catalog import EVENT_FORMATS

    check = EVENT_FORMATS[name]().check_file
    count = 0
    for violation in check(path) if check else ():
        count += 1
        if format == "jsonl":
            typer.echo(msgspec.json.encode(violation).decode())
        else:
            cells = (str(violation.row), violation.column, violation.rule, violation.message)
            typer.echo("\t".join(map(make_plain, cells)))
    talk(f"{path}: {count} {'breach' if count == 1 else 'breaches'} of the rules of {name}")
    if count:
        raise typer.Exit(1)
