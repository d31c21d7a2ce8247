"""The order of testimonies: by publication, then by report, place and id.

When the ledger recorded a report counts only where its publication is unknown: the same reports added
in another order are told in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from counterclaim.policy.base import Case, Testimony
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


def order_as_told(case: Case, testimonies: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Order testimonies by their reports, and within a report as its coder ranked them."""
    ranks = {
        statement.id: rank
        for record in case.event.mentions
        for rank, statement in enumerate(record.statements)
    }

    def make_key(testimony: Testimony) -> tuple[datetime, str, int, str, int]:
        mention = testimony.mention.id
        rank = ranks.get(testimony.statement.id, len(ranks))
        published = get_publication(testimony.report, testimony.recorded_at)
        return (published, testimony.report.id, len(mention), mention, rank)

    return tuple(sorted(testimonies, key=make_key))
