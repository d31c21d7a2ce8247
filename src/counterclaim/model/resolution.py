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


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What one origin says of a count."""

    #: See cc.origin/1.
    origin: str
    #: The innermost speaker of its last statement; None is the report's own voice.
    speaker: str | None
    #: Where it stands towards the event, or what kind of voice it is.
    role: str
    #: None where it names no number.
    figure: Figure | None
    #: Day of the last report that carries it.
    said: date | None
    #: In the order in which they carried it.
    outlets: tuple[str, ...]


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


class AttributedParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party that is made responsible, as GTD has it (codebooks 2.3)."""

    name: str
    #: The names that the reports use for it, sorted.
    names: tuple[str, ...]
    #: True when it is only suspected, or its claim is doubted: `guncertain`.
    is_uncertain: bool
    #: True when it claimed, False when the reports say that it did not; None when they say nothing.
    has_claimed: bool | None
    #: Code of the channel of its claim (`gtd.claimmode/2019`); None without a claim.
    claim_mode: int | None = None
    #: The statements that make it responsible.
    statements: tuple[StatementId, ...]


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """The parties that are made responsible, the surest first."""

    #: At most as many as the format has room for.
    parties: tuple[AttributedParty, ...]
    #: 1 rival claims, 0 none, -9 cannot be told; None where the question does not arise: `compclaim`.
    competing_claims: int | None
    #: Parties beyond the room of the format.
    overflow: tuple[str, ...] = ()


class ClaimStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How an event stands between those who claim it, are blamed for it and deny it."""

    #: First match of `cc.claim_status/1`: competing_claims, claimed_and_denied, claimed, admitted,
    #: withdrawn, denied_by_all, blamed_denied, blamed_only, no_claim, unknown.
    status: str
    #: What holds beside it: questioned, joint, rival_blame, ...
    flags: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    blamed: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A grade of a scheme, with the reason as a clause for people."""

    #: The scheme's own word or letter and number; None where the scheme does not apply.
    grade: str | None
    why: str


class Contest(msgspec.Struct, frozen=True, kw_only=True):
    """Whether independent voices agree on one value of an event (`cc.contested/1`)."""

    #: killed, injured, ..., date, place, or responsibility.
    property: str
    #: Who is counted, or the party whose responsibility is at stake; None for everyone.
    facet: str | None
    #: uncontested_single, uncontested_multiple, compatible, contested or contested_resolved.
    grade: str
    #: The origins that speak to it, sorted.
    origins: tuple[str, ...]
    statements: tuple[StatementId, ...]
