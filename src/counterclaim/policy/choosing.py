"""Choices that several rules share: the latest, the majority of origins, the most reliable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from counterclaim.policy.base import Testimony
from counterclaim.policy.counting import OFFICIAL_ROLES
from counterclaim.policy.moment import is_later

#: Reads one number of a testimony; None where it gives none.
Read = Callable[[Testimony], int | None]


def find_latest(testimonies: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Find those that no other was surely published after; reports of one day may be several."""
    # Reports of one moment compare alike, and many reports of an event share a day.
    moments = {_get_moment(each): each.report for each in testimonies}
    latest = {
        moment
        for moment, one in moments.items()
        if not any(is_later(other, one) for other in moments.values())
    }
    return tuple(each for each in testimonies if _get_moment(each) in latest)


def _get_moment(testimony: Testimony) -> tuple[datetime | None, date | None]:
    return testimony.report.published_at, testimony.report.published


def find_majority(testimonies: Sequence[Testimony], read: Read) -> tuple[Testimony, ...]:
    """Find those with the number that more than half of the origins give; a voice counts once.

    The vote of an origin is the last number that it gives.
    """
    votes = {each.origin: number for each in testimonies if (number := read(each)) is not None}
    if not votes:
        return ()
    number, count = Counter(votes.values()).most_common(1)[0]
    return _with_number(testimonies, read, number) if 2 * count > len(votes) else ()


def find_lowest(testimonies: Sequence[Testimony], read: Read) -> tuple[Testimony, ...]:
    """Find those with the lowest number."""
    numbers = [number for each in testimonies if (number := read(each)) is not None]
    return _with_number(testimonies, read, min(numbers)) if numbers else ()


def find_majority_or_lowest(testimonies: Sequence[Testimony], read: Read) -> tuple[Testimony, ...]:
    """Find those with the majority's number, else with the lowest (codebooks 2.4)."""
    return find_majority(testimonies, read) or find_lowest(testimonies, read)


def find_most_reliable(testimonies: Sequence[Testimony], read: Read) -> tuple[Testimony, ...]:
    """Find those that stand for UCDP's most reliable figure, which is a human judgement.

    Our proxy: the latest of authorities, medics and the UN; else the majority of origins; else the
    lowest (codebooks 10.1).
    """
    readable = [each for each in testimonies if read(each) is not None]
    official = [each for each in readable if each.role in OFFICIAL_ROLES]
    if official:
        return find_majority_or_lowest(find_latest(official), read)
    return find_majority_or_lowest(readable, read)


def get_number(testimonies: Sequence[Testimony], read: Read) -> int | None:
    """Return the number that testimonies of one number give; None when there are none."""
    return read(testimonies[0]) if testimonies else None


def find_numbers(testimonies: Sequence[Testimony], read: Read) -> tuple[int, ...]:
    """Find the different numbers that testimonies give, in rising order."""
    return tuple(sorted({number for each in testimonies if (number := read(each)) is not None}))


def _with_number(testimonies: Sequence[Testimony], read: Read, number: int) -> tuple[Testimony, ...]:
    return tuple(each for each in testimonies if read(each) == number)
