"""`counterclaim policies`: list the rules that choose what is published of an event."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from counterclaim.cli.ledger_option import print_rendered

PoliciesFormat = Literal["table", "jsonl"]


def policies(
    *,
    format: Annotated[
        PoliciesFormat,
        typer.Option(
            help="table for people, jsonl for programs: one object a policy.",
            envvar="COUNTERCLAIM_POLICIES_FORMAT",
        ),
    ] = "table",
) -> None:
    """List the named rules that choose a figure, a date or a place, with where each comes from."""
    from counterclaim.policy.catalog import POLICIES, TAGS

    if format == "jsonl":
        import json

        for entry in POLICIES.values():
            fields = {"name": entry.name, "fields": entry.fields, "provenance": TAGS[entry.tag]}
            typer.echo(json.dumps({**fields, "rule": entry.rule}, ensure_ascii=False))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    table.add_column("policy", no_wrap=True)
    for title, ratio in (("fields", 2), ("rule", 4), ("where it comes from", 2)):
        table.add_column(title, ratio=ratio)
    for entry in POLICIES.values():
        table.add_row(*map(Text, (entry.name, ", ".join(entry.fields), entry.rule, TAGS[entry.tag])))
    print_rendered(table)
