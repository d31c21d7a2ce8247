"""`counterclaim restore`: take back what a person decided about an event."""

from __future__ import annotations

from counterclaim.cli.decision_options import (
    ByOption,
    EventArgument,
    NoteOption,
    print_events,
    require_name,
)
from counterclaim.cli.inputs import talk
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption


def restore(
    event: EventArgument,
    *,
    by: ByOption,
    note: NoteOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take back all that one person decided about an event: its merges and its splits.

    What others decided stays. Nothing is removed: that it was decided and taken back can be read with
    `counterclaim why`. Prints the events that come of it. Exit codes: 0 taken back, 2 that person
    decided nothing about it that stands, or there is no such event or ledger.
    """
    from counterclaim.ledger.base import read_clock
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.decisions import restore_event
    from counterclaim.reconcile.events import load_dossier

    name = require_name(by)
    with open_ledger(ledger) as opened, opened.writing():
        found = load_dossier(opened, event)
        back = restore_event(opened, found, by=name, made_at=read_clock(), note=note)
        print_events(opened, [found.event])
    talk(f"{len(back)} judgement{'' if len(back) == 1 else 's'} of {name} taken back")
