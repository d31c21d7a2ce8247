"""What can go wrong on the bench."""

from __future__ import annotations

from counterclaim.errors import CounterclaimError


class BenchError(CounterclaimError):
    """The bench could not measure; the message names the file and what to do."""
