"""Keep one document from stopping all others: what its reader raises, or spends, is told and ended."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from counterclaim.errors import LimitError, ReportError
from counterclaim.model.statement import Problem
from counterclaim.read.found import Found
from counterclaim.read.trying import to_problem

T = TypeVar("T")

log = logging.getLogger(__name__)

#: Seconds of processor time that reading one document may take; waiting for a pipe is free.
MAX_SECONDS = 60.0
#: Kind of the Problem that a reader raised what it should not.
FAULT = "fault"


def iter_guarded(
    reading: Iterator[T], name: str, *, seconds: float | None = MAX_SECONDS
) -> Iterator[T | Found]:
    """Pass on what is found; an error of the reader gives one last Problem.

    Args:
        reading: what a reader gives.
        name: what is read, for the Problem.
        seconds: processor time for each step; None for what reads many documents.
    """
    while True:
        try:
            if seconds is None:
                found = next(reading, None)
            else:
                with limit_time(seconds):
                    found = next(reading, None)
        except ReportError as error:
            yield Found(to_problem(error, name))
            return
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}; check the path"
            yield Found(Problem(kind="missing", message=message, where=name))
            return
        except Exception as error:
            # The last resort against a reader's fault: ten thousand other documents wait.
            log.debug("reading %s failed", name, exc_info=True)
            message = f"could not be read ({type(error).__name__}: {error}); please report this as a fault"
            yield Found(Problem(kind=FAULT, message=message, where=name))
            return
        if found is None:
            return
        yield found


@contextmanager
def limit_time(seconds: float | None) -> Iterator[None]:
    """Raise LimitError in what runs within once it has used its processor time.

    Signals reach the main thread of a POSIX system alone; elsewhere only sizes are limited.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if seconds is None or not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    former = signal.signal(signal.SIGVTALRM, _stop)
    # It fires again, lest a library that swallows every error go on for ever.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def _stop(number: int, frame: FrameType | None) -> None:
    raise LimitError(f"took more than {MAX_SECONDS:.0f} seconds to read; leave it out or split it")
