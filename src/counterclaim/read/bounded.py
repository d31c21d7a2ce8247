"""Read bytes within bounds, so that no file fills the memory."""

from __future__ import annotations

from typing import IO

from counterclaim.errors import ReportError

#: Most bytes of one document that is read whole: a page, an entry, a text.
MAX_DOCUMENT = 32 << 20


def read_whole(stream: IO[bytes], limit: int = MAX_DOCUMENT) -> bytes:
    """Read all that a stream holds.

    Raises:
        ReportError: it holds more than `limit` bytes; no more than these were read.
    """
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise ReportError(f"is longer than {limit:,} bytes; split it into one file a report")
    return raw
