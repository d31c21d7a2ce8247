"""How far a job or a load is: the rate and the time left, as a bar on a terminal and as lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from counterclaim.bulk.job import Step
from counterclaim.bulk.manifest import JobPlan
from counterclaim.ledger.base import Added

#: Seconds between two lines where there is no terminal.
EVERY = 30.0


class Progress(Protocol):
    """How far something is."""

    @property
    def now(self) -> float:
        """Return when that was, in seconds of some clock."""
        ...

    @property
    def total(self) -> int:
        """Return how much there is to do."""
        ...

    @property
    def completed(self) -> int:
        """Return how much of it is done."""
        ...

    @property
    def is_over(self) -> bool:
        """Tell whether all is done."""
        ...

    def __str__(self) -> str:
        """Say it in one line."""
        ...


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How much is done, and how fast this run does it."""

    #: Partitions and bytes of the whole job.
    partitions: int
    bytes: int
    #: When this run began, in seconds of some clock.
    began: float
    now: float
    done: int = 0
    done_bytes: int = 0
    reports: int = 0
    #: Of these, what this run did.
    own_bytes: int = 0
    own_reports: int = 0

    @property
    def total(self) -> int:
        """Return the bytes of the whole job."""
        return self.bytes

    @property
    def completed(self) -> int:
        """Return the bytes that are done."""
        return self.done_bytes

    @property
    def is_over(self) -> bool:
        """Tell whether all partitions are done."""
        return self.done == self.partitions

    @property
    def rate(self) -> float:
        """Return the reports a second of this run."""
        return self.own_reports / (self.now - self.began) if self.now > self.began else 0.0

    @property
    def left(self) -> float | None:
        """Return the seconds left at the pace of this run, by bytes of input; None while unknown."""
        if not self.own_bytes:
            return None
        return (self.bytes - self.done_bytes) * (self.now - self.began) / self.own_bytes

    def __str__(self) -> str:
        """Say it in one line."""
        done = f"{self.done} of {self.partitions} partitions, {self.reports:,} reports"
        return done + _say_speed(self.rate, None if self.is_over else self.left)


class LoadPace(msgspec.Struct, frozen=True, kw_only=True):
    """How many codings of a job a ledger holds, and how fast this load adds them."""

    total: int
    #: When the first was added, in seconds of some clock: what an earlier load added counts for no pace.
    began: float
    now: float
    completed: int = 0
    #: Of these, what this load added.
    own: int = 0

    @property
    def is_over(self) -> bool:
        """Tell whether all are in the ledger."""
        return self.completed == self.total

    @property
    def rate(self) -> float:
        """Return the reports a second of this load."""
        return self.own / (self.now - self.began) if self.now > self.began else 0.0

    def __str__(self) -> str:
        """Say it in one line."""
        left = (self.total - self.completed) / self.rate if self.rate and not self.is_over else None
        return f"{self.completed:,} of {self.total:,} reports" + _say_speed(self.rate, left)


def note_step(pace: Pace, step: Step, now: float) -> Pace:
    """Note that a partition is done; what an earlier run did counts for no pace."""
    own = not step.was_done
    return msgspec.structs.replace(
        pace,
        now=now,
        done=pace.done + 1,
        done_bytes=pace.done_bytes + step.partition.size,
        reports=pace.reports + step.counts.reports,
        own_bytes=pace.own_bytes + own * step.partition.size,
        own_reports=pace.own_reports + own * step.counts.reports,
    )


def note_added(pace: LoadPace, batch: Sequence[Added], now: float) -> LoadPace:
    """Note that codings are in the ledger, added now or earlier."""
    own = pace.own + sum(each.coding for each in batch)
    began = pace.began if own else now
    return msgspec.structs.replace(pace, completed=pace.completed + len(batch), own=own, began=began, now=now)


def _say_speed(rate: float, left: float | None) -> str:
    """Say a rate and the seconds left, as far as they are known, to be put after what is done."""
    said = f", {rate:,.1f} a second" if rate else ""
    return said if left is None else f"{said}, {say_seconds(left)} left"


def say_seconds(seconds: float) -> str:
    """Say a length of time in its two largest units."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def iter_paced(
    steps: Iterable[Step], plan: JobPlan, *, clock: Callable[[], float] = time.monotonic
) -> Iterator[Pace]:
    """Iterate over the pace after each partition."""
    began = clock()
    size = sum(each.size for each in plan.partitions)
    pace = Pace(partitions=len(plan.partitions), bytes=size, began=began, now=began)
    for step in steps:
        pace = note_step(pace, step, clock())
        yield pace


def iter_load_paced(
    batches: Iterable[Sequence[Added]], total: int, *, clock: Callable[[], float] = time.monotonic
) -> Iterator[LoadPace]:
    """Iterate over the pace after each batch of codings that is in the ledger.

    Args:
        batches: what was new in each coding.
        total: how many there are.
        clock: tells the seconds.
    """
    began = clock()
    pace = LoadPace(total=total, began=began, now=began)
    for batch in batches:
        pace = note_added(pace, batch, clock())
        yield pace


def show_progress(paces: Iterable[Progress], tell: Callable[[str], None], *, begin: str) -> None:
    """Show how far something is: a bar where standard error is a terminal, else lines.

    Args:
        paces: it, again and again.
        tell: prints a line.
        begin: what the bar says before there is anything to say.
    """
    if sys.stderr.isatty():
        show_bar(paces, begin=begin)
    else:
        show_lines(paces, tell)


def show_lines(paces: Iterable[Progress], tell: Callable[[str], None], *, every: float = EVERY) -> None:
    """Tell the pace in a line now and then, and at the end."""
    last: Progress | None = None
    told = float("-inf")
    for pace in paces:
        last = pace
        if pace.now - told >= every and not pace.is_over:
            tell(str(pace))
            told = pace.now
    if last is not None:
        tell(str(last))


def show_bar(paces: Iterable[Progress], *, begin: str) -> None:
    """Show the pace as a bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(begin, total=None)
        for pace in paces:
            bar.update(task, total=pace.total, completed=pace.completed, description=str(pace))
