"""Slow down whoever guesses passwords."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

#: Failed logins of one name or one address that are borne within the window.
TRIES = 5
#: Seconds.
WINDOW = 300
#: Names and addresses remembered; the oldest are forgotten, so that memory is bounded.
REMEMBERED = 10_000


class Throttle:
    """Counts the failures of the last minutes by whatever names who tries."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def find_wait(self, *keys: str) -> int:
        """Find how many seconds one must wait before the next try; 0 when there is no need."""
        return max(map(self._find_wait, keys), default=0)

    def add_failure(self, *keys: str) -> None:
        """Remember that a try failed."""
        for key in keys:
            self._failures.setdefault(key, deque(maxlen=TRIES)).append(self._now())
            self._failures.move_to_end(key)
        while len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)

    def forget(self, key: str) -> None:
        """Forget the failures of somebody who has logged in."""
        self._failures.pop(key, None)

    def _find_wait(self, key: str) -> int:
        failures = self._failures.get(key, ())
        recent = [moment for moment in failures if self._now() - moment < WINDOW]
        return int(recent[0] + WINDOW - self._now()) + 1 if len(recent) >= TRIES else 0
