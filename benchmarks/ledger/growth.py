"""What adding and reconciling a report costs as a ledger grows.

`python -m benchmarks.ledger.growth [--size 100000]` fills a SQLite ledger with an archive of invented
reports, spread over places and days as a real one is, and prints the median cost of the 200 reports
around several points: the time by the clock, and the processor's own, which other work on the machine does
not change. Coding is not in it: the reports come coded.
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table with the ratio to the first point."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger.growth")
    parser.add_argument("--size", type=int, default=100_000, help="reports at the last point")
    parser.add_argument("--ledger", help="where to make the ledger; by default a file that is removed")
    options = parser.parse_args(arguments)
    if options.size < FIRST_POINT:
        parser.error(f"--size must be {FIRST_POINT} at least")
    with tempfile.TemporaryDirectory() as folder:
        place = options.ledger or str(Path(folder) / "growth.ledger")
        with open_ledger(place, create=True) as ledger:
            first: tuple[float, float] | None = None
            sys.stdout.write(f"{'report':>8}  {'clock, ms':>9}  ratio  {'processor, ms':>13}  ratio\n")
            for point, *costs in measure_growth(ledger, choose_points(options.size)):
                clock, processor = costs
                first = first or (clock, processor)
                ratios = clock / first[0], processor / first[1]
                sys.stdout.write(
                    f"{point:>8}  {clock:>9.1f}  {ratios[0]:>5.2f}  {processor:>13.1f}  {ratios[1]:>5.2f}\n"
                )
                sys.stdout.flush()


if __name__ == "__main__":
    main()
