"""What one packed file may unfold to: an archive made to swamp its reader is stopped early."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO

from counterclaim.errors import DamagedError, LimitError
from counterclaim.read.filled import FilledStream, read_some

#: Bytes that any file may unfold to.
FREE_BYTES = 64 << 20
#: Bytes that each byte of the file may unfold to beyond that, over all layers together. Crawls and
#: feeds come to 5 to 50; deflate, the weakest packer in use, can reach a thousand.
MAX_RATIO = 200
#: Members of one file, those of the archives within it included.
MAX_MEMBERS = 1_000_000
#: How deep archives may lie within archives; a compressed tar is two.
MAX_DEPTH = 5


class Allowance:
    """Counts what a file unfolds to, over all archives within it."""

    def __init__(self, size: int = 0) -> None:
        self._packed = size
        self._unpacked = 0
        self._members = 0
        #: True once a limit was met: nothing more is read from the file.
        self.is_spent = False

    def add_packed(self, count: int) -> None:
        """Count bytes that were read from the file itself."""
        self._packed += count

    def take_unpacked(self, count: int) -> None:
        """Count bytes that came out of an archive.

        Raises:
            LimitError: these are too many for a file of this size.
        """
        self._unpacked += count
        if self._unpacked > FREE_BYTES + MAX_RATIO * self._packed:
            self.is_spent = True
            raise LimitError(
                f"unfolds to more than {MAX_RATIO} times its size; unpack it first if it is what it seems"
            )

    def take_member(self) -> None:
        """Count a member.

        Raises:
            LimitError: these are too many.
        """
        self._members += 1
        if self._members > MAX_MEMBERS:
            self.is_spent = True
            raise LimitError(f"holds more than {MAX_MEMBERS:,} members; unpack it first")


class CountedStream(FilledStream):
    """Reads another stream forward and tells how many bytes were read.

    The stream's own errors become DamagedError, in the words of the product.
    """

    def __init__(
        self,
        stream: IO[bytes],
        count: Callable[[int], None],
        errors: tuple[type[Exception], ...] = (),
    ) -> None:
        super().__init__()
        self._stream = stream
        self._count = count
        self._errors = errors

    def _read_some(self, size: int) -> bytes:
        try:
            raw = read_some(self._stream, size)
        except self._errors as error:
            raise DamagedError(f"is damaged ({error}); what was read before is kept") from error
        self._count(len(raw))
        return raw


def make_allowance(stream: IO[bytes]) -> tuple[Allowance, IO[bytes]]:
    """Make the allowance of a file, and the stream to read it from.

    A file of known size is measured once, so that reading a part twice earns nothing.
    """
    if stream.seekable():
        here = stream.tell()
        size = stream.seek(0, io.SEEK_END) - here
        stream.seek(here)
        return Allowance(size), stream
    allowance = Allowance()
    return allowance, io.BufferedReader(CountedStream(stream, allowance.add_packed))
