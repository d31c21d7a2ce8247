"""Which voices are at odds: nothing that the one says of a question fits anything that the other says.

A voice that gives "dozens" and "84" is held to the 84, and one that names a month and a day to the
day. A voice that names two places of one event is at odds only with those who name neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from counterclaim.model.values import DateValue, PlaceValue, TollValue, Value
from counterclaim.policy.base import Testimony
from counterclaim.policy.intervals import are_at_odds

Pair = tuple[Testimony, Testimony]


def find_odds(testimonies: Sequence[Testimony]) -> tuple[Pair, ...]:
    """Find the pairs that cannot both be right, of origins that agree in nothing.

    Args:
        testimonies: current answers to one question (`policy/facets.py`).
    """
    accounts = {origin: _keep_narrowest(said) for origin, said in _group(testimonies).items()}
    found: list[Pair] = []
    for one, other in combinations(accounts.values(), 2):
        pairs = list(product(one, other))
        if all(are_pair_at_odds(*pair) for pair in pairs):
            found.extend(pairs)
    return tuple(found)


def are_pair_at_odds(one: Testimony, other: Testimony) -> bool:
    """Tell whether two testimonies of different origins cannot both be right."""
    left, right = one.statement, other.statement
    if one.origin == other.origin:
        return False
    return are_at_odds(left.value, left.polarity, right.value, right.polarity)


def _group(testimonies: Iterable[Testimony]) -> Mapping[str, list[Testimony]]:
    accounts: dict[str, list[Testimony]] = {}
    for each in testimonies:
        accounts.setdefault(each.origin, []).append(each)
    return accounts


def _keep_narrowest(said: Sequence[Testimony]) -> list[Testimony]:
    """Keep what a voice says most precisely: nothing else it affirms lies strictly within."""
    distinct = {(each.statement.polarity, each.statement.value): each for each in said}.values()
    return [each for each in said if not any(_is_within(other, each) for other in distinct)]


def _is_within(one: Testimony, other: Testimony) -> bool:
    if {one.statement.polarity, other.statement.polarity} != {"+"}:
        return False
    return _lies_within(one.statement.value, other.statement.value)


def _lies_within(one: Value, other: Value) -> bool:
    """Tell whether a value says strictly more than another of its kind, and nothing against it."""
    match one, other:
        case TollValue(), TollValue():
            inner, outer = _get_bounds(one), _get_bounds(other)
            return inner != outer and inner[0] >= outer[0] and inner[1] <= outer[1]
        case DateValue(), DateValue():
            days, stretch = (one.start, one.end), (other.start, other.end)
            return days != stretch and days[0] >= stretch[0] and days[1] <= stretch[1]
        case PlaceValue(), PlaceValue():
            is_finer = other.precision == "country" != one.precision
            return is_finer and one.country is not None and one.country == other.country
    return False


def _get_bounds(value: TollValue) -> tuple[float, float]:
    return float(value.low or 0), float("inf") if value.high is None else float(value.high)
