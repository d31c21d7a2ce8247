"""What a worker may use: time for a report, memory for itself."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from counterclaim.errors import TimeLimitError

_STATM = Path("/proc/self/statm")


@contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """Raise TimeLimitError in the block once it has run so long; 0 is no limit.

    Only the main thread of a process can use it: it rests on the process's one alarm.
    """
    if not seconds:
        yield
        return
    before = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def measure_memory() -> int:
    """Measure the memory of this process in bytes: what it holds now, else the most it ever held."""
    if _STATM.exists():
        return int(_STATM.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _raise(signal_number: int, frame: FrameType | None) -> None:
    raise TimeLimitError
