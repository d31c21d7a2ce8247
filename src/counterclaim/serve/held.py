"""Events that were loaded lately, kept until the ledger has grown.

Invariant: what is kept is what would be loaded now: the ledger is append-only, and every event that was
loaded before its last row is forgotten. A person who reads, opens a drawing and reads on loads once.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from counterclaim.brief.gather import Notices, find_notices
from counterclaim.ledger.base import Ledger
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.events import load_dossier

#: Events kept; one of 100 reports is a few megabytes.
KEPT = 40


class HeldEvent(NamedTuple):
    """An event with what the checks noticed in its reports."""

    dossier: Dossier
    notices: Notices


class HeldEvents:
    """Events by the id that they were asked for by; the least used go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, HeldEvent] = OrderedDict()
        self._end = 0
        self._lock = Lock()

    def get(self, ledger: Ledger, event: str) -> HeldEvent:
        """Get an event as the ledger has it now.

        Raises:
            UnknownEventError: nothing in the ledger has such an id.
            LedgerError: it leads to several events.
        """
        end = ledger.find_end()
        with self._lock:
            if end != self._end:
                self._kept.clear()
                self._end = end
            found = self._kept.get(event)
            if found is not None:
                self._kept.move_to_end(event)
                return found
        dossier = load_dossier(ledger, event)
        held = HeldEvent(dossier, find_notices(ledger, [dossier]))
        with self._lock:
            # The ledger may have grown meanwhile; then it is read again next time.
            if end == self._end:
                self._kept[event] = held
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return held
