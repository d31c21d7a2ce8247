"""`counterclaim merge`: decide that two events are one."""

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


def merge(
    event: EventArgument,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The event that is the same.")],
    *,
    by: ByOption,
    note: NoteOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Decide that two events are one; a person's decision wins over the matcher's.

    Both ids lead to the event from now on. `counterclaim restore` takes the decision back. Prints the
    event. Exit codes: 0 merged, 2 they are one event already, or there is no such event or ledger.
    """
    from counterclaim.ledger.base import read_clock
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.decisions import merge_events
    from counterclaim.reconcile.events import load_dossier

    name = require_name(by)
    with open_ledger(ledger) as opened, opened.writing():
        pair = load_dossier(opened, event), load_dossier(opened, other)
        merge_events(opened, *pair, by=name, made_at=read_clock(), note=note)
        print_events(opened, [dossier.event for dossier in pair])
