"""cc.type/1: the type and mode that stand for an event."""

from __future__ import annotations

from collections import Counter

from counterclaim.model.resolution import Resolution
from counterclaim.model.values import TypeValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.resolving import make_resolution
from counterclaim.policy.sifting import sift_field

POLICY = "cc.type/1"


def resolve_type(case: Case, field: str) -> Resolution:
    """Choose the type that most origins give, and of its modes the one that most give.

    Of equals it is the one given first; a mode stands before none. The value is a TypeValue; where no
    words give a type, that of the first mention, which rests on no statement.
    """
    sifted = sift_field(case, field).drop(_find_no_type)
    votes = Counter(kind for _, kind in dict.fromkeys((each.origin, _get(each).type) for each in sifted.kept))
    chosen = max(votes, key=lambda kind: votes[kind], default=None)
    sifted = sifted.drop(lambda each: "gives another type" if _get(each).type != chosen else None)
    moded = sifted.drop_unless_alone(lambda each: None if _get(each).mode else "gives no mode")
    modes = Counter(mode for _, mode in dict.fromkeys((each.origin, _get(each).mode) for each in moded.kept))
    mode = max(modes, key=lambda one: modes[one], default=None)
    used = [each for each in moded.kept if _get(each).mode == mode]
    return make_resolution(
        case,
        field=field,
        policy=POLICY,
        value=TypeValue(type=chosen, mode=mode) if chosen else _find_first(case),
        used=used,
        sifted=moded,
        why="gives another mode",
    )


def _find_first(case: Case) -> TypeValue | None:
    """Find the type of the mention with the smallest key."""
    first = min(case.event.mentions, key=lambda record: record.key, default=None)
    return TypeValue(type=first.mention.type, mode=first.mention.mode) if first else None


def _get(testimony: Testimony) -> TypeValue:
    value = testimony.statement.value
    assert isinstance(value, TypeValue)
    return value


def _find_no_type(testimony: Testimony) -> str | None:
    return None if isinstance(testimony.statement.value, TypeValue) else "gives no type"
