"""Align the statements of two readings: by their words first, then by what they are about.

Of two statements that share words, those of one property belong together before those that differ in
it, and the more words they share the sooner. Each statement has at most one partner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from counterclaim.coding.agreement.reading import Reading
from counterclaim.model.statement import Statement


class Pair(NamedTuple):
    """Two statements that are of the same words, or one without a partner."""

    report: str
    left: Statement | None
    right: Statement | None


def align_readings(left: Reading, right: Reading) -> tuple[Pair, ...]:
    """Align two readings of one report; every statement of both is in exactly one pair."""
    free_left, free_right = list(left.statements), list(right.statements)
    pairs: list[Pair] = []
    for _, one, other in sorted(_iter_candidates(free_left, free_right), key=lambda each: each[0]):
        if one in free_left and other in free_right:
            pairs.append(Pair(left.report, one, other))
            free_left.remove(one)
            free_right.remove(other)
    pairs += [Pair(left.report, each, None) for each in free_left]
    pairs += [Pair(left.report, None, each) for each in free_right]
    return tuple(sorted(pairs, key=_get_place))


def _iter_candidates(
    lefts: Sequence[Statement], rights: Sequence[Statement]
) -> Iterable[tuple[tuple[object, ...], Statement, Statement]]:
    """Yield the pairs that share words, each with its rank: the smallest is aligned first.

    The rank is the same whichever reading is called left, so that their order does not matter.
    """
    for one in lefts:
        for other in rights:
            shared = count_shared(one, other)
            if not shared:
                continue
            size = _count_words(one) + _count_words(other) - shared
            is_other = one.property != other.property
            differs = (one.value != other.value, one.speakers != other.speakers)
            ends = tuple(sorted((one.id, other.id)))
            yield (is_other, *differs, -shared / size, ends), one, other


def count_shared(one: Statement, other: Statement) -> int:
    """Count the code points that both statements rest on."""
    return sum(
        max(0, min(piece.end, match.end) - max(piece.start, match.start))
        for piece in one.evidence
        for match in other.evidence
    )


def _count_words(statement: Statement) -> int:
    return sum(piece.end - piece.start for piece in statement.evidence)


def _get_place(pair: Pair) -> tuple[int, str]:
    statement = pair.left or pair.right
    return (statement.evidence[0].start, statement.property) if statement else (0, "")
