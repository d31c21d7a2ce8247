"""Tolls: how many were killed, injured, missing, captured, arrested, displaced."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.model.span import Evidence
from counterclaim.model.statement import Basis, Property
from counterclaim.model.values import TollValue


@dataclass(frozen=True, slots=True, kw_only=True)
class TollCandidate:
    """A count of people for one harm, before it is given to a mention and a speaker."""

    property: Property
    value: TollValue
    #: From the number phrase to the harm word, or the number phrase alone.
    evidence: Evidence
    #: Index in the parse of the harm word ("killed", "toll", "dead").
    predicate: int
    #: Index in the parse of the head of the counted people, or of the number.
    head: int
    basis: Basis = "stated"


def find_tolls(annotated: AnnotatedReport) -> tuple[TollCandidate, ...]:
    """Find the tolls of a report, in text order."""
    return ()
