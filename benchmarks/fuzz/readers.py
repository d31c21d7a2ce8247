"""Damaged files for every reader: none may raise, run on, or fill the memory.

Usage: python -m benchmarks.fuzz.readers [--inputs N] [--format NAME] — N changed samples of each format,
the same in every run; prints a table; exit 1 where a reader raised, or took too long for one input.
"""

from __future__ import annotations

import argparse
import io
import logging
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.catalog import FORMATS, InputFormat, load_reader
from counterclaim.read.guard import FAULT
from tests.readers import SAMPLES

#: Most seconds of processor time that one input may take; samples are a few kilobytes.
LIMIT = 5.0
#: What is written into samples: what parsers stumble over.
HOSTILE = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\n" * 2000, b"[" * 3000, b'{"a":' * 3000, b"<div>" * 3000,
    b"<!DOCTYPE a [<!ENTITY b '&c;&c;'><!ENTITY c '&b;'>]>", b"&#0;&#x110000;&b;", b"9" * 5000, b"-1",
    b"1e999", b'"', b"<![CDATA[", b"]]>", b"<script>", b"%00", b"\\ud800", b"=?utf-8?B?////?=",
    b"2031-02-31T25:61:00+99:99", b"Content-Length: -1\r\n", b"\x1f\x8b\x08", b"PK\x03\x04", b"PAR1",
    b"x" * 70_000,
)  # fmt: skip
_COLUMNS = ("format", "inputs", "reports", "problems", "faults", "slowest s")

log = logging.getLogger(__name__)


class Outcome(NamedTuple):
    """What came of the inputs of one format."""

    found: Counter[str]
    slowest: float
    #: The number of the first input whose reader raised; None where none did.
    first_fault: int | None


def main() -> None:
    """Fuzz every reader and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--format", action="append", choices=list(FORMATS))
    options = parser.parse_args()
    is_sound = True
    sys.stdout.write("{:<12}{:>8}{:>9}{:>10}{:>8}{:>11}\n".format(*_COLUMNS))
    for form in options.format or FORMATS:
        outcome = fuzz(form, options.inputs)
        faults = outcome.found[FAULT]
        is_sound = is_sound and not faults and outcome.slowest <= LIMIT
        problems = outcome.found.total() - outcome.found["report"]
        counts = f"{options.inputs:>8}{outcome.found['report']:>9}{problems:>10}{faults:>8}"
        first = "" if outcome.first_fault is None else f"  first fault: input {outcome.first_fault}"
        sys.stdout.write(f"{form:<12}{counts}{outcome.slowest:>11.3f}{first}\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    sys.stdout.write(f"peak memory {peak} MiB\n")
    raise SystemExit(not is_sound)


def fuzz(form: InputFormat, count: int) -> Outcome:
    """Read changed samples of one format."""
    sample, others = SAMPLES[form](), [make() for make in SAMPLES.values()]
    found: Counter[str] = Counter()
    slowest, first_fault = 0.0, None
    for number in range(count):
        raw = change(sample, others, random.Random(f"{form} {number}"))
        start = time.process_time()
        kinds = read_kinds(form, raw)
        slowest = max(slowest, time.process_time() - start)
        if FAULT in kinds and first_fault is None:
            first_fault = number
        found.update(kinds)
    return Outcome(found, slowest, first_fault)


def read_kinds(form: InputFormat, raw: bytes) -> list[str]:
    """Read bytes as a format: what kinds of things were found, an exception as a fault."""
    try:
        found = [each.found for each in load_reader(form)(io.BytesIO(raw), "sample")]
    except Exception as error:
        log.warning("%s: %s", form, error, exc_info=True)
        return [FAULT]
    return [
        each.kind if isinstance(each, Problem) else "report" if isinstance(each, Report) else "notice"
        for each in found
    ]


def change(sample: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Change a sample in one to four places, and cut some of them off."""
    raw = bytearray(sample)
    for _ in range(chance.randrange(1, 5)):
        start = chance.randrange(len(raw) + 1)
        end = min(len(raw), start + chance.choice((0, 1, 1, 2, 8, 64, 512)))
        raw[start:end] = _make_piece(bytes(raw[start:end]), others, chance)
    return bytes(raw[: chance.randrange(len(raw) + 1)]) if chance.random() < 0.25 else bytes(raw)


def _make_piece(piece: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Make what stands in place of a piece."""
    way = chance.randrange(6)
    if way == 0:
        return b""
    if way == 1:
        return chance.randbytes(len(piece) or 1)
    if way == 2:
        return piece * chance.randrange(2, 50)
    if way == 3:
        other = chance.choice(others)
        start = chance.randrange(len(other))
        return other[start : start + 500]
    if way == 4 and piece:
        bit = chance.randrange(len(piece))
        return piece[:bit] + bytes([piece[bit] ^ (1 << chance.randrange(8))]) + piece[bit + 1 :]
    return chance.choice(HOSTILE)


if __name__ == "__main__":
    main()
