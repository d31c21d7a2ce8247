"""The hunt finds exactly the records that kill, whatever else dies on the way."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.bulk.hunt import SINGLE_TRIES, Hunt, note_loss, note_survival
from counterclaim.bulk.task import Gaps

RECORDS = 200
#: More tries than any hunt needs.
MANY = 3_000


def follow(
    count: int, *, coding: frozenset[int] = frozenset(), reading: int | None = None, chance: Iterator[bool]
) -> tuple[Gaps, int]:
    """Follow a hunt over a partition to its end.

    Args:
        count: records of the partition.
        coding: records whose coding kills.
        reading: the record whose reading kills.
        chance: whether a worker dies of something else in each try.

    Returns:
        The gaps with which the whole lives, and how many tries it took.
    """
    hunt = Hunt()
    for tries in range(1, MANY):
        gaps, probe = hunt.gaps, hunt.probe
        low, high = (probe.low, probe.high) if probe else (0, count)
        read_to = count if gaps.until is None else min(count, gaps.until)
        reads = reading is not None and reading < min(read_to, high)
        codes = {each for each in coding if low <= each < min(high, read_to)} - set(gaps.set_aside)
        if next(chance, False) or reads or codes:
            hunt = note_loss(hunt)
        elif probe is None:
            return gaps, tries
        else:
            hunt = note_survival(hunt, ended=read_to < high)
    raise AssertionError("the hunt does not end")


@given(st.frozensets(st.integers(0, RECORDS - 1), max_size=4))
def test_exactly_the_killers_are_set_aside(killers: frozenset[int]) -> None:
    gaps, _ = follow(RECORDS, coding=killers, chance=iter(()))
    assert gaps == Gaps(set_aside=tuple(sorted(killers)))


@given(st.integers(0, RECORDS - 1))
def test_one_killer_is_found_in_few_tries(killer: int) -> None:
    _, tries = follow(RECORDS, coding=frozenset({killer}), chance=iter(()))
    assert tries <= 2 + 8 + 8 + SINGLE_TRIES + 1


@given(st.integers(0, RECORDS - 1))
def test_reading_ends_before_a_record_that_cannot_be_read(killer: int) -> None:
    gaps, _ = follow(RECORDS, reading=killer, chance=iter(()))
    assert gaps.until == killer


@given(st.integers(1, RECORDS), st.lists(st.booleans(), max_size=20))
def test_workers_killed_from_outside_cost_no_report(count: int, deaths: list[bool]) -> None:
    # Three in a row on one record are taken for the record's doing: nobody could tell them apart.
    spaced = (dies for each in deaths for dies in (each, False))
    gaps, _ = follow(count, chance=spaced)
    assert gaps == Gaps()


def test_a_partition_that_only_dies_as_a_whole_is_set_aside() -> None:
    hunt = Hunt()
    for _ in range(MANY):
        if hunt.gaps.until == 0:
            return
        hunt = note_loss(hunt) if hunt.probe is None else note_survival(hunt, ended=hunt.probe.high >= 50)
    raise AssertionError("the hunt does not end")
