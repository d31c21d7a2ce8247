"""Join groups by average linkage, where some pairs must never come together.

Invariant: groups and what they hold are taken in order, and of equal averages the first pair is
joined, so that the answer depends on nothing but the odds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

#: Log-odds of a pair that nobody judged: its mentions had nothing in common worth comparing.
UNJUDGED = -2.0
#: Odds of a pair that must not share a cluster; no average recovers from it.
NEVER = -1e9

Key = TypeVar("Key", bound=str)
Sums = NDArray[np.float64]


def join_on_average(
    groups: Sequence[tuple[Key, ...]], odds: Mapping[tuple[Key, Key], float]
) -> tuple[tuple[Key, ...], ...]:
    """Join the two groups with the highest average odds, again and again, while it is not below 0.

    Args:
        groups: of keys, each in order, and in the order of their first keys.
        odds: log-odds of pairs of keys, the smaller first; `NEVER` keeps two apart.
    """
    members = [list(group) for group in groups]
    sums = _add_up(groups, odds)
    sizes = np.array([len(group) for group in groups], dtype=np.float64)
    while len(members) > 1:
        averages = sums / np.outer(sizes, sizes)
        np.fill_diagonal(averages, NEVER)
        one, other = sorted(divmod(int(averages.argmax()), len(members)))
        if averages[one, other] < 0:
            break
        members[one] += members.pop(other)
        sums, sizes = _merge(sums, sizes, one, other)
    return tuple(sorted(tuple(sorted(group)) for group in members))


def _add_up(groups: Sequence[tuple[Key, ...]], odds: Mapping[tuple[Key, Key], float]) -> Sums:
    """Add up the odds between groups; the pairs that nobody judged are counted as such."""
    places = {key: place for place, group in enumerate(groups) for key in group}
    sizes = np.array([len(group) for group in groups], dtype=np.float64)
    sums = UNJUDGED * np.outer(sizes, sizes)
    for (left, right), value in sorted(odds.items()):
        one, other = places[left], places[right]
        if one != other:
            sums[one, other] += value - UNJUDGED
            sums[other, one] = sums[one, other]
    return sums


def _merge(sums: Sums, sizes: Sums, one: int, other: int) -> tuple[Sums, Sums]:
    """Merge two rows and columns into the first of them."""
    sums[one] += sums[other]
    sums[:, one] += sums[:, other]
    sizes[one] += sizes[other]
    kept = np.arange(len(sizes)) != other
    return sums[np.ix_(kept, kept)], sizes[kept]
