"""Open ledgers for the requests at hand.

Invariant: a ledger object belongs to one request at a time; it comes from the pool or is opened anew,
so that no request waits for another.
"""

from __future__ import annotations

from collections import deque

from counterclaim.ledger.base import Ledger
from counterclaim.ledger.open import open_ledger

#: Ledgers kept open between requests; more are closed when they come back.
KEPT = 8


class LedgerPool:
    """Hands out open ledgers of one place."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._free: deque[Ledger] = deque()

    def take(self) -> Ledger:
        """Take a ledger that nobody else uses until it is given back.

        Raises:
            LedgerError: it cannot be opened.
        """
        try:
            return self._free.pop()
        except IndexError:
            return open_ledger(self._place)

    def give_back(self, ledger: Ledger) -> None:
        """Give a ledger back for the next request."""
        if len(self._free) < KEPT:
            self._free.append(ledger)
        else:
            ledger.close()

    def close(self) -> None:
        """Close the ledgers that nobody uses."""
        while self._free:
            self._free.pop().close()
