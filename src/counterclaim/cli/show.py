"""`counterclaim show`: show one event of a ledger, or the events of one report."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from counterclaim.cli.inputs import OutletsOption, load_table
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
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="MOMENT",
            help="Only what was published by then: a day (its end) or an instant, in UTC without a zone.",
            envvar="COUNTERCLAIM_AS_OF",
        ),
    ] = None,
    recorded_by: Annotated[
        str | None,
        typer.Option(
            metavar="MOMENT",
            help="Only what the ledger had recorded by then; a moment as for --as-of.",
            envvar="COUNTERCLAIM_RECORDED_BY",
        ),
    ] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Show what this rule chooses, and no brief; may be given again. `policies` lists the names.",
            envvar="COUNTERCLAIM_POLICY",
        ),
    ] = None,
    why: Annotated[
        bool,
        typer.Option(
            "--why",
            help="Explain each figure: its rule, the words it rests on, and what was set aside and why.",
            envvar="COUNTERCLAIM_WHY",
        ),
    ] = False,
    outlets: OutletsOption = None,
    format: Annotated[
        ShowFormat,
        typer.Option(
            help="brief for people, jsonl for programs: one object an event.",
            envvar="COUNTERCLAIM_SHOW_FORMAT",
        ),
    ] = "brief",
) -> None:
    """Show an event: disputes first, then every value with its speaker and the words quoted.

    Given a report, all its events are shown. Figures are chosen by named rules, cc.interval/1 unless
    --policy names others. A report that carries only its day counts as published at that day's end,
    in UTC; one without a day counts from when it was recorded.
    """
    import msgspec

    from counterclaim.brief.event import render_event
    from counterclaim.brief.gather import find_notices, make_account
    from counterclaim.brief.record import to_event_record
    from counterclaim.brief.why import render_event_figures
    from counterclaim.cli.moments import parse_moment
    from counterclaim.ledger.open import open_ledger
    from counterclaim.model.resolution import AsOf
    from counterclaim.policy.case import make_case
    from counterclaim.policy.catalog import DEFAULT_POLICY, find_resolutions, get_policy
    from counterclaim.reconcile.events import load_dossiers

    names = tuple(dict.fromkeys(policy or (DEFAULT_POLICY,)))
    for name in names:
        get_policy(name)
    table = load_table(outlets)
    moment = AsOf(
        published=parse_moment(as_of, option="--as-of"),
        recorded=parse_moment(recorded_by, option="--recorded-by"),
    )
    with open_ledger(ledger) as opened:
        found = load_dossiers(opened, event)
        notices = find_notices(opened, found)
    for number, dossier in enumerate(found):
        case = make_case(dossier, moment)
        letters = table.find_letters({each.report.outlet for each in case.testimonies if each.report.outlet})
        figures = tuple(each for name in names for each in find_resolutions(case, name, letters=letters))
        if format == "jsonl":
            typer.echo(msgspec.json.encode(to_event_record(dossier, case, figures)).decode())
            continue
        if number:
            typer.echo("")
        account = make_account(dossier, case, figures=figures, notices=notices, outlets=table)
        is_asked = bool(why or policy)
        rendered = render_event_figures(account, why=why) if is_asked else render_event(account)
        print_rendered(rendered, max_width=MAX_WIDTH)
