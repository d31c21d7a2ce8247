"""Changes: what became known of an event between two moments."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from counterclaim.model.dispute import DisputeKind
from counterclaim.model.ids import ReportId, StatementId

#: `position` is a claim, blame, denial, doubt or silence that is new; `dropped` one that no longer
#: stands; `figure` what the default policy prints; `review` what a person said of a statement.
ChangeKind = Literal[
    "event", "merge", "split", "retraction", "position", "dropped", "toll", "figure",
    "dispute_opened", "dispute_closed", "review",
]  # fmt: skip
CHANGE_SCHEMA = "counterclaim-change/1"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that became known of an event, or ceased to hold."""

    schema: str = CHANGE_SCHEMA
    event: str
    kind: ChangeKind
    #: killed, injured, ..., responsibility, date, place; None for the event as a whole.
    property: str | None = None
    #: The party, or who is counted; None for everyone.
    about: str | None = None
    #: What kind of dispute opened or was settled.
    dispute: DisputeKind | None = None
    #: claim, blame, deny, ... of a position.
    position: str | None = None
    #: accept, reject, correct, add or withdrawn of a review; `before` and `after` are words it is about.
    verdict: str | None = None
    #: Who says so; the outlet where a report speaks itself.
    voice: str | None = None
    #: What held before and what holds now, in words; None for nothing.
    before: str | None = None
    after: str | None = None
    #: Why, where it is known: a retraction's reason, what a policy set aside.
    note: str | None = None
    #: Day and instant of publication, and when it was recorded: the first of its statements'; of a
    #: dispute, that of the second side. None for what ceased to hold, and for figures: what moved
    #: them stands beside them.
    published: date | None = None
    published_at: datetime | None = None
    recorded_at: datetime | None = None
    statements: tuple[StatementId, ...] = ()
    reports: tuple[ReportId, ...] = ()
