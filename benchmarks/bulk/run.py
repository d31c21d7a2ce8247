"""Bulk coding measured: speed, engines, memory, deaths and the screen, each against something beside it.

Usage: python -m benchmarks.bulk.run [--part NAME ...] [--reports N] [--rounds N] [--many N] [--kills N]
— prints a line a figure with its limit; exit 1 where one is UNDER or OVER it, or bytes are OTHER.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.bulk.kills import measure_kills
from benchmarks.bulk.memory import measure_memory_of_worker
from benchmarks.bulk.scaling import measure_engines, measure_pipe, measure_workers
from benchmarks.bulk.screening import measure_screening

Part = Callable[[Path, argparse.Namespace], Iterator[str]]
PARTS: Mapping[str, Part] = {
    "pipe": lambda folder, asked: measure_pipe(folder, reports=asked.reports, rounds=asked.rounds),
    "workers": lambda folder, asked: measure_workers(folder, reports=asked.reports, rounds=asked.rounds),
    "engines": lambda folder, asked: measure_engines(folder, reports=asked.reports, rounds=asked.rounds),
    "screening": lambda folder, asked: measure_screening(rounds=asked.rounds),
    "kills": lambda folder, asked: measure_kills(folder, kills=asked.kills, reports=asked.reports // 4),
    "memory": lambda folder, asked: measure_memory_of_worker(folder, reports=asked.many),
}
#: Words of a line that make the bench fail.
_FAILED = (" UNDER", " OVER", "OTHER ")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts asked for, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk.run", description=__doc__)
    parser.add_argument("--part", action="append", choices=tuple(PARTS), help="all by default")
    parser.add_argument("--reports", type=int, default=800, help="reports of a timed job")
    parser.add_argument("--rounds", type=int, default=3, help="alternating rounds")
    parser.add_argument("--many", type=int, default=100_000, help="reports of the memory part")
    parser.add_argument("--kills", type=int, default=20)
    asked = parser.parse_args(arguments)
    has_failed = False
    for name in asked.part or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            for line in PARTS[name](Path(folder), asked):
                has_failed = has_failed or any(word in line for word in _FAILED)
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
    raise SystemExit(has_failed)


if __name__ == "__main__":
    main()
