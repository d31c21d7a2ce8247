"""What adding and reconciling a report costs as a ledger grows.

`python -m benchmarks.ledger.growth [--size 100000]` fills a SQLite ledger with an archive of invented
reports, spread over places and days as a real one is, and prints the median cost of the 200 reports
around several points: the time by the clock, and the processor's own, which other work on the machine does
not change. Coding is not in it: the reports come coded.

`--again LEDGER` measures on a ledger that `--ledger` made before: the reports after its last one, in turns
with the 1,000th of a fresh ledger, so that other work on the machine slows both alike. It changes
the ledger by these reports.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.ledger.archive import iter_archive
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.open import open_ledger
from counterclaim.model.statement import Coding
from counterclaim.reconcile.update import add_report

#: Reports measured on either side of a point.
REACH = 100
FIRST_POINT = 1000
#: Reports written at once between the points, where nothing is measured.
BATCH = 500


class Cost(NamedTuple):
    """What adding one report took, in milliseconds."""

    clock: float
    processor: float


def choose_points(size: int) -> tuple[int, ...]:
    """Choose the points: 1, 3, 10, 30 thousand and so on, and the last one."""
    decades = (FIRST_POINT * 10**decade for decade in range(len(str(size))))
    points = (factor * decade for decade in decades for factor in (1, 3))
    return tuple(sorted({FIRST_POINT, size, *(point for point in points if point < size)}))


def measure_growth(
    ledger: Ledger, points: Sequence[int], *, seed: int = 1
) -> Iterator[tuple[int, float, float]]:
    """Fill a ledger past each point; yields it and the median milliseconds, by clock and processor."""
    codings = iter_archive(points[-1] + REACH, seed=seed)
    added = 0
    for point in points:
        _fill(ledger, islice(codings, point - REACH - added))
        costs = [_measure(ledger, coding) for coding in islice(codings, 2 * REACH)]
        added = point + REACH
        yield point, median(cost.clock for cost in costs), median(cost.processor for cost in costs)


def _fill(ledger: Ledger, codings: Iterator[Coding]) -> None:
    while batch := tuple(islice(codings, BATCH)):
        with ledger.writing():
            for coding in batch:
                add_report(ledger, coding)


def _measure(ledger: Ledger, coding: Coding) -> Cost:
    clock, processor = time.perf_counter(), time.process_time()
    add_report(ledger, coding)
    return Cost((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)


def compare_grown(grown: Ledger, fresh: Ledger, *, seed: int = 1) -> tuple[int, Cost, Cost]:
    """Compare adding to a grown ledger with adding the 1,000th report to a fresh one, in turns.

    Returns:
        Reports in the grown ledger before, the median costs of the fresh and of the grown ledger.
    """
    size = sum(1 for _ in grown.iter_reports())
    _fill(fresh, islice(iter_archive(FIRST_POINT, seed=seed), FIRST_POINT - REACH))
    small = islice(iter_archive(FIRST_POINT + REACH, seed=seed), FIRST_POINT - REACH, None)
    large = islice(iter_archive(size + 2 * REACH, seed=seed), size, None)
    pairs = [(_measure(fresh, one), _measure(grown, other)) for one, other in zip(small, large, strict=True)]
    costs = [
        Cost(median(cost.clock for cost in side), median(cost.processor for cost in side))
        for side in zip(*pairs, strict=True)
    ]
    return size, costs[0], costs[1]


def _compare_again(place: str) -> None:
    """Compare a grown ledger with a fresh one, and print both with their ratio."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(place, create=True) as grown,
        open_ledger(str(Path(folder) / "fresh.ledger"), create=True) as fresh,
    ):
        size, first, last = compare_grown(grown, fresh)
    _write_line("report", "clock, ms", "ratio", "processor, ms", "ratio")
    for point, cost in ((FIRST_POINT, first), (size, last)):
        _write_costs(point, cost, first)


def _write_costs(point: int, cost: Cost, first: Cost) -> None:
    ratios = (f"{cost.clock / first.clock:.2f}", f"{cost.processor / first.processor:.2f}")
    _write_line(f"{point}", f"{cost.clock:.1f}", ratios[0], f"{cost.processor:.1f}", ratios[1])


def _write_line(report: str, clock: str, ratio: str, processor: str, second: str) -> None:
    sys.stdout.write(f"{report:>8}  {clock:>9}  {ratio:>5}  {processor:>13}  {second:>5}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table with the ratio to the first point."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger.growth")
    parser.add_argument("--size", type=int, default=100_000, help="reports at the last point")
    parser.add_argument("--ledger", help="where to make the ledger; by default a file that is removed")
    parser.add_argument("--again", metavar="LEDGER", help="measure on a ledger made by --ledger")
    options = parser.parse_args(arguments)
    if options.again:
        _compare_again(options.again)
        return
    if options.size < FIRST_POINT:
        parser.error(f"--size must be {FIRST_POINT} at least")
    with tempfile.TemporaryDirectory() as folder:
        place = options.ledger or str(Path(folder) / "growth.ledger")
        with open_ledger(place, create=True) as ledger:
            first: Cost | None = None
            _write_line("report", "clock, ms", "ratio", "processor, ms", "ratio")
            for point, *costs in measure_growth(ledger, choose_points(options.size)):
                cost = Cost(*costs)
                first = first or cost
                _write_costs(point, cost, first)


if __name__ == "__main__":
    main()
