"""Numbers for formats that name their events by one.

Invariant: a number hangs on the mention that was recorded first alone, so it stays while reports are
added, values are revised and events merge; the event that a merge takes in gives its number up.
"""

from __future__ import annotations

import hashlib

from counterclaim.export.record import get_first_mention
from counterclaim.ledger.base import Event

#: Digits of a number: few enough for every spreadsheet and JSON reader to hold it exactly, and so
#: many that two of a hundred thousand events share one with a chance of one in two hundred thousand.
DIGITS = 15


def make_number(event: Event) -> str:
    """Make the number of an event, of 15 digits without a leading zero."""
    digest = hashlib.sha256(get_first_mention(event).key.encode()).digest()
    lowest = 10 ** (DIGITS - 1)
    return str(lowest + int.from_bytes(digest) % (9 * lowest))
