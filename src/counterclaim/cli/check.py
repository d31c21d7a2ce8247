"""`counterclaim check`: a linter for copy."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from counterclaim.cli.inputs import (
    AllowPrivateOption,
    ColumnOption,
    InputFormatOption,
    OutletOption,
    Paths,
    PublishedOption,
    Tally,
    code_each,
    parse_columns,
    parse_day,
)

if TYPE_CHECKING:
    from counterclaim.model.statement import Coding, Finding

CheckFormat = Literal["text", "jsonl"]


def check(
    paths: Paths,
    *,
    format: Annotated[
        CheckFormat,
        typer.Option(
            help="text: path:line:column code message; jsonl: one object a finding.",
            envvar="COUNTERCLAIM_CHECK_FORMAT",
        ),
    ] = "text",
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Leave out this rule (repeatable).", envvar="COUNTERCLAIM_IGNORE"),
    ] = None,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    input_format: InputFormatOption = None,
    allow_private: AllowPrivateOption = False,
    column: ColumnOption = None,
) -> None:
    """Check copy: swapped dates, two dates for one event, parts above totals, quotations.

    Lines and columns count from 1. Exit codes: 0 clean, 1 something was found, 2 some input could
    not be read.
    """
    from counterclaim.check.catalog import get_rule
    from counterclaim.read.reports import make_fetch, read_reports

    ignored = {get_rule(code.upper()).code for code in ignore or ()}
    day = parse_day(published)
    fetch = make_fetch(allow_private=allow_private)
    reports = read_reports(
        paths,
        input_format=input_format,
        published=day,
        outlet=outlet,
        fetch=fetch,
        columns=parse_columns(column),
    )
    tally, found = Tally(), 0
    for coding in tally.pass_done(code_each(reports)):
        kept = [finding for finding in coding.findings if finding.rule not in ignored]
        found += len(kept)
        for finding in kept:
            sys.stdout.buffer.write(_make_line(finding, coding, format).encode("utf-8") + b"\n")
        sys.stdout.flush()
    tally.close("checked")
    if found or tally.skipped:
        raise typer.Exit(2 if tally.skipped else 1)


def _make_line(finding: Finding, coding: Coding, form: CheckFormat) -> str:
    import msgspec

    from counterclaim.brief.plain import make_plain
    from counterclaim.brief.words import get_position

    path = coding.report.path or coding.report.id
    start = finding.evidence[0].start if finding.evidence else 0
    line, column = get_position(coding.report.text, start)
    if form == "jsonl":
        row = {"path": path, "line": line, "column": column, **msgspec.to_builtins(finding)}
        return msgspec.json.encode(row).decode("utf-8")
    suggestion = f" → {make_plain(finding.suggestion)}" if finding.suggestion else ""
    return f"{make_plain(path)}:{line}:{column} {finding.rule} {make_plain(finding.message)}{suggestion}"
