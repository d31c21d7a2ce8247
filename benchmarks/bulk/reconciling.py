"""What matching a whole bulk job costs as archives grow, and how well it finds the events.

`python -m benchmarks.bulk.reconciling [--mentions 10000 100000 1000000]` makes a bulk job of so many invented
reports, one mention each, as many a day as the archive of benchmarks/ledger has, and matches it with
`counterclaim reconcile DIR --out EVENTS`, a process of one worker. It prints a line a size: the time by
the clock and the processor's, the processor's for 1,000 mentions and its ratio to the smallest size, the
most memory, the pairs compared, the events, and B-cubed against the events that the reports were made of.

The job's profiles are made as coding makes them, before the clock starts. It exits with 1 where the ratio
passes 2: matching must stay near linear.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from benchmarks.bulk.made_job import write_job
from benchmarks.ledger.archive import iter_archive
from counterclaim.export.parquet import open_duckdb
from counterclaim.ledger.base import make_mention_key
from counterclaim.model.statement import Coding

SIZES = (10_000, 100_000, 1_000_000)
#: How much more a mention of the largest job may cost than one of the smallest.
LIMIT = 2.0
#: Reports of a partition: about what 4 MiB of news hold.
PARTITION = 4000
_HEADINGS = (
    *("mentions", "clock, s", "processor, s", "per 1,000", "ratio"),
    *("MiB", "pairs", "events", "B3 P", "B3 R", "F"),
)
_SCORES = """
WITH met AS (
    SELECT event, happening, count(*) AS shared FROM '{events}/event.parquet'
    JOIN read_csv('{known}', columns = {{'mention_key': 'VARCHAR', 'happening': 'VARCHAR'}}, header = false)
    USING (mention_key) GROUP BY ALL
),
sized AS (
    SELECT shared, sum(shared) OVER (PARTITION BY event) AS found,
        sum(shared) OVER (PARTITION BY happening) AS told FROM met
)
SELECT sum(shared * shared / found) / sum(shared), sum(shared * shared / told) / sum(shared) FROM sized
"""


class Cost(NamedTuple):
    """What matching one job took and found."""

    mentions: int
    seconds: float
    processor: float
    memory_mib: int
    pairs: int
    events: int
    precision: float
    recall: float

    @property
    def per_thousand(self) -> float:
        """Return the processor's seconds for 1,000 mentions."""
        return self.processor / self.mentions * 1000

    @property
    def f_score(self) -> float:
        """Return the harmonic mean of B-cubed precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def measure(mentions: int, folder: Path) -> Cost:
    """Make a job of so many mentions in a folder, match it, and measure."""
    job, events, known = folder / "job", folder / "events", folder / "known.csv"
    with known.open("w", encoding="utf-8") as out:
        write_job(job, _note_known(iter_archive(mentions), out), size=PARTITION, whole=False)
    matching = ("-m", "counterclaim", "reconcile", str(job), "--out", str(events), "--workers", "1")
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, *matching], stdout=subprocess.PIPE, text=True) as process:
        told = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"matching {mentions} mentions ended with {process.returncode}")
    counts = {name: int(count) for name, _, count in (line.partition("\t") for line in told.splitlines())}
    with open_duckdb() as connection:
        scores = connection.execute(_SCORES.format(events=events, known=known)).fetchone() or (0.0, 0.0)
    return Cost(
        mentions=counts["mentions"],
        seconds=seconds,
        processor=usage.ru_utime + usage.ru_stime,
        memory_mib=usage.ru_maxrss >> 10,
        pairs=counts["pairs compared"],
        events=counts["events"],
        precision=scores[0],
        recall=scores[1],
    )


def _note_known(codings: Iterable[Coding], out: TextIO) -> Iterator[Coding]:
    """Pass codings on, and write down which event each was made of: the end of its address tells."""
    for coding in codings:
        happening = (coding.report.url or "").rpartition("/")[2]
        for mention in coding.mentions:
            key = make_mention_key(report=coding.report.id, mention=mention.id, coder=coding.run.coder)
            out.write(f"{key},{happening}\n")
        yield coding


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each size and print a line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk.reconciling")
    parser.add_argument("--mentions", type=int, nargs="+", default=SIZES, metavar="N", help="sizes of jobs")
    parser.add_argument("--folder", help="where jobs are made, and removed again")
    options = parser.parse_args(arguments)
    _write_line(
        "mentions",
        "clock, s",
        "processor, s",
        "per 1,000",
        "ratio",
        "MiB",
        "pairs",
        "events",
        "B3 P",
        "B3 R",
        "F",
    )
    costs: list[Cost] = []
    for mentions in sorted(options.mentions):
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            costs.append(measure(mentions, Path(folder)))
        _write_cost(costs[-1], costs[0])
    ratio = costs[-1].per_thousand / costs[0].per_thousand
    if ratio > LIMIT:
        sys.stdout.write(
            f"a mention of the largest job costs {ratio:.2f} times one of the smallest; limit {LIMIT}\n"
        )
    return int(ratio > LIMIT)


def _write_cost(cost: Cost, first: Cost) -> None:
    _write_line(
        f"{cost.mentions}",
        f"{cost.seconds:.1f}",
        f"{cost.processor:.1f}",
        f"{cost.per_thousand:.2f}",
        f"{cost.per_thousand / first.per_thousand:.2f}",
        f"{cost.memory_mib}",
        f"{cost.pairs}",
        f"{cost.events}",
        *(f"{score:.4f}" for score in (cost.precision, cost.recall, cost.f_score)),
    )


def _write_line(*cells: str) -> None:
    widths = (9, 9, 12, 9, 5, 6, 10, 8, 6, 6, 6)
    sys.stdout.write("  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
