"""`counterclaim brief`: the brief of one event, on the terminal or as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.inputs import OutletsOption, load_table
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption, print_rendered
from counterclaim.cli.moments import parse_moment
from counterclaim.cli.outputs import write_text
from counterclaim.cli.show import MAX_WIDTH

if TYPE_CHECKING:
    from counterclaim.brief.account import EventAccount
    from counterclaim.model.resolution import AsOf
    from counterclaim.read.outlets import Outlets


def brief(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, or its beginning.")],
    *,
    html: Annotated[
        bool,
        typer.Option(
            "--html", help="One self-contained HTML file: it loads nothing, runs nothing, and prints well."
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to standard output."),
    ] = None,
    policy: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The rule that chooses the figures; cc.interval/1 by default, and for what it leaves out.",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="MOMENT", help="Only what was published by then; as for `show`."),
    ] = None,
    recorded_by: Annotated[
        str | None,
        typer.Option(metavar="MOMENT", help="Only what the ledger had recorded by then; as for `show`."),
    ] = None,
    outlets: OutletsOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write the brief of an event: what is known, who says so, what is disputed and what changed.

    The speaker stands beside every figure, claim, accusation and denial. Charts and the map need the
    extra `page`; without it a note stands in their place, and the tables stay.
    """
    from counterclaim.model.resolution import AsOf

    moment = AsOf(
        published=parse_moment(as_of, option="--as-of"),
        recorded=parse_moment(recorded_by, option="--recorded-by"),
    )
    account = _load_account(ledger, event, policy, moment, load_table(outlets))
    if html:
        from counterclaim.brief.html import render_html_brief

        write_text(render_html_brief(account), output)
        return
    from counterclaim.brief.event import render_event

    if output is None:
        print_rendered(render_event(account), max_width=MAX_WIDTH)
        return
    from rich.console import Console

    console = Console(highlight=False, emoji=False, markup=False, width=MAX_WIDTH, color_system=None)
    with console.capture() as capture:
        console.print(render_event(account))
    lines = (line.rstrip() for line in capture.get().rstrip().splitlines())
    write_text("\n".join(lines) + "\n", output)


def _load_account(place: str, event: str, policy: str | None, moment: AsOf, outlets: Outlets) -> EventAccount:
    from counterclaim.brief.gather import find_notices, make_account
    from counterclaim.ledger.open import open_ledger
    from counterclaim.policy.case import make_case
    from counterclaim.policy.catalog import DEFAULT_POLICY, get_policy
    from counterclaim.reconcile.events import load_dossier

    # A wrong name is told before the ledger is opened.
    entry = get_policy(policy or DEFAULT_POLICY)
    with open_ledger(place) as opened:
        dossier = load_dossier(opened, event)
        notices = find_notices(opened, [dossier])
    case = make_case(dossier, moment)
    return make_account(dossier, case, policy=entry.name, notices=notices, outlets=outlets)
