"""What a job and its workers tell each other; small, frozen, picklable."""

from __future__ import annotations

from typing import Protocol

import msgspec

from counterclaim.bulk.manifest import Counts
from counterclaim.bulk.options import Options, Versions
from counterclaim.bulk.partition import Partition


class Probe(msgspec.Struct, frozen=True):
    """A stretch of a partition's records, `[low, high)`, that is coded only to see who survives."""

    low: int
    high: int

    @property
    def is_single(self) -> bool:
        """Tell whether one record is left."""
        return self.high - self.low == 1


class Gaps(msgspec.Struct, frozen=True, kw_only=True):
    """Which records of a partition are not coded, because they kill whoever codes them."""

    #: Numbers of records, from 0 in reading order.
    set_aside: tuple[int, ...] = ()
    #: Reading ends before this record; None reads all.
    until: int | None = None


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One partition for one worker."""

    partition: Partition
    options: Options
    versions: Versions
    #: The folder of the job: path or URL.
    out: str
    gaps: Gaps = Gaps()
    #: Codes only these records, and writes nothing; None codes all and writes the partition.
    probe: Probe | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker did."""

    task: Task
    counts: Counts = Counts()
    #: A probe met the end of the partition.
    ended: bool = False
    #: Bytes of memory that the worker holds.
    memory: int = 0


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """A task whose worker died."""

    task: Task
    reason: str


class Engine(Protocol):
    """Hands tasks to workers, each in a process of its own, and gives back what became of them."""

    def has_free(self) -> bool:
        """Tell whether a worker is free."""
        ...

    def submit(self, task: Task) -> None:
        """Hand a task to a free worker."""
        ...

    def take(self) -> Outcome | Lost:
        """Wait for the next task that ends; a worker that died is replaced.

        Raises:
            BulkError: the task failed for a reason that another worker would meet too.
        """
        ...

    def close(self) -> None:
        """End all workers, whatever they are at."""
        ...
