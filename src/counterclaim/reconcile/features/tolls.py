"""Features of tolls: current totals of killed and injured; a larger number that agrees tells more."""

from __future__ import annotations

from math import log

from counterclaim.reconcile.profile import Bounds, Profile

#: A count from which on agreement tells as much as it can.
MANY = 100
#: Killed from which on two totals that differ speak of two events.
TELLING = 5


def compare_killed(one: Profile, other: Profile) -> float | None:
    """Compare the totals of killed; None where one gives none."""
    return compare_bounds(one.killed, other.killed)


def compare_injured(one: Profile, other: Profile) -> float | None:
    """Compare the totals of injured; None where one gives none."""
    return compare_bounds(one.injured, other.injured)


def find_totals_apart(one: Profile, other: Profile) -> float | None:
    """Find how far the totals of killed lie apart; small totals, or early ones, do not tell."""
    ratio = compare_killed(one, other)
    if ratio is None or one.killed is None or other.killed is None:
        return None
    return 1.0 - ratio if max(one.killed.low, other.killed.low) >= TELLING else None


def find_shared_number(one: Profile, other: Profile) -> float | None:
    """Find the largest exact total that both give: 0 for one or none, 1 from a hundred on."""
    pairs = ((one.killed, other.killed), (one.injured, other.injured))
    known = [(left, right) for left, right in pairs if left and right]
    if not known:
        return None
    largest = max((left.low for left, right in known if left == right and left.low == left.high), default=1)
    return log(min(max(largest, 1), MANY)) / log(MANY)


def compare_bounds(one: Bounds | None, other: Bounds | None) -> float | None:
    """Compare two totals: 1 where their bounds meet, else the smaller over the larger."""
    if one is None or other is None:
        return None
    small, large = sorted((one, other), key=lambda bounds: bounds.low)
    if small.high is None or small.high >= large.low:
        return 1.0
    return small.high / large.low
