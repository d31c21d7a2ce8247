"""Read bytes within bounds, so that no file, however long its lines, fills the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NamedTuple

from counterclaim.errors import LimitError

#: Most bytes of one document that is read whole: a page, an entry, a text.
MAX_DOCUMENT = 32 << 20
#: Most bytes of one line of a file that holds a report a line.
MAX_LINE = 16 << 20


class Line(NamedTuple):
    """One line of a file."""

    #: From 1.
    number: int
    #: Without a byte order mark, its newline kept; None where it was longer than allowed.
    raw: bytes | None


_BOM = b"\xef\xbb\xbf"


def read_whole(stream: IO[bytes], limit: int = MAX_DOCUMENT) -> bytes:
    """Read all that a stream holds.

    Raises:
        LimitError: it holds more than `limit` bytes; no more than these were read.
    """
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise make_length_error(limit)
    return raw


def make_length_error(limit: int) -> LimitError:
    """Make the error for a document that is too long."""
    return LimitError(f"is longer than {limit:,} bytes; split it into one file a report")


def iter_lines(stream: IO[bytes], limit: int = MAX_LINE, *, first: int = 1) -> Iterator[Line]:
    """Iterate over the lines of a stream; a line over the limit is passed over in small pieces.

    Args:
        stream: the bytes, from the beginning of a line.
        limit: most bytes of a line.
        first: the number of the first line in its file.
    """
    number = first - 1
    while raw := stream.readline(limit + 1):
        number += 1
        if len(raw) > limit and not raw.endswith(b"\n"):
            _pass_over_line(stream)
            yield Line(number, None)
        else:
            yield Line(number, raw.removeprefix(_BOM) if number == 1 else raw)


def make_long_line_error(limit: int = MAX_LINE) -> LimitError:
    """Make the error for a line that was passed over."""
    return LimitError(f"is a line of more than {limit:,} bytes; give one report a line")


def _pass_over_line(stream: IO[bytes]) -> None:
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass
