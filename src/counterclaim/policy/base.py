"""What every policy works on: the testimonies of one event, prepared by the shared pre-steps.

A policy is a pure function from a Case to a Resolution. It lists every testimony of its field, as
used or as set aside with the reason (codebooks 10).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counterclaim.ledger.base import Event
from counterclaim.model.ids import StatementId
from counterclaim.model.judgement import MentionKey
from counterclaim.model.report import Report
from counterclaim.model.resolution import AsOf, Resolution
from counterclaim.model.statement import Mention, Statement
from counterclaim.reconcile.reviewed import UNREVIEWED, Reviewed

#: What became of a statement since it was made (cc.current/1). `rejected` and `corrected` by a person:
#: the coder had misread the words, so that nobody ever said so.
Status = Literal["current", "superseded", "retracted", "rejected", "corrected"]
#: Statuses of what nobody says any more, or ever said.
UNSAID: frozenset[Status] = frozenset({"retracted", "rejected", "corrected"})
#: Where a voice stands towards the event (cc.role/1), else what kind of voice it is.
VoiceRole = Literal[
    "perpetrator", "party_to_event", "authority", "medical", "un", "ngo", "court", "witness",
    "analyst", "media", "anonymous", "other", "narrator",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """A statement about the event with what policies need to know of its voice and its report."""

    statement: Statement
    report: Report
    mention: Mention
    key: MentionKey
    #: When the ledger recorded it.
    recorded_at: datetime
    #: Equal for statements that rest on one voice (cc.origin/1).
    origin: str
    role: VoiceRole
    status: Status = "current"
    #: Why it is no longer current, as a clause; None while it is.
    status_note: str | None = None
    #: What persons made of it.
    reviewed: Reviewed = UNREVIEWED
    #: For a count that a pre-step worked out: the statements it was made of, its own id being none
    #: of the ledger's. Empty for what was said.
    rests_on: tuple[StatementId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One event as it was known at a moment, ready for policies."""

    event: Event
    #: In order of publication, then of their reports' ids (policy/order.py).
    testimonies: tuple[Testimony, ...]
    #: Totals that earlier totals and additions make together (cc.increment/1); nobody said them.
    derived: tuple[Testimony, ...] = ()
    as_of: AsOf = AsOf()


Policy = Callable[[Case], Resolution]
