"""Block keys: two mentions are compared when they share one.

Invariant: the keys of a mention follow from its profile alone; none depends on what else is known,
and no list is cut by what a ledger holds, so that the order of adding changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from counterclaim.reconcile.features.time import find_days
from counterclaim.reconcile.profile import DayRange, Profile, ProfilePlace

#: Days in a window; every profile has the keys of all windows that its days, widened, touch.
WINDOW = 4
#: Days by which an event's own day may be wrong, and a report comes after its event.
SLACK = 1
LATE = 3
#: Side of a cell in degrees, and how far over its edge a place may lie.
CELL = 0.5
EDGE = 0.15
#: Names whose pairs are keys, and days in the windows of such a pair.
NAMES = 8
NAME_WINDOW = 14


def make_block_keys(profile: Profile) -> frozenset[str]:
    """Make the keys of a mention: its places by days, and pairs of its rarest names by fortnights."""
    windows = find_windows(profile)
    where = frozenset(key for place in profile.places for key in iter_place_keys(place))
    places = {f"place {key} {window}" for key in where for window in windows}
    return frozenset(places | set(iter_name_keys(profile)))


def find_windows(profile: Profile) -> tuple[int, ...]:
    """Find the numbers of the windows that the days of an event touch."""
    stretches = find_days(profile) or _find_days_before_publication(profile)
    numbers = {
        number
        for each in stretches
        for number in range(_get_window(each.start, -SLACK), _get_window(each.end, SLACK) + 1)
    }
    return tuple(sorted(numbers))


def _find_days_before_publication(profile: Profile) -> tuple[DayRange, ...]:
    day = profile.published
    return () if day is None else (DayRange(day - timedelta(days=LATE), day),)


def _get_window(day: date, shift: int, length: int = WINDOW) -> int:
    return (day.toordinal() + shift) // length


def iter_place_keys(place: ProfilePlace) -> Iterator[str]:
    """Yield the name of a fine place, and the cells of the map that it lies in or near."""
    if not place.is_fine:
        return
    yield f"{place.name:x}"
    if place.lat is not None and place.lon is not None:
        for lat in {int((place.lat + shift + 90) // CELL) for shift in (-EDGE, EDGE)}:
            for lon in {int((place.lon + shift + 180) // CELL) for shift in (-EDGE, EDGE)}:
                yield f"cell {lat} {lon}"


def iter_name_keys(profile: Profile) -> Iterator[str]:
    """Yield the pairs of a report's weightiest names, by the fortnights about its publication."""
    names = sorted(profile.names, key=lambda name: (-profile.names[name], name))[:NAMES]
    day = profile.published
    if day is None:
        return
    windows = sorted({_get_window(day, shift, NAME_WINDOW) for shift in (-NAME_WINDOW // 2, 0)})
    for left, right in combinations(sorted(names), 2):
        for window in windows:
            yield f"names {left:x} {right:x} {window}"
