"""Judgements: whether two mentions describe one event, by a person or a named matcher.

Invariant: a judgement is never changed; a later one about the same pair is added beside it. A
person's judgement wins over a matcher's, and the last of several persons' counts.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NewType

import msgspec

from counterclaim.model.ids import make_id

#: A mention of one coder's reading of one report, unique in every ledger: `evt_...`. The id of an
#: event is the smallest key of its mentions, and each key leads to the event that holds it.
MentionKey = NewType("MentionKey", str)
JudgementId = NewType("JudgementId", str)
#: `withdrawn` takes the judge's earlier judgement of the pair back: it counts as if never made.
Verdict = Literal["same", "different", "unsure", "withdrawn"]
JudgeKind = Literal["matcher", "person"]


class Reason(msgspec.Struct, frozen=True, gc=False):
    """What one comparison feature added to a matcher's score."""

    #: Name of the feature, see reconcile/features.
    feature: str
    #: What was compared gave this value, mostly in 0..1.
    value: float
    #: Value times the feature's weight, in log-odds.
    weight: float


class Judgement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Whether two mentions describe one event; large events have thousands, which hold no cycles."""

    id: JudgementId
    #: The smaller key of the pair.
    left: MentionKey
    right: MentionKey
    verdict: Verdict
    #: Name and version of the matcher, or a person's name.
    by: str
    kind: JudgeKind
    #: A matcher's probability that the mentions are of one event, in 0..1; None for a person.
    score: float | None = None
    #: A matcher's explanation, the heaviest first.
    reasons: tuple[Reason, ...] = ()
    #: A person's words.
    note: str | None = None
    #: When a person judged; None for a matcher, whose judgements are a function of the pair alone.
    made_at: datetime | None = None


def make_judgement(
    one: MentionKey,
    other: MentionKey,
    *,
    verdict: Verdict,
    by: str,
    kind: JudgeKind,
    score: float | None = None,
    reasons: tuple[Reason, ...] = (),
    note: str | None = None,
    made_at: datetime | None = None,
) -> Judgement:
    """Make a judgement of a pair in either order; its id follows from all it says.

    Raises:
        ValueError: both keys are the same.
    """
    if one == other:
        raise ValueError(f"a judgement is about two mentions, not twice about {one}")
    left, right = sorted((one, other))
    fields = {
        "left": left,
        "right": right,
        "verdict": verdict,
        "by": by,
        "kind": kind,
        # A whole number is read back as a float, and the id must be the same.
        "score": None if score is None else float(score),
        "reasons": [(reason.feature, float(reason.value), float(reason.weight)) for reason in reasons],
        "note": note,
        "made_at": made_at.isoformat() if made_at else None,
    }
    return Judgement(
        id=JudgementId(make_id("jud", fields)),
        left=left,
        right=right,
        verdict=verdict,
        by=by,
        kind=kind,
        score=score,
        reasons=reasons,
        note=note,
        made_at=made_at,
    )
