"""Workers on a cluster: a pool of Ray actors, each a process that keeps its model.

https://docs.ray.io/en/latest/ray-core/actors.html and ray-core/fault_tolerance/actors.html: a lost actor is
not restarted by Ray, nor its task tried again, but both are ours to replace. A task given to an actor that
Ray is restarting fails without having run, and an innocent report would be taken for one that kills.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from counterclaim.bulk.task import Lost, Outcome, Task
from counterclaim.bulk.worker import run_task
from counterclaim.errors import BulkError, CounterclaimError

if TYPE_CHECKING:
    from ray.actor import ActorHandle

#: What the workers' processes are started with: one thread each.
_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive"}


class _Worker:
    """One actor."""

    def run(self, task: Task) -> Outcome:
        return run_task(task)


class RayEngine:
    """An `Engine` of Ray actors."""

    def __init__(self, workers: int, *, memory_limit: int, address: str | None = None) -> None:
        """Join a cluster, or start Ray on this machine, and ask for the workers.

        Args:
            workers: how many actors, of one core each; a cluster may start them as machines join it.
            memory_limit: bytes; an actor that holds more after a task is started anew.
            address: of the cluster, such as `ray://head:10001` or `auto`; None starts Ray here.

        Raises:
            BulkError: Ray is not installed, or there is no cluster at the address.
        """
        self._memory_limit = memory_limit
        self._ray = _import_ray()
        self._start_ray(workers, address)
        remote = self._ray.remote(_Worker)
        self._make = remote.options(num_cpus=1, max_restarts=0, max_task_retries=0).remote
        self._pool = self._ray.util.ActorPool([self._make() for _ in range(workers)])
        self._running: dict[str, tuple[Task, ActorHandle[_Worker]]] = {}

    def has_free(self) -> bool:
        """Tell whether a worker is free."""
        return bool(self._pool.has_free())

    def submit(self, task: Task) -> None:
        """Hand a task to a free worker."""
        self._pool.submit(self._run, task)

    def take(self) -> Outcome | Lost:
        """Wait for the next task that ends; a worker that died is replaced."""
        errors = self._ray.exceptions
        try:
            outcome: Outcome = self._pool.get_next_unordered()
        except errors.RayActorError as error:
            return self._note_death(error)
        except errors.RayTaskError as error:
            if isinstance(error.cause, CounterclaimError):
                raise error.cause from error
            raise BulkError(f"a partition failed ({error.cause!r}); what is done stays: run again") from error
        self._note_end(outcome)
        return outcome

    def close(self) -> None:
        """End all workers, whatever they are at, and leave the cluster."""
        self._ray.shutdown()

    def _run(self, actor: Any, task: Task) -> Any:
        self._running[actor._actor_id.hex()] = (task, actor)
        return actor.run.remote(task)

    def _note_death(self, error: Any) -> Lost:
        """Note that an actor is gone, and ask for another; Ray starts it where there is room."""
        if error.actor_init_failed or error.actor_id not in self._running:
            raise BulkError(f"a worker could not be started: {error}") from error
        task, actor = self._running.pop(error.actor_id)
        # The pool drops an actor that died, and keeps one that only cannot be reached.
        if not isinstance(error, self._ray.exceptions.ActorDiedError):
            self._end_idle(actor)
        self._pool.push(self._make())
        return Lost(task=task, reason=str(error))

    def _note_end(self, outcome: Outcome) -> None:
        ended = next(name for name, (task, _) in self._running.items() if task == outcome.task)
        _, actor = self._running.pop(ended)
        if outcome.memory > self._memory_limit:
            self._end_idle(actor)
            self._pool.push(self._make())

    def _end_idle(self, actor: Any) -> None:
        """End an actor that the pool just took back: it is the last of the idle ones."""
        idle = self._pool.pop_idle()
        if idle is not actor:
            raise BulkError("the pool of Ray's actors gave another actor than the one that was given back")
        self._ray.kill(actor)

    def _start_ray(self, workers: int, address: str | None) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        options: dict[str, Any] = {
            "address": address or "local",
            "log_to_driver": False,
            "logging_level": "ERROR",
        }
        if address is None:
            options |= {"num_cpus": workers, "include_dashboard": False}
        options["runtime_env"] = {"env_vars": _ENVIRONMENT}
        # On a busy machine Ray gives its own processes too little time; the second try finds files in memory.
        for is_last in (address is not None, True):
            try:
                self._ray.init(**options)
                return
            except Exception as error:
                # Ray tells of a start that took too long by a bare Exception.
                self._ray.shutdown()
                if is_last:
                    raise BulkError(f"Ray could not be started or joined: {error}") from error


def _import_ray() -> Any:
    try:
        import ray
        import ray.util
    except ModuleNotFoundError as error:
        raise BulkError("Ray is not installed; pip install 'counterclaim[ray]'") from error
    return ray
