"""Fetch, and remember how long a site that fails asks to be left alone."""

from __future__ import annotations

from datetime import timedelta

from counterclaim.errors import FetchError
from counterclaim.read.web.fetched import Fetch, Fetched


class WaitingFetch:
    """Fetches addresses; a `Fetch` for `read_all`."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._waits: dict[str, timedelta] = {}

    def __call__(self, address: str) -> Fetched:
        """Fetch an address."""
        self._waits.pop(address, None)
        try:
            return self._fetch(address)
        except FetchError as error:
            if error.retry_after:
                self._waits[address] = timedelta(seconds=error.retry_after)
            raise

    def find_wait(self, address: str) -> timedelta:
        """Find how long an address asked to be left alone when it was fetched last."""
        return self._waits.get(address, timedelta())
