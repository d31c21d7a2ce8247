"""`counterclaim split`: decide that mentions of an event are of another one."""

from __future__ import annotations

from typing import Annotated

import typer

from counterclaim.cli.decision_options import (
    ByOption,
    EventArgument,
    NoteOption,
    print_events,
    require_name,
)
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption


def split(
    event: EventArgument,
    mentions: Annotated[
        list[str],
        typer.Argument(metavar="MENTION...", help="Mentions to take out, or the reports they stand in."),
    ],
    *,
    by: ByOption,
    note: NoteOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Decide that some mentions of an event are not of it; a person's decision wins over the matcher's.

    Whatever is added later, they never come together with those that stay, until `counterclaim merge`
    or `counterclaim restore`. Prints the events that come of it. Exit codes: 0 split, 2 a mention is
    not of the event, none would stay, or there is no such event or ledger.
    """
    from counterclaim.ledger.base import read_clock
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.decisions import find_members, split_event
    from counterclaim.reconcile.events import load_dossier

    name = require_name(by)
    with open_ledger(ledger) as opened, opened.writing():
        found = load_dossier(opened, event)
        leaving = find_members(found, mentions)
        split_event(opened, found, leaving, by=name, made_at=read_clock(), note=note)
        print_events(opened, [found.event])
