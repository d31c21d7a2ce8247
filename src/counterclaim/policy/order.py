"""The order of testimonies: by publication, then by report, place and id.

When the ledger recorded a report counts only where its publication is unknown: the same reports added
in another order are told in the same order.
"""

from __future__ import annotations

from datetime import datetime

from counterclaim.policy.base import Testimony
from counterclaim.policy.moment import get_publication


def make_order(testimony: Testimony) -> tuple[datetime, str, int, int, str]:
    """Make the key that orders testimonies; a sum comes after what it is made of."""
    statement = testimony.statement
    return (
        get_publication(testimony.report, testimony.recorded_at),
        testimony.report.id,
        statement.evidence[0].start,
        len(testimony.rests_on),
        statement.id,
    )
