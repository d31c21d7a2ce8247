"""Whether two counts, stretches of days or places can both be true of one event (codebooks 10.3)."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from counterclaim.model.statement import Polarity
from counterclaim.model.values import DateValue, PlaceValue, TollValue, Value

#: Two precise places farther apart than this are two places: a large city's width, kilometres.
FAR = 50.0
_EARTH_RADIUS_KM = 6371.0
#: Precisions at which a point stands for the place itself.
_POINTS = frozenset({"site", "settlement"})


def are_disjoint(one: TollValue, other: TollValue) -> bool:
    """Tell whether no count fits the words of both ("at least 80" and "95" fit; "12" and "30" do not)."""
    return _is_below(one, other) or _is_below(other, one)


def exclude_each_other(one: Value, other: Value) -> bool:
    """Tell whether two values of one kind cannot both be true."""
    match one, other:
        case TollValue(), TollValue():
            return are_disjoint(one, other)
        case DateValue(), DateValue():
            return one.start > other.end or other.start > one.end
        case PlaceValue(), PlaceValue():
            return _are_apart(one, other)
    return False


def are_at_odds(one: Value, sign: Polarity, other: Value, other_sign: Polarity) -> bool:
    """Tell whether two signed values cannot both be true: disjoint, or one denies what the other says."""
    if {sign, other_sign} == {"+"}:
        return exclude_each_other(one, other)
    return (
        {sign, other_sign} == {"+", "-"} and type(one) is type(other) and not exclude_each_other(one, other)
    )


def _is_below(one: TollValue, other: TollValue) -> bool:
    return one.high is not None and one.high < (other.low or 0)


def _are_apart(one: PlaceValue, other: PlaceValue) -> bool:
    """Tell whether two places are far from each other, and precise or in two countries.

    Places in two countries that are near each other may be one: territories are disputed too.
    """
    distance = _measure_distance(one, other)
    if distance is not None and distance <= FAR:
        return False
    if distance is not None and {one.precision, other.precision} <= _POINTS:
        return True
    are_two = bool(one.country and other.country) and one.country != other.country
    return are_two and "at" == one.relation == other.relation


def _measure_distance(one: PlaceValue, other: PlaceValue) -> float | None:
    """Measure the great-circle distance of two places in kilometres; None where a point is missing."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    latitudes = radians(one.lat), radians(other.lat)
    half = sin((latitudes[1] - latitudes[0]) / 2) ** 2
    half += cos(latitudes[0]) * cos(latitudes[1]) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(half, 1.0)))
