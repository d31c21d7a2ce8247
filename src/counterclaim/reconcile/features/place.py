"""Features of place: names, distances and countries."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from counterclaim.reconcile.profile import Profile, ProfilePlace

EARTH_RADIUS_KM = 6371.0
#: Distance (km) at which two places are half as near as can be: a town and its outskirts.
HALF_KM = 15.0
#: Distance (km) from which on places are as far apart as can be.
FAR_KM = 150.0


def find_distance(one: ProfilePlace, other: ProfilePlace) -> float | None:
    """Find the distance of two places in km; None where one has no point or is an area."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    if not (one.is_fine and other.is_fine):
        return None
    lat, other_lat = radians(one.lat), radians(other.lat)
    height = sin((other_lat - lat) / 2) ** 2
    width = sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(height + cos(lat) * cos(other_lat) * width))


def find_nearest(one: Profile, other: Profile) -> float | None:
    """Find the distance in km of the two places nearest to each other; None without points."""
    distances = (find_distance(left, right) for left in one.places for right in other.places)
    return min((each for each in distances if each is not None), default=None)


def compare_place_names(one: Profile, other: Profile) -> float | None:
    """Tell whether a fine place bears the same name in both; None where one names none."""
    left = {each.name for each in one.places if each.is_fine}
    right = {each.name for each in other.places if each.is_fine}
    return float(bool(left & right)) if left and right else None


def compare_distance(one: Profile, other: Profile) -> float | None:
    """Compare the nearest places: 1 at one point, a half at 15 km."""
    distance = find_nearest(one, other)
    return None if distance is None else HALF_KM / (HALF_KM + distance)


def find_places_apart(one: Profile, other: Profile) -> float | None:
    """Find how far the nearest places lie apart: 1 from 150 km on."""
    distance = find_nearest(one, other)
    return None if distance is None else min(distance / FAR_KM, 1.0)


def compare_countries(one: Profile, other: Profile) -> float | None:
    """Tell whether both name a country in common; None where one names none."""
    left = {each.country for each in one.places if each.country}
    right = {each.country for each in other.places if each.country}
    return float(bool(left & right)) if left and right else None
