"""One file packed by gzip, bzip2, xz or Zstandard: what it holds is read by its own format.

Invariant: what was unpacked before a damaged or missing byte is read.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Protocol

from counterclaim.errors import DamagedError
from counterclaim.read.allowance import Allowance
from counterclaim.read.columns import Columns
from counterclaim.read.filled import FilledStream, open_peekable, read_some
from counterclaim.read.found import Found
from counterclaim.read.members import Member, read_members
from counterclaim.read.packing import is_zstd
from counterclaim.read.zstd import UnpackedZstd

#: Bytes read at once.
_BLOCK = 1 << 16
#: Most memory that an xz file may ask for; the strongest preset of the program takes 65 MiB.
_XZ_MEMORY = 256 << 20


class Unpacker(Protocol):
    """What the standard library's decompressors share."""

    @property
    def eof(self) -> bool:
        """Tell whether the packed file has ended."""
        ...

    @property
    def unused_data(self) -> bytes:
        """Return what follows its end."""
        ...

    @property
    def needs_input(self) -> bool:
        """Tell whether it has nothing to go on with."""
        ...

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Unpack some bytes, giving no more than so many back."""
        ...


def read(stream: IO[bytes], name: str, *, columns: Columns | None = None) -> Iterator[Found]:
    """Read the file within a packed file."""
    return read_members(iter_members, stream, name, columns=columns)


def iter_members(stream: IO[bytes], name: str, allowance: Allowance) -> Iterator[Member]:
    """Find the one file within a packed file."""
    peekable = open_peekable(stream, _BLOCK)
    unpacker = UnpackedZstd if is_zstd(peekable.peek(_BLOCK)) else UnpackedStream
    yield Member(None, unpacker(peekable, allowance))


class UnpackedStream(FilledStream):
    """Unpacks another stream as it is read; files put one after the other are one, as `zcat` does."""

    def __init__(
        self,
        stream: IO[bytes],
        allowance: Allowance,
        *,
        note_part: Callable[[int, int], None] = lambda packed, unpacked: None,
    ) -> None:
        """Begin to unpack.

        Args:
            stream: the packed file.
            allowance: what it may unfold to.
            note_part: is told where each further file begins, in packed and in unpacked bytes.
        """
        super().__init__()
        self._stream = stream
        self._allowance = allowance
        self._note_part = note_part
        self._taken = self._given = 0
        self._rest = self._take()
        self._make = _find_unpacker(self._rest)
        self._unpacker = self._make()

    def _read_some(self, size: int) -> bytes:
        """Unpack one to so many bytes.

        Raises:
            DamagedError: the bytes are no such file, or end too early.
            LimitError: they unfold to too much.
        """
        try:
            while not self._unpacker.eof or self._start_next():
                if raw := self._unpack(size):
                    self._allowance.take_unpacked(len(raw))
                    self._given += len(raw)
                    return raw
        except (zlib.error, OSError, EOFError, lzma.LZMAError) as error:
            raise DamagedError(f"is damaged ({error}); what was read before is kept") from error
        return b""

    def _unpack(self, size: int) -> bytes:
        if self._unpacker.needs_input and not self._rest:
            self._rest = self._take()
        packed, self._rest = self._rest, b""
        raw = self._unpacker.decompress(packed, size)
        if not raw and not packed and self._unpacker.needs_input and not self._unpacker.eof:
            raise EOFError("it ends too early")
        return raw

    def _start_next(self) -> bool:
        """Start with what follows a packed file; zeros may fill the last block of a tape."""
        rest = self._unpacker.unused_data.lstrip(b"\0")
        while not rest and (more := self._take()):
            rest = more.lstrip(b"\0")
        self._rest = rest
        if rest:
            self._unpacker = self._make()
            self._note_part(self._taken - len(rest), self._given)
        return bool(rest)

    def _take(self) -> bytes:
        raw = read_some(self._stream, _BLOCK)
        self._taken += len(raw)
        return raw


class _Gunzip:
    """Gives zlib's decompressor the shape of the others."""

    def __init__(self) -> None:
        self._unpacker = zlib.decompressobj(wbits=31)
        self._kept = b""

    @property
    def eof(self) -> bool:
        return self._unpacker.eof

    @property
    def unused_data(self) -> bytes:
        return self._unpacker.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._unpacker.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._unpacker.decompress(self._unpacker.unconsumed_tail + data, max_length)


def _find_unpacker(head: bytes) -> Callable[[], Unpacker]:
    if head.startswith(b"BZh"):
        return bz2.BZ2Decompressor
    if head.startswith(b"\xfd7zXZ\x00"):
        return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
    return _Gunzip
