"""Block keys: two mentions are compared when they share one.

Invariant: the keys of a mention follow from its profile alone; none depends on what else is known,
and no list is cut by what a ledger holds, so that the order of adding changes nothing.

Keys are made as numbers. A ledger finds mentions by their text, a bulk job by a hash of the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, combinations
from typing import TypeAlias

from counterclaim.reconcile.features.time import find_days
from counterclaim.reconcile.profile import DayRange, Profile, ProfilePlace
from counterclaim.reconcile.words import Terms

#: Days in a window; every profile has the keys of all windows that its days, widened, touch.
WINDOW = 4
#: Days by which an event's own day may be wrong, and a report comes after its event.
SLACK = 3
LATE = 6
#: Days in which two words alone make reports candidates.
WORD_WINDOW = 14
#: Side of a cell in degrees, and how far over its edge a place may lie.
CELL = 0.5
EDGE = 0.15
#: Words whose pairs are keys: the weightiest of a report, of its opening, of the headline of a report
#: without an event, and of the sentences of a mention in the background.
REPORT_WORDS = 12
OPENING_WORDS = 10
TITLE_WORDS = 10
SENTENCE_WORDS = 8
#: Words whose threes are keys within a season and whose fours are at any distance of time. Unbound, threes
#: (of eight words) met by chance ever more often as a ledger grew: 190 of 100,000 reports; fours, three.
TELLING_WORDS = 9
#: Days in which three words make reports candidates.
SEASON = 120


#: A key as numbers: its kind, the words or the place that it is of, the window where it has one.
BlockKey: TypeAlias = tuple[int, ...]
_PLACE, _CELL, _PAIR, _THREE, _FOUR = range(5)
#: The window of a mention without any day.
_UNDATED = -1


def make_block_keys(profile: Profile) -> frozenset[str]:
    """Make the keys of a mention: places by days, pairs of its weightiest words by weeks, threes, fours."""
    return frozenset(map(_to_text, find_block_keys(profile)))


def hash_block_keys(profile: Profile) -> frozenset[int]:
    """Make the keys of a mention as numbers of 64 bits, the same in every process."""
    return frozenset(map(hash, find_block_keys(profile)))


def find_block_keys(profile: Profile) -> frozenset[BlockKey]:
    """Find the keys of a mention as numbers."""
    places = frozenset(key for place in profile.places for key in iter_place_keys(place))
    days = find_windows(profile) if places else ()
    told, seasons = find_word_windows(profile), find_word_windows(profile, SEASON)
    pairs, threes = iter_word_pairs(profile), frozenset(iter_telling_words(profile, 3))
    return frozenset(
        chain(
            ((*place, day) for place in places for day in days),
            ((_PAIR, *pair, window) for pair in frozenset(pairs) for window in told),
            ((_THREE, *three, season) for three in threes for season in seasons),
            ((_FOUR, *four) for four in iter_telling_words(profile, 4)),
        )
    )


def _to_text(key: BlockKey) -> str:
    kind = key[0]
    if kind == _PAIR:
        return f"words {key[1]:x} {key[2]:x} {_say_window(key[3])}"
    if kind == _THREE:
        return f"words {key[1]:x} {key[2]:x} {key[3]:x} s{_say_window(key[4])}"
    if kind == _FOUR:
        return f"words {key[1]:x} {key[2]:x} {key[3]:x} {key[4]:x}"
    where = f"{key[1]:x}" if kind == _PLACE else f"cell {key[1]} {key[2]}"
    return f"place {where} {key[-1]}"


@lru_cache
def _say_window(window: int) -> str:
    return "undated" if window == _UNDATED else f"{'ab'[window % 2]}{window // 2}"


def find_word_windows(profile: Profile, length: int = WORD_WINDOW) -> tuple[int, ...]:
    """Find the two stretches of days in which a few words of a report are enough; they overlap by half.

    Few words lead only to reports of about the same time, so that what a report costs does not grow
    with the years of an archive.
    """
    day = profile.published or next((each.start for each in find_days(profile)), None)
    if day is None:
        return (_UNDATED,)
    half = length // 2
    # Even numbers are those of one row of stretches, odd ones those of the row that is shifted by half.
    return tuple(2 * ((day.toordinal() + shift * half) // length) + shift for shift in (0, 1))


def iter_word_pairs(profile: Profile) -> Iterator[tuple[int, ...]]:
    """Yield pairs of the weightiest words, as hashes, the smaller first; some more than once."""
    if profile.role == "main":
        yield from _combine(profile.terms, REPORT_WORDS, 2)
        yield from _combine(profile.opening, OPENING_WORDS, 2)
        if profile.is_report:
            yield from _combine(profile.title, TITLE_WORDS, 2)
    else:
        yield from _combine(profile.focus, SENTENCE_WORDS, 2)


def iter_telling_words(profile: Profile, size: int) -> Iterator[tuple[int, ...]]:
    """Yield so many at a time of the weightiest words; a trial is told months and years later."""
    if profile.role == "main":
        yield from _combine(profile.terms, TELLING_WORDS, size)
        yield from _combine(profile.opening, TELLING_WORDS, size)
    else:
        yield from _combine(profile.focus, TELLING_WORDS, size)


def _combine(terms: Terms, number: int, size: int) -> Iterator[tuple[int, ...]]:
    heaviest = sorted(terms, key=lambda term: (-terms[term], term))[:number]
    return combinations(sorted(heaviest), size)


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


def iter_place_keys(place: ProfilePlace) -> Iterator[BlockKey]:
    """Yield the name of a fine place, and the cells of the map that it lies in or near."""
    if not place.is_fine:
        return
    yield _PLACE, place.name
    if place.lat is not None and place.lon is not None:
        for lat in {int((place.lat + shift + 90) // CELL) for shift in (-EDGE, EDGE)}:
            for lon in {int((place.lon + shift + 180) // CELL) for shift in (-EDGE, EDGE)}:
                yield _CELL, lat, lon
