"""The memory of one worker over very many reports, which is never replaced."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.bulk.measuring import find_children, plan_job
from benchmarks.bulk.news import write_news
from counterclaim.bulk.engines.local import LocalEngine
from counterclaim.bulk.job import run_job
from counterclaim.bulk.limits import measure_memory

LIMIT = 2**30
#: Most that the second half may hold against the first: what does not grow is flat.
GROWTH = 1.1
#: Part of the reports that is coded; the rest is screened out.
SHARE = 0.05
#: Seconds between two looks.
EVERY = 0.5
_MIB = 2**20


def measure_memory_of_worker(folder: Path, *, reports: int) -> Iterator[str]:
    """Measure the memory of one worker, every half second, while it codes many reports."""
    plan = plan_job(write_news(folder / "memory.jsonl", reports, share=SHARE), screen=True, size=2_000_000)
    own = set(find_children())
    samples: list[tuple[int, int]] = []
    done = 0
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(EVERY):
            held = [measure_memory(each) for each in set(find_children()) - own]
            samples.append((done, max(held, default=0)))

    watcher = threading.Thread(target=look)
    watcher.start()
    start = time.perf_counter()
    # Twice the limit: nothing is replaced, so that growth would show.
    with closing(LocalEngine(1, memory_limit=2 * LIMIT)) as engine:
        for step in run_job(plan, str(folder / "memory"), engine):
            done += step.counts.reports
    took = time.perf_counter() - start
    stop.set()
    watcher.join()
    yield f"memory of one worker: {done:,} reports ({SHARE:.0%} coded), {done / took:,.0f} a second"
    for share in (0.1, 0.25, 0.5, 0.75, 1.0):
        seen = [held for at, held in samples if (share - 0.1) * done <= at <= share * done]
        yield f"  up to {share:4.0%}: at most {max(seen, default=0) / _MIB:,.0f} MiB"
    early, late = (
        max((held for at, held in samples if (2 * at < done) == is_early), default=0)
        for is_early in (True, False)
    )
    growth = late / early if early else 1.0
    verdict = " OVER" if growth > GROWTH else ""
    yield f"  second half against the first: {growth:.2f} (at most {GROWTH}{verdict})"
    peak = max(early, late)
    yield f"  peak {peak / _MIB:,.0f} MiB, limit {LIMIT // _MIB:,} MiB{'' if peak < LIMIT else ' OVER'}"
