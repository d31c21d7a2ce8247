"""Small invented archives for tests of bulk coding, and engines that need no process."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable
from pathlib import Path

from counterclaim.bulk.task import Lost, Outcome, Task
from counterclaim.bulk.worker import run_task

TOWNS = ("Tarn", "Dunhallow", "Sandry", "Ostrel", "Velm")
#: A word that a test may make deadly.
DEADLY = "Quillfever"


def make_row(number: int) -> dict[str, str]:
    """Make a report: of every five, one tells of an attack, the others of nothing of the kind."""
    town = TOWNS[number // 5 % len(TOWNS)]
    if number % 5 == 0:
        text = f"A bomb killed {number + 2} people at the market of {town} on Monday, mayor Ilse Varn said."
    else:
        text = f"The library of {town} opened its new reading room on Monday. It holds {number + 900} books."
    published = f"2031-{number // 5 % 12 + 1:02}-04"
    return {"text": text, "outlet": "The Velmora Post", "published": published, "language": "en"}


def write_archive(path: Path, count: int, *, deadly: int | None = None, broken: int | None = None) -> Path:
    """Write reports as JSON Lines.

    Args:
        path: the file.
        count: how many lines.
        deadly: number of a line whose text holds `DEADLY`.
        broken: number of a line that is no JSON.
    """
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            row = make_row(number)
            if number == deadly:
                row["text"] = f"A bomb killed 4 people in Ostrel, and {DEADLY} spread, the mayor said."
            file.write("{ no report\n" if number == broken else json.dumps(row) + "\n")
    return path


def hash_job(folder: Path) -> dict[str, str]:
    """Hash every file of a job, by its path in the folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


class InlineEngine:
    """An `Engine` that does each task where it stands; workers "die" where a test says so."""

    def __init__(self, is_lost: Callable[[Task], bool] = lambda task: False) -> None:
        self._is_lost = is_lost
        self._tasks: deque[Task] = deque()
        self.done = 0

    def has_free(self) -> bool:
        return len(self._tasks) < 2

    def submit(self, task: Task) -> None:
        self._tasks.append(task)

    def take(self) -> Outcome | Lost:
        # The last first: the order in which tasks end must not matter.
        task = self._tasks.pop()
        self.done += 1
        return Lost(task=task, reason="as asked") if self._is_lost(task) else run_task(task)

    def close(self) -> None:
        self._tasks.clear()
