"""Reading speed: a format read by the product against the library beneath it alone, on the same files.

Usage: python -m benchmarks.speed.reading FORMAT… [--rounds N] — both in one process and on one core, in
turn; prints the median of each, documents a second, and the ratio. Exit 1 when a ratio is above the limit.
The files are made from a seed; each format has a module `reading_<format>` beside this one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

#: Formats that are measured; the module of each has a `make_case(folder)`.
FORMATS = ("html", "warc")
#: How much longer reading may take than the library alone.
LIMIT = 1.3


class ReadingCase(NamedTuple):
    """Files of one format, and the two ways to read them; each returns how many documents it read."""

    #: Bytes of all files.
    size: int
    #: The library alone, and its name.
    alone: Callable[[], int]
    library: str
    #: The product.
    read: Callable[[], int]


def main() -> None:
    """Measure the formats that were named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="+", choices=FORMATS)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    ratios = [measure_format(form, arguments.rounds) for form in arguments.formats]
    raise SystemExit(max(ratios) > LIMIT)


def measure_format(form: str, rounds: int) -> float:
    """Measure one format, print what was found, and return the ratio."""
    with TemporaryDirectory() as folder:
        case: ReadingCase = import_module(f"benchmarks.speed.reading_{form}").make_case(Path(folder))
        alone, read = case.alone(), case.read()
        if alone != read:
            raise SystemExit(f"{form}: {case.library} reads {alone} documents, the product {read}")
        measured = [(measure(case.alone), measure(case.read)) for _ in range(rounds)]
    alone_time, read_time = (median(column) for column in zip(*measured, strict=True))
    ratio: float = read_time / alone_time
    shown = ", ".join(
        f"{name} {seconds:.2f} s ({alone / seconds:.0f} documents/s)"
        for name, seconds in ((case.library, alone_time), ("read", read_time))
    )
    sys.stdout.write(f"{form}: {alone} documents, {case.size / 1e6:.1f} MB: {shown}; ratio {ratio:.2f}")
    sys.stdout.write(f" (limit {LIMIT})\n")
    return ratio


def measure(work: Callable[[], int]) -> float:
    """Run some work and return the processor time of this process, in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
