"""`counterclaim show`: show one event of a ledger, or the events of one report."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption, print_rendered

ShowFormat = Literal["brief", "jsonl"]

#: Widest brief in columns; longer lines are hard to read.
MAX_WIDTH = 100


def show(
    event: Annotated[
        str, typer.Argument(metavar="EVENT", help="The id of an event or a report, or its beginning.")
    ],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    format: Annotated[
        ShowFormat,
        typer.Option(
            help="brief for people, jsonl for programs: one object an event.",
            envvar="COUNTERCLAIM_SHOW_FORMAT",
        ),
    ] = "brief",
) -> None:
    """Show an event: disputes first, then every value with its speaker and the words quoted.

    Given a report, all its events are shown.
    """
    import msgspec

    from counterclaim.brief.event import render_event
    from counterclaim.brief.record import to_event_record
    from counterclaim.ledger.open import open_ledger
    from counterclaim.policy.case import make_case
    from counterclaim.reconcile.events import load_dossiers

    with open_ledger(ledger) as opened:
        found = load_dossiers(opened, event)
        findings = {
            record.report.id: opened.find_findings(record.report.id)
            for dossier in found
            for record in dossier.event.mentions
        }
    for number, dossier in enumerate(found):
        case = make_case(dossier)
        if format == "jsonl":
            typer.echo(msgspec.json.encode(to_event_record(dossier, case)).decode())
            continue
        if number:
            typer.echo("")
        rendered = render_event(dossier, case, findings=findings)
        print_rendered(rendered, max_width=MAX_WIDTH)
