"""`muc4.confidence`: how surely an organisation did it, by MUC-4's tree (codebooks 5.2).

The tree asks for uncertainty before it asks who speaks: by its letter a flat statement by another
("the army said the Front did it") is REPORTED AS FACT. `attributed_counts_as_uncertain`, the default,
reads it as an accusation instead, by authorities where they speak.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.model.resolution import Resolution
from counterclaim.model.statement import Certainty, Speaker
from counterclaim.policy.base import Case
from counterclaim.policy.parties import NOBODY
from counterclaim.policy.positions import read_positions, resolve_positions
from counterclaim.policy.tables import load_responsibility_table
from counterclaim.vocabulary.muc4 import load_muc4

POLICY = "muc4.confidence"
#: What an accusation of unspecified origin is.
_ACCUSED = "SUSPECTED OR ACCUSED"
_FACT = "REPORTED AS FACT"


def resolve_confidence(case: Case, *, attributed_counts_as_uncertain: bool = True) -> Resolution:
    """Resolve the confidence in each party: a mapping from party to MUC-4's words.

    Args:
        case: the event.
        attributed_counts_as_uncertain: a flat statement by another is an accusation.
    """
    positions = read_positions(case)
    found: dict[str, list[str]] = {}
    used = []
    for stand in positions.current:
        said = stand.testimony.statement
        confidence = judge_confidence(
            stand.position,
            said.speakers,
            certainty=said.certainty,
            attributed_counts_as_uncertain=attributed_counts_as_uncertain,
        )
        if confidence is not None and stand.party != NOBODY:
            found.setdefault(stand.party, []).append(confidence)
            used.append(stand)
    return resolve_positions(
        case,
        positions,
        field="confidence",
        policy=POLICY,
        value={party: choose_confidence(each) for party, each in found.items()},
        used=used,
        unused="the format has no value for it",
        parameters={"attributed_counts_as_uncertain": str(attributed_counts_as_uncertain).lower()},
    )


def judge_confidence(
    position: str,
    speakers: Sequence[Speaker],
    *,
    certainty: Certainty = "CT",
    attributed_counts_as_uncertain: bool = True,
) -> str | None:
    """Judge how surely one statement has a party do it; None where the format has no value."""
    confidence = load_muc4().confidence.get(position)
    if confidence != _ACCUSED:
        return confidence
    if not attributed_counts_as_uncertain and position == "blame" and certainty == "CT":
        return _FACT
    by = speakers[-1].kind if speakers else None
    return f"{_ACCUSED} BY AUTHORITIES" if by in load_responsibility_table().authorities else confidence


def choose_confidence(confidences: Iterable[str]) -> str:
    """Choose what stands for a party: the first of the values in the order of their weight.

    A report whose authorities accuse a party soon repeats it in its own words; it is theirs still.
    """
    return min(confidences, key=load_muc4().confidence_order.index)
