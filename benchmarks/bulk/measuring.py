"""What the parts of the bench share: jobs in this process, hashes of folders, clocks, the load."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

from counterclaim.bulk.job import make_plan, run_job
from counterclaim.bulk.manifest import JobPlan
from counterclaim.bulk.options import Options
from counterclaim.bulk.task import Engine

#: Partitions of a job, where nobody says: as many for each of two workers, and for whatever is beside them.
PARTITIONS = 12


class Cost(NamedTuple):
    """What some work took, in seconds."""

    clock: float
    #: Of the processor, by this process and its children.
    processor: float


def plan_job(path: Path, *, screen: bool, size: int | None = None) -> JobPlan:
    """Plan the job of one file; by default it is cut into as many partitions, whatever its length."""
    wanted = size or max(1, path.stat().st_size // PARTITIONS)
    return make_plan([str(path)], Options(screen=screen), size=wanted)


def run_all(plan: JobPlan, out: Path, engine: Engine) -> None:
    """Run a job to its end."""
    for _ in run_job(plan, str(out), engine):
        pass


def measure(work: Callable[[], None]) -> Cost:
    """Measure some work: the clock, and the processor's time of this process and its children."""
    before, start = _read_processor(), time.perf_counter()
    work()
    return Cost(time.perf_counter() - start, _read_processor() - before)


def find_children(pid: str = "self") -> list[int]:
    """Find the processes that a process started (Linux)."""
    tasks = Path(f"/proc/{pid}/task")
    return [int(child) for each in tasks.iterdir() for child in (each / "children").read_text().split()]


def _read_processor() -> float:
    """Read the seconds of the processor that this process and its children took, also those that run."""
    ticks = 0
    for child in find_children():
        with suppress(FileNotFoundError, ProcessLookupError):
            # After the name, which may hold anything: utime and stime are the 12th and 13th.
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return sum(os.times()[:4]) + ticks / os.sysconf("SC_CLK_TCK")


def say_ratio(name: str, ratios: Sequence[float], *, limit: float) -> str:
    """Say a ratio: its median, its limit, the rounds, and how busy the machine was."""
    found = median(ratios)
    rounds = ", ".join(f"{each:.2f}" for each in ratios)
    verdict = "" if found >= limit else " UNDER"
    return f"{name}: {found:.2f} (at least {limit}{verdict}; rounds {rounds}; {say_load()})"


def say_load() -> str:
    """Say how many processes wanted a core in the last minute, this bench's own among them."""
    return f"load {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores"


def hash_folder(folder: Path) -> str:
    """Hash the files of a job, with their paths."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != ".lock":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
