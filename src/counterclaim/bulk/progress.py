"""How far a job is: reports a second and the time left, as a bar on a terminal and as lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

import msgspec

from counterclaim.bulk.job import Step
from counterclaim.bulk.manifest import JobPlan

#: Seconds between two lines where there is no terminal.
EVERY = 30.0


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
    def rate(self) -> float:
        """Return the reports a second of this run."""
        return self.own_reports / (self.now - self.began) if self.now > self.began else 0.0

    @property
    def left(self) -> float | None:
        """Return the seconds left at the pace of this run, by bytes of input; None while unknown."""
        if not self.own_bytes:
            return None
        return (self.bytes - self.done_bytes) * (self.now - self.began) / self.own_bytes


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


def say_pace(pace: Pace) -> str:
    """Say a pace in one line."""
    rate = f", {pace.rate:,.1f} a second" if pace.own_reports else ""
    left = f", {say_seconds(pace.left)} left" if pace.left is not None and pace.done < pace.partitions else ""
    return f"{pace.done} of {pace.partitions} partitions, {pace.reports:,} reports{rate}{left}"


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


def show_lines(paces: Iterable[Pace], tell: Callable[[str], None], *, every: float = EVERY) -> None:
    """Tell the pace in a line now and then, and at the end."""
    last: Pace | None = None
    told = float("-inf")
    for pace in paces:
        last = pace
        if pace.now - told >= every and pace.done < pace.partitions:
            tell(say_pace(pace))
            told = pace.now
    if last is not None:
        tell(say_pace(last))


def show_bar(paces: Iterable[Pace]) -> None:
    """Show the pace as a bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("starting the workers", total=None)
        for pace in paces:
            progress.update(task, total=pace.bytes, completed=pace.done_bytes, description=say_pace(pace))
