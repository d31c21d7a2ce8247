"""`counterclaim export`: code reports and write them in another program's format."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from counterclaim.cli.inputs import (
    InputFormatOption,
    OutletOption,
    Paths,
    PublishedOption,
    Tally,
    code_each,
    parse_day,
    show_progress,
    talk,
)
from counterclaim.export.names import CodingExportName


def export(
    paths: Paths,
    *,
    to: Annotated[
        CodingExportName,
        typer.Option(
            help="native: our own contract, one object a report; muc4: one object a MUC-4 template.",
            envvar="COUNTERCLAIM_EXPORT",
        ),
    ],
    published: PublishedOption = None,
    outlet: OutletOption = None,
    input_format: InputFormatOption = None,
    names: Annotated[
        bool,
        typer.Option(
            "--names", help="Keep the names of victims that the report prints.", envvar="COUNTERCLAIM_NAMES"
        ),
    ] = False,
) -> None:
    """Code reports and write them in an export format; tell what the format cannot hold.

    Exit codes: 0 all exported, 1 some were skipped, 2 none could be exported.
    """
    from counterclaim.export.catalog import FORMATS
    from counterclaim.read.reports import read_reports

    form = FORMATS[to]
    day = parse_day(published)
    reports = read_reports(paths, input_format=input_format, published=day, outlet=outlet)
    tally = Tally()
    with show_progress(paths) as advance:
        for coding in tally.pass_done(code_each(reports, names=names)):
            for line in form.iter_lines(coding):
                sys.stdout.buffer.write(line + b"\n")
            sys.stdout.flush()
            advance()
    tally.close("exported")
    talk(f"{to} cannot hold: {'; '.join(form.get_losses())}")
    if tally.skipped:
        raise typer.Exit(1 if tally.done else 2)
