"""Disputes: statements about one event that cannot all be true."""

from __future__ import annotations

from typing import Literal, NewType

import msgspec

from counterclaim.model.ids import StatementId

DisputeId = NewType("DisputeId", str)
#: Two figures; a party said and denied to have done it; two parties that each claim it; two dates;
#: two places.
DisputeKind = Literal["toll", "denial", "rival_claims", "date", "place"]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a dispute: an answer, with the statements that give it."""

    #: The answer in the first statement's own words; never without the voices that give it.
    answer: str
    #: Who gives it, for people: parties, names, and outlets of reports in their own voice; sorted.
    voices: tuple[str, ...]
    #: The origins that give it (cc.origin/1), sorted.
    origins: tuple[str, ...]
    statements: tuple[StatementId, ...]


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Statements of different origins that cannot all be true."""

    #: From the event, the kind and the question: the same dispute at every moment it is open.
    id: DisputeId
    kind: DisputeKind
    #: killed, date, place or responsibility.
    property: str
    #: Who is counted, the party, or the rival parties; None for everyone.
    about: str | None
    #: At least two.
    sides: tuple[Side, ...]
