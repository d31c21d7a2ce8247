"""Distances between entries of the gazetteer."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from counterclaim.vocabulary.gazetteer import GazetteerEntry

#: Two entries this near (km) are one place for choosing (a town and its district).
SAME_PLACE_KM = 60.0

#: Features whose middle says nothing of nearness.
POINTLESS = frozenset({"country", "area"})

EARTH_RADIUS_KM = 6371.0


def find_distance(one: GazetteerEntry, two: GazetteerEntry) -> float | None:
    """Find the distance of two places in km; None where one has no point or is a country."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return None
    if one.feature in POINTLESS or two.feature in POINTLESS:
        return None
    lat, other_lat = radians(one.lat), radians(two.lat)
    height = sin((other_lat - lat) / 2) ** 2
    width = sin(radians(two.lon - one.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(height + cos(lat) * cos(other_lat) * width))


def is_same_place(one: GazetteerEntry, two: GazetteerEntry) -> bool:
    """Tell whether two entries are one place for choosing, such as a town and its district."""
    if one == two:
        return True
    distance = find_distance(one, two)
    if distance is not None and distance <= SAME_PLACE_KM:
        return True
    if two.feature == "settlement" and one.feature == "region":
        return two.admin1 == one.geonames
    if one.feature == "settlement" and two.feature == "region":
        return one.admin1 == two.geonames
    return False
