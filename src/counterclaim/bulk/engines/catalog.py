"""The engines by name; each is loaded when it is asked for."""

from __future__ import annotations

import os
from typing import Literal

from counterclaim.bulk.task import Engine
from counterclaim.errors import BulkError

EngineName = Literal["local", "ray"]
#: Bytes of memory above which a worker is replaced after its task.
MEMORY_LIMIT = 2**30


def make_engine(
    name: EngineName,
    *,
    workers: int | None = None,
    address: str | None = None,
    memory_limit: int = MEMORY_LIMIT,
) -> Engine:
    """Make an engine.

    Args:
        name: `local` for processes on this machine, `ray` for a cluster.
        workers: how many; None is one a core of this machine.
        address: of the cluster; None starts Ray on this machine.
        memory_limit: bytes of memory above which a worker is replaced after its task.

    Raises:
        BulkError: the engine cannot be used so.
    """
    wanted = workers or count_cores()
    if name == "local":
        if address is not None:
            raise BulkError("the local engine has no address; use --engine ray, or leave out --address")
        from counterclaim.bulk.engines.local import LocalEngine

        return LocalEngine(wanted, memory_limit=memory_limit)
    from counterclaim.bulk.engines.ray import RayEngine

    return RayEngine(wanted, memory_limit=memory_limit, address=address)


def count_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
