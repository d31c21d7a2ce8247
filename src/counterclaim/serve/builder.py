"""Make the list of a long log behind the pages, so that the server answers at once.

Events and reports open by their addresses meanwhile; the list shows what is read already. It may be broken
off at any time: the next start goes on where this one ended.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Lock, Thread

from counterclaim.errors import CounterclaimError
from counterclaim.serve.ledgers import LedgerPool
from counterclaim.serve.listing_follow import Follower

#: Rows of the log that no request waits for: some thousand reports.
FAR = 20_000
#: Seconds between two words about how far the list is.
TELL_EVERY = 5.0


class Builder:
    """Brings the list up to its ledger in a thread of its own; one at a time does."""

    def __init__(self, ledgers: LedgerPool, follower: Follower) -> None:
        self._ledgers = ledgers
        self._follower = follower
        self._thread: Thread | None = None
        self._lock = Lock()
        self._stopped = Event()
        #: Why the list could not be made; None while it can.
        self.problem: str | None = None

    def start(self, tell: Callable[[str], None] | None = None) -> None:
        """Begin, unless it is under way, was stopped or failed.

        Args:
            tell: told how far the list is, and why it could not be made.
        """
        with self._lock:
            is_alive = self._thread is not None and self._thread.is_alive()
            if is_alive or self._stopped.is_set() or self.problem:
                return
            self._thread = Thread(target=self._build, args=(tell or _keep_silent,), daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Wait until what was begun is done."""
        if self._thread is not None:
            self._thread.join()

    def stop(self) -> None:
        """End after the stretch at hand; nothing is begun any more."""
        self._stopped.set()
        self.wait()

    def _build(self, tell: Callable[[str], None]) -> None:
        try:
            self._follow(tell)
        except CounterclaimError as error:
            self.problem = str(error)
            tell(f"the list could not be made: {error}")

    def _follow(self, tell: Callable[[str], None]) -> None:
        ledger = self._ledgers.take()
        try:
            told = time.monotonic()
            for behind in self._follower.iter_steps(ledger):
                if self._stopped.is_set():
                    return
                if time.monotonic() - told > TELL_EVERY:
                    told = time.monotonic()
                    tell(f"the list is being made: {behind.percent} % of {behind.end:,} rows are read")
        finally:
            self._ledgers.give_back(ledger)


def _keep_silent(words: str) -> None:
    """Tell nobody: a request began it, and its page says how far the list is."""
