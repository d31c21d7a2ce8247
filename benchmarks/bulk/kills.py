"""Kill workers and drivers at random moments, resume, and compare with an undisturbed run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

from benchmarks.bulk.measuring import find_children, hash_folder
from benchmarks.bulk.news import write_news

#: Seconds after which somebody dies.
MOMENTS = (0.5, 8.0)
#: How often it is the driver.
DRIVERS = 0.4
_SIZE = "0.005"


def measure_kills(folder: Path, *, kills: int, reports: int, workers: int = 2) -> Iterator[str]:
    """Kill so many processes over as many jobs as that takes; yields what was found."""
    chance = Random(1)
    archive = write_news(folder / "kills.jsonl", reports, share=0.5)
    subprocess.run(make_command(archive, folder / "calm", workers), check=True, capture_output=True)
    calm = hash_folder(folder / "calm")
    killed = Counter[str]()
    jobs = 0
    wrong: list[str] = []
    while killed.total() < kills:
        out = folder / f"killed{jobs}"
        jobs += 1
        command = make_command(archive, out, workers)
        while killed.total() < kills and (victim := run_and_kill(command, chance)):
            killed[victim] += 1
        ended = subprocess.run(command, capture_output=True, check=False)
        if ended.returncode or hash_folder(out) != calm:
            wrong.append(out.name)
    same = "all the same bytes as undisturbed" if not wrong else f"OTHER bytes in {', '.join(wrong)}"
    told = f"killed {killed['worker']} workers and {killed['driver']} drivers"
    yield f"{told} in {jobs} jobs of {reports} reports: {same}"


def make_command(archive: Path, out: Path, workers: int) -> list[str]:
    """Make the command line of a job with many partitions."""
    command = [sys.executable, "-m", "counterclaim", "bulk", str(archive), "--out", str(out)]
    return [*command, "--workers", str(workers), "--partition-size", _SIZE]


def run_and_kill(command: list[str], chance: Random) -> str | None:
    """Run a command and kill one of its processes; tell which, or None where it ended before.

    A command whose worker was killed runs on to its end.
    """
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver:
        with suppress(subprocess.TimeoutExpired):
            driver.wait(chance.uniform(*MOMENTS))
            return None
        if chance.random() < DRIVERS:
            workers = find_workers(driver.pid)
            driver.kill()
            driver.wait()
            _see_them_end(workers)
            return "driver"
        workers = find_workers(driver.pid)
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
        driver.wait()
    return "worker" if workers else None


def find_workers(driver: int) -> list[int]:
    """Find the workers of a driver; Python's own tracker of resources is none."""
    with suppress(FileNotFoundError):
        return [each for each in find_children(str(driver)) if b"spawn_main" in _read_command(each)]
    return []


def _read_command(pid: int) -> bytes:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _see_them_end(workers: list[int], seconds: float = 20) -> None:
    """See that workers end with their driver."""
    end = time.monotonic() + seconds
    while left := [each for each in workers if b"spawn_main" in _read_command(each)]:
        if time.monotonic() > end:
            raise RuntimeError(f"workers {left} outlive their driver")
        time.sleep(0.1)
