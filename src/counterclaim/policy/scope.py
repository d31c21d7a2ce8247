"""cc.scope/1: only what is counted of the event itself feeds its totals (codebooks 10.0)."""

from __future__ import annotations

from counterclaim.model.values import TollValue

#: Why the sum of a period or campaign is no figure of the event.
CAMPAIGN = "counts a period or campaign, not this event"


def find_scope_fault(value: TollValue) -> str | None:
    """Find why a count does not feed the event's total; None when it may."""
    return CAMPAIGN if value.scope == "campaign" else None
