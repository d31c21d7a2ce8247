"""Workers on this machine: the standard library's process pool, one a worker.

Each pool has one process and one task at a time, so that the end of a process is the end of a known task,
and no more is handed out than is being done.
"""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.connection import Connection, Pipe

from counterclaim.bulk.task import Lost, Outcome, Task
from counterclaim.bulk.worker import run_task
from counterclaim.errors import BulkError, CounterclaimError

#: A fresh interpreter: no thread, lock or connection of the parent is carried over.
_CONTEXT = get_context("spawn")


class LocalEngine:
    """An `Engine` of processes on this machine."""

    def __init__(self, workers: int, *, memory_limit: int) -> None:
        """Make the engine; a process starts with its first task.

        Args:
            workers: how many processes.
            memory_limit: bytes; a worker that holds more after a task is replaced.
        """
        self._memory_limit = memory_limit
        self._lifeline, self._own_end = Pipe(duplex=False)
        self._idle = [self._start() for _ in range(workers)]
        self._running: dict[Future[Outcome], tuple[Task, ProcessPoolExecutor]] = {}

    def has_free(self) -> bool:
        """Tell whether a worker is free."""
        return bool(self._idle)

    def submit(self, task: Task) -> None:
        """Hand a task to a free worker."""
        pool = self._idle.pop()
        try:
            future = pool.submit(run_task, task)
        except BrokenProcessPool:
            # It died while it had nothing to do.
            pool = self._replace(pool)
            future = pool.submit(run_task, task)
        self._running[future] = (task, pool)

    def take(self) -> Outcome | Lost:
        """Wait for the next task that ends; a worker that died is replaced."""
        ended, _ = wait(self._running, return_when=FIRST_COMPLETED)
        future = ended.pop()
        task, pool = self._running.pop(future)
        try:
            outcome = future.result()
        except BrokenProcessPool as error:
            self._idle.append(self._replace(pool))
            return Lost(task=task, reason=str(error))
        except CounterclaimError:
            raise
        except Exception as error:
            raise BulkError(
                f"partition {task.partition.id} failed ({type(error).__name__}: {error}); what is done stays:"
                " put it right and run the same command again"
            ) from error
        self._idle.append(self._replace(pool) if outcome.memory > self._memory_limit else pool)
        return outcome

    def close(self) -> None:
        """End all workers, whatever they are at."""
        self._own_end.close()
        for pool in (*self._idle, *(pool for _, pool in self._running.values())):
            pool.shutdown(wait=True, cancel_futures=True)
        self._lifeline.close()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=_CONTEXT, initializer=_prepare, initargs=(self._lifeline,))

    def _replace(self, pool: ProcessPoolExecutor) -> ProcessPoolExecutor:
        pool.shutdown(wait=True)
        return self._start()


def _prepare(lifeline: Connection) -> None:
    """Prepare a worker: it ends with its parent, however that ends, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    lifeline.poll(None)
    os._exit(1)
