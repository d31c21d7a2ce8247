"""Do tasks in processes of their own, a few at a time, and give what came of them in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from counterclaim.errors import BulkError

Task = TypeVar("Task")
Done = TypeVar("Done")

#: Tasks a worker that wait for it, so that none is idle.
_WAITING = 2


def iter_done(do: Callable[[Task], Done], tasks: Iterable[Task], *, workers: int) -> Iterator[Done]:
    """Do tasks in order; one worker is this process itself.

    Args:
        do: a function of a module, for other processes to find.
        tasks: drawn as they are handed out.
        workers: how many processes.

    Raises:
        BulkError: a process died.
    """
    if workers == 1:
        yield from map(do, tasks)
        return
    running: deque[Future[Done]] = deque()
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for task in tasks:
                running.append(pool.submit(do, task))
                if len(running) > workers * _WAITING:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
    except BrokenProcessPool as error:
        raise BulkError(
            "a worker died, perhaps for want of memory; run it again with fewer --workers"
        ) from error
