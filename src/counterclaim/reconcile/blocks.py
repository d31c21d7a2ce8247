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
from counterclaim.reconcile.words import Terms

#: Days in a window; every profile has the keys of all windows that its days, widened, touch.
WINDOW = 4
#: Days by which an event's own day may be wrong, and a report comes after its event.
SLACK = 3
LATE = 6
#: Side of a cell in degrees, and how far over its edge a place may lie.
CELL = 0.5
EDGE = 0.15
#: Words whose pairs are keys: the weightiest of a report, of its opening, of the headline of a report
#: without an event, and of the sentences of a mention in the background.
REPORT_WORDS = 12
OPENING_WORDS = 10
TITLE_WORDS = 10
SENTENCE_WORDS = 8


def make_block_keys(profile: Profile) -> frozenset[str]:
    """Make the keys of a mention: its places by days, and pairs of its weightiest words."""
    where = frozenset(key for place in profile.places for key in iter_place_keys(place))
    places = {f"place {key} {window}" for key in where for window in find_windows(profile)}
    words = {f"words {left:x} {right:x}" for left, right in iter_word_pairs(profile)}
    return frozenset(places | words)


def iter_word_pairs(profile: Profile) -> Iterator[tuple[int, int]]:
    """Yield pairs of the weightiest words, as hashes, the smaller first; some more than once.

    They are not bound to days: a trial is told years after the attack.
    """
    if profile.role == "main":
        yield from _pair(profile.terms, REPORT_WORDS)
        yield from _pair(profile.opening, OPENING_WORDS)
        if profile.is_report:
            yield from _pair(profile.title, TITLE_WORDS)
    else:
        yield from _pair(profile.focus, SENTENCE_WORDS)


def _pair(terms: Terms, number: int) -> Iterator[tuple[int, int]]:
    heaviest = sorted(terms, key=lambda term: (-terms[term], term))[:number]
    return combinations(sorted(heaviest), 2)


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


def _get_window(day: date, shift: int) -> int:
    return (day.toordinal() + shift) // WINDOW


def iter_place_keys(place: ProfilePlace) -> Iterator[str]:
    """Yield the name of a fine place, and the cells of the map that it lies in or near."""
    if not place.is_fine:
        return
    yield f"{place.name:x}"
    if place.lat is not None and place.lon is not None:
        for lat in {int((place.lat + shift + 90) // CELL) for shift in (-EDGE, EDGE)}:
            for lon in {int((place.lon + shift + 180) // CELL) for shift in (-EDGE, EDGE)}:
                yield f"cell {lat} {lon}"
