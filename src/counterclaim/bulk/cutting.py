"""Where a large file is cut so that several workers share it: between lines, records or rows.

Invariant: a cut never parts a report, and depends on the bytes of the file and the size alone. A file
of another format, or one that is damaged, is read by one worker, who tells what is wrong with it.
"""

from __future__ import annotations

import hashlib
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import pairwise
from typing import IO, Literal, NamedTuple, cast

import msgspec

from counterclaim.bulk.tables import RowGroup, find_row_groups
from counterclaim.errors import ReportError
from counterclaim.read.allowance import make_allowance
from counterclaim.read.catalog import HEAD, InputFormat, detect_format
from counterclaim.read.filled import FilledStream, read_some
from counterclaim.read.rewritten import is_wide

_BLOCK = 2**20
#: Between what a file is cut.
Cut = Literal["lines", "records", "rows"]
#: Most stretches of rows that one row group of a table gives: each reads the group from its start.
MAX_STRETCHES = 16


class InputFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the archive, as it was when the job was planned."""

    #: As the user named it, or found below the folder that the user named.
    path: str
    #: In bytes.
    size: int
    #: SHA-256 of its bytes, hexadecimal.
    sha256: str


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """A file, or a part of one that is cut."""

    path: str
    #: The bytes `[start, end)`; of a table that is cut within a row group they are an estimate.
    start: int
    end: int
    #: Between what the file is cut; None where the slice is all of it.
    cut: Cut | None = None
    #: Number of its first line or row in the file.
    first: int = 1
    #: How many rows of a table it is.
    rows: int | None = None


class Start(NamedTuple):
    """Where a slice starts: its first byte, and the number of its first line or row."""

    byte: int
    first: int = 1


def scan_file(
    stream: IO[bytes], path: str, *, size: int, input_format: InputFormat | None = None
) -> tuple[InputFile, tuple[Slice, ...]]:
    """Read a file once: its size, its hash, and the slices it is cut into.

    Args:
        stream: the file, at its beginning.
        path: its name.
        size: bytes of input that a slice has at least, the last one left out.
        input_format: how it is read; None tells by its content.
    """
    head = stream.read(HEAD)
    form = input_format or detect_format(head, path)
    stream.seek(0)
    hashed = HashedStream(stream)
    starts: list[Start] = []
    if form in _CUTTERS and not is_wide(head):
        starts += _CUTTERS[form](cast(IO[bytes], hashed), size)
    file = hashed.finish(path)
    if form == "parquet":
        groups = find_row_groups(stream, path)
        starts += cut_table(groups, size)
        end = Start(file.size, groups[-1].rows.stop + 1 if groups else 1)
        return file, make_slices(path, starts, end, "rows")
    return file, make_slices(path, starts, Start(file.size), "lines" if form == "jsonl" else "records")


def make_slices(path: str, starts: Iterable[Start], end: Start, cut: Cut) -> tuple[Slice, ...]:
    """Make the slices of a file.

    Args:
        path: the file.
        starts: of all slices but the first.
        end: of the file.
        cut: between what it is cut.
    """
    within = [start for start in starts if start.byte < end.byte]
    if not within:
        return (Slice(path=path, start=0, end=end.byte),)
    return tuple(
        Slice(
            path=path,
            start=start.byte,
            end=after.byte,
            cut=cut,
            first=start.first,
            rows=after.first - start.first if cut == "rows" else None,
        )
        for start, after in pairwise((Start(0), *within, end))
    )


class HashedStream(FilledStream):
    """Reads another stream forward, and hashes what it reads."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._digest = hashlib.sha256()
        self._size = 0

    def finish(self, path: str) -> InputFile:
        """Read what is left, and describe the whole."""
        while self.read(_BLOCK):
            pass
        return InputFile(path=path, size=self._size, sha256=self._digest.hexdigest())

    def _read_some(self, size: int) -> bytes:
        raw = read_some(self._stream, size)
        self._digest.update(raw)
        self._size += len(raw)
        return raw


def cut_lines(stream: IO[bytes], size: int) -> Iterator[Start]:
    """Cut JSON Lines at the end of the line in which a slice reaches its size."""
    offset, line, last = 0, 1, 0
    while block := stream.read(_BLOCK):
        counted = 0
        while end := block.find(b"\n", max(last + size - 1 - offset, 0)) + 1:
            line += block.count(b"\n", counted, end)
            counted, last = end, offset + end
            yield Start(last, line)
        line += block.count(b"\n", counted)
        offset += len(block)


def cut_crawl(stream: IO[bytes], size: int) -> Iterator[Start]:
    """Cut a crawl between records."""
    from counterclaim.read.formats.warc import iter_record_starts

    return _thin_out(map(Start, iter_record_starts(stream)), size)


def cut_packed_crawl(stream: IO[bytes], size: int) -> Iterator[Start]:
    """Cut a packed crawl where a packed part begins with a record, as in `.warc.gz`.

    Any other packed file is not cut: only from its beginning can it be unpacked.
    """
    with suppress(ReportError, OSError):
        yield from _thin_out(_iter_packed_starts(stream), size)


def cut_table(groups: Iterable[RowGroup], size: int) -> Iterator[Start]:
    """Cut a table between rows: where row groups meet, and within those that are larger than a slice."""
    starts = (start for group in groups for start in _iter_stretches(group, size))
    return _thin_out((start for start in starts if start.first > 1), size)


def _iter_stretches(group: RowGroup, size: int) -> Iterator[Start]:
    """Iterate over where the stretches of a row group start; their bytes are an estimate."""
    length, count = group.end - group.start, len(group.rows)
    stretches = max(1, min(length // size, MAX_STRETCHES, count))
    for number in range(stretches):
        yield Start(
            group.start + length * number // stretches, group.rows.start + count * number // stretches + 1
        )


def _iter_packed_starts(stream: IO[bytes]) -> Iterator[Start]:
    from counterclaim.read.formats.compressed import UnpackedStream
    from counterclaim.read.formats.warc import iter_record_starts

    allowance, packed = make_allowance(stream)
    parts: deque[tuple[int, int]] = deque()
    unpacked = UnpackedStream(packed, allowance, note_part=lambda *place: parts.append(place))
    peekable = cast(IO[bytes], io.BufferedReader(unpacked, buffer_size=HEAD))
    if detect_format(cast(io.BufferedReader, peekable).peek(HEAD), "") != "warc":
        return
    for record in iter_record_starts(peekable):
        while parts and parts[0][1] < record:
            parts.popleft()
        if parts and parts[0][1] == record:
            yield Start(parts.popleft()[0])


def _thin_out(starts: Iterator[Start], size: int) -> Iterator[Start]:
    """Leave out starts before which a slice would not reach its size."""
    last = 0
    for start in starts:
        if start.byte - last >= size:
            last = start.byte
            yield start


#: What can be cut while it is hashed.
_CUTTERS: Mapping[InputFormat, Callable[[IO[bytes], int], Iterator[Start]]] = {
    "jsonl": cut_lines,
    "warc": cut_crawl,
    "compressed": cut_packed_crawl,
}
