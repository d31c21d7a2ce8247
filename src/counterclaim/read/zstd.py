"""Unpack Zstandard (RFC 8878), read by fastwarc: Python 3.11 has no such decompressor.

Frames put one after the other are one file. A frame that begins with a dictionary for the others, as in
`.warc.zst`, is understood; one that asks for a window of more than 128 MiB is refused by the library.
"""

from __future__ import annotations

from typing import IO

from fastwarc.stream_io import ZstdReader

from counterclaim.errors import DamagedError
from counterclaim.read.allowance import Allowance
from counterclaim.read.filled import FilledStream, read_some

#: Bytes unpacked at once: so many at most are lost before a damaged byte, for the library gives none of them.
_PIECE = 1 << 10


class UnpackedZstd(FilledStream):
    """Unpacks another stream as it is read."""

    def __init__(self, stream: IO[bytes], allowance: Allowance) -> None:
        super().__init__()
        self._allowance = allowance
        self._reader = ZstdReader(_ForwardStream(stream), fsspec_args=False)

    def _read_some(self, size: int) -> bytes:
        """Unpack one to so many bytes.

        Raises:
            DamagedError: the bytes are no such file, or end too early.
            LimitError: they unfold to too much.
        """
        try:
            raw: bytes = self._reader.read(min(size, _PIECE))
        except (OSError, ValueError) as error:
            raise DamagedError(f"is damaged ({error}); what was read before is kept") from error
        self._allowance.take_unpacked(len(raw))
        return raw


class _ForwardStream(FilledStream):
    """Reads another stream forward; the library asks where it stands, although it seeks nothing."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._place = 0

    def tell(self) -> int:
        """Tell how many bytes were read."""
        return self._place

    def _read_some(self, size: int) -> bytes:
        raw = read_some(self._stream, size)
        self._place += len(raw)
        return raw
