"""The audit log: who wrote what and who logged in, by name, time, act and ids; never a report's words.

One JSON object a line, only ever appended.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

import msgspec

from counterclaim.ledger.base import read_clock

#: Bytes read from the end of the log to show its last lines.
TAIL_BYTES = 256 * 1024


class AuditLine(msgspec.Struct, frozen=True, kw_only=True):
    """One act of somebody."""

    at: datetime
    name: str
    #: Short fixed words: "login", "login failed", "logout", "reject statement".
    act: str
    ids: tuple[str, ...] = ()
    #: Address that asked.
    address: str | None = None


class AuditLog:
    """Appends to a log and reads its end."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = read_clock) -> None:
        self.path = path
        self._clock = clock
        self._lock = Lock()

    def add(self, *, name: str, act: str, ids: tuple[str, ...] = (), address: str | None = None) -> None:
        """Append one act; it is on the disk when this returns."""
        line = AuditLine(at=self._clock().astimezone(UTC), name=name, act=act, ids=ids, address=address)
        encoded = msgspec.json.encode(line) + b"\n"
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # One write a line: two processes that append to one log do not mix their lines.
            opened = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(opened, encoded)
            finally:
                os.close(opened)

    def find_last(self, count: int) -> tuple[AuditLine, ...]:
        """Find the last acts, the latest first."""
        return tuple(line for line, _ in zip(self._iter_back(), range(count), strict=False))

    def _iter_back(self) -> Iterator[AuditLine]:
        if not self.path.exists():
            return
        size = self.path.stat().st_size
        with self.path.open("rb") as file:
            file.seek(max(0, size - TAIL_BYTES))
            lines = file.read().split(b"\n")
        # The first line of a tail may be cut.
        whole = lines if size <= TAIL_BYTES else lines[1:]
        for line in reversed(whole):
            if line:
                yield msgspec.json.decode(line, type=AuditLine)
