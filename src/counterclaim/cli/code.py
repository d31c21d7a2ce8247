"""`counterclaim code`: code reports and print them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

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

if TYPE_CHECKING:
    from counterclaim.model.statement import Coding

CodeFormat = Literal["brief", "jsonl"]

#: Widest brief in columns; longer lines are hard to read.
MAX_WIDTH = 100


def code(
    paths: Paths,
    *,
    format: Annotated[
        CodeFormat,
        typer.Option(
            help="brief for people, jsonl for programs: one object a report.", envvar="COUNTERCLAIM_FORMAT"
        ),
    ] = "brief",
    published: PublishedOption = None,
    outlet: OutletOption = None,
    party: PartyOption = None,
    outlets: OutletsOption = None,
    input_format: InputFormatOption = None,
    allow_private: AllowPrivateOption = False,
    column: ColumnOption = None,
    names: Annotated[
        bool,
        typer.Option(
            "--names", help="Keep the names of victims that the report prints.", envvar="COUNTERCLAIM_NAMES"
        ),
    ] = False,
    screen: ScreenOption = False,
    skipped: SkippedOption = None,
) -> None:
    """Code reports: who did what to whom, where, when, how many, and who says so.

    Exit codes: 0 all coded, 1 some were skipped, 2 none could be coded.
    """
    from counterclaim.read.reports import make_fetch, read_reports

    day = parse_day(published)
    reports = read_reports(
        paths,
        input_format=input_format,
        published=day,
        outlet=outlet,
        party=party,
        fetch=make_fetch(allow_private=allow_private),
        outlets=load_table(outlets),
        columns=parse_columns(column),
    )
    if screen:
        reports = screen_each(reports)
    tally = Tally(skipped)
    with show_progress(paths) as advance:
        for coding in tally.pass_done(code_each(reports, names=names)):
            _write(coding, format, is_first=tally.done == 1)
            advance()
    tally.close("coded")
    if tally.failed:
        raise typer.Exit(1 if tally.done else 2)


def _write(coding: Coding, form: CodeFormat, *, is_first: bool) -> None:
    """Write a coding at once, so that a reader of the pipe need not wait for the last report."""
    if form == "jsonl":
        from counterclaim.export.native import encode_coding

        sys.stdout.buffer.write(encode_coding(coding) + b"\n")
    else:
        _print_brief(coding, is_first=is_first)
    sys.stdout.flush()


def _print_brief(coding: Coding, *, is_first: bool) -> None:
    from rich.console import Console

    from counterclaim.brief.report import render_brief

    console = Console(highlight=False, emoji=False, markup=False)
    width = min(console.width, MAX_WIDTH)
    with console.capture() as capture:
        if not is_first:
            console.print("", "─" * width, sep="\n")
        console.print(render_brief(coding), width=width)
    for line in capture.get().splitlines():
        typer.echo(line.rstrip(), color=True)
