"""Resolutions: what a named policy chose for an event, from what, and what it set aside and why."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from counterclaim.model.ids import StatementId


class SetAside(msgspec.Struct, frozen=True):
    """A statement that a policy did not use, and why, as a clause for people."""

    statement: StatementId
    why: str


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A published count; policies that print one number leave low and high equal to it."""

    low: int | None
    best: int | None
    high: int | None
    #: True when some voice sets no upper bound ("at least 40").
    is_open: bool = False


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """A published date: the stretch, the one day that the format prints, and its precision code."""

    start: date
    end: date
    #: The day to print where the format has room for one.
    day: date
    #: The format's own code ("1" to "3" in ACLED); None where it has none.
    precision: int | None = None


class AsOf(msgspec.Struct, frozen=True, kw_only=True):
    """The moment whose knowledge is asked for; None means now."""

    #: Only what was published by then.
    published: datetime | None = None
    #: Only what was recorded in the ledger by then.
    recorded: datetime | None = None


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """What a policy chose for one field of one event."""

    event: str
    #: killed, injured, date, responsibility, claim_status, ...
    field: str
    #: A Figure, Days, or what the policy's own docstring says; None when it leaves the field blank.
    value: object
    #: Name and edition of the policy: `gtd.recency/2019`.
    policy: str
    parameters: dict[str, str] = msgspec.field(default_factory=dict)
    #: The statements that the value rests on.
    used: tuple[StatementId, ...]
    set_aside: tuple[SetAside, ...] = ()
    #: True when current, independent voices cannot all be right.
    is_contested: bool = False
    #: Words for the format's notes column: what was in conflict, what was added or left out.
    note: str | None = None
    as_of: AsOf = AsOf()
