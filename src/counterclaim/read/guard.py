"""Keep one document from stopping all others: what its reader raises, or spends, is told and ended."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Iterator
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
#: Whether this system can stop what runs after some time.
_CAN_STOP = hasattr(signal, "setitimer")
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
                with TimeLimit(seconds):
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


class TimeLimit:
    """Raises LimitError in what runs within once it has used its processor time.

    Signals reach the main thread of a POSIX system alone; elsewhere only sizes are limited. A class,
    for a generator made into a context takes longer than what many documents take to read.
    """

    __slots__ = ("_former", "_is_set", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._is_set = _CAN_STOP and threading.get_ident() == threading.main_thread().ident
        self._former: object = None

    def __enter__(self) -> None:
        if self._is_set:
            self._former = signal.signal(signal.SIGVTALRM, _stop)
            # It fires again, lest a library that swallows every error go on for ever.
            signal.setitimer(signal.ITIMER_VIRTUAL, self._seconds, 1.0)

    def __exit__(self, *raised: object) -> None:
        if self._is_set:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, self._former)  # type: ignore[arg-type]


def _stop(number: int, frame: FrameType | None) -> None:
    raise LimitError(f"took more than {MAX_SECONDS:.0f} seconds to read; leave it out or split it")
