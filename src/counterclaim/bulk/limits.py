"""What a worker may use: time for a report, memory for itself."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from counterclaim.errors import TimeLimitError


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


def measure_memory(pid: int | None = None) -> int:
    """Measure the memory of a process in bytes: what it holds now; off Linux the most this one ever held.

    Args:
        pid: the process; None is this one. One that has ended holds nothing.
    """
    try:
        pages = Path(f"/proc/{pid or 'self'}/statm").read_text().split()
        return int(pages[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 if pid is None else 0


def _raise(signal_number: int, frame: FrameType | None) -> None:
    raise TimeLimitError
