"""Streams that give all that came before an error, and the error after it."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from typing import IO, cast


class FilledStream(io.RawIOBase, ABC):
    """Reads forward; an error waits until what was read before it was given.

    A buffer over it is filled in one go, so that a look at the beginning sees enough of it.
    """

    def __init__(self) -> None:
        self._waiting: Exception | None = None

    @abstractmethod
    def _read_some(self, size: int) -> bytes:
        """Read one to so many bytes; none at the end."""

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer, fewer only at the end or before an error."""
        filled = 0
        while filled < len(buffer) and (raw := self._try_read(len(buffer) - filled, filled)):
            buffer[filled : filled + len(raw)] = raw
            filled += len(raw)
        return filled

    def _try_read(self, size: int, filled: int) -> bytes:
        if self._waiting is None:
            try:
                return self._read_some(size)
            except Exception as error:
                self._waiting = error
                if not filled:
                    raise
                return b""
        if not filled:
            raise self._waiting
        return b""


def open_peekable(stream: IO[bytes], size: int) -> io.BufferedReader:
    """Open a stream so that its first bytes can be looked at and read again."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), buffer_size=size)


def read_some(stream: IO[bytes], size: int) -> bytes:
    """Read one to so many bytes of a stream: what is at hand, so that an error costs nothing."""
    raw: bytes = getattr(stream, "read1", stream.read)(size)
    return raw
