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


def make_block_keys(profile: Profile) -> frozenset[str]:
    """Make the keys of a mention: places by days, pairs of its weightiest words by weeks, threes, fours."""
    where = frozenset(key for place in profile.places for key in iter_place_keys(place))
    places = {f"place {key} {window}" for key in where for window in find_windows(profile)}
    told = find_word_windows(profile)
    pairs = {
        f"words {left:x} {right:x} {window}" for left, right in iter_word_pairs(profile) for window in told
    }
    seasons = find_word_windows(profile, SEASON)
    threes = {f"{_join(three)} s{season}" for three in iter_telling_words(profile, 3) for season in seasons}
    fours = {_join(four) for four in iter_telling_words(profile, 4)}
    return frozenset(places | pairs | threes | fours)


def _join(words: tuple[int, ...]) -> str:
    return "words " + " ".join(f"{word:x}" for word in words)


def find_word_windows(profile: Profile, length: int = WORD_WINDOW) -> tuple[str, ...]:
    """Find the two stretches of days in which a few words of a report are enough; they overlap by half.

    Few words lead only to reports of about the same time, so that what a report costs does not grow
    with the years of an archive.
    """
    day = profile.published or next((each.start for each in find_days(profile)), None)
    if day is None:
        return ("undated",)
    half = length // 2
    return tuple(f"{'ab'[shift]}{(day.toordinal() + shift * half) // length}" for shift in (0, 1))


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


def iter_place_keys(place: ProfilePlace) -> Iterator[str]:
    """Yield the name of a fine place, and the cells of the map that it lies in or near."""
    if not place.is_fine:
        return
    yield f"{place.name:x}"
    if place.lat is not None and place.lon is not None:
        for lat in {int((place.lat + shift + 90) // CELL) for shift in (-EDGE, EDGE)}:
            for lon in {int((place.lon + shift + 180) // CELL) for shift in (-EDGE, EDGE)}:
                yield f"cell {lat} {lon}"
