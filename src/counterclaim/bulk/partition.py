"""From the files of an archive to partitions: what one worker codes at a time.

Invariant: the same files cut at the same size give the same partitions with the same ids, whatever the
engine and the number of workers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO, NewType

import msgspec

from counterclaim.bulk.files import open_file
from counterclaim.errors import BulkError
from counterclaim.model.ids import make_id
from counterclaim.read.catalog import HEAD, InputFormat, detect_format

PartitionId = NewType("PartitionId", str)

#: Bytes of input that a partition aims at, where nobody says.
DEFAULT_SIZE = 4 * 2**20
#: Most files that share a partition, however small they are.
MAX_FILES = 2_000
_BLOCK = 2**20


class InputFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the archive, as it was when the job was planned."""

    #: As the user named it, or found below the folder that the user named.
    path: str
    #: In bytes.
    size: int
    #: SHA-256 of its bytes, hexadecimal.
    sha256: str


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """A file, or the bytes `[start, end)` of one that is cut between lines."""

    path: str
    start: int
    end: int
    #: Number of its first line in the file; a file that is not cut starts at 1.
    first_line: int = 1
    #: True where the slice is less than its file: it is read as JSON Lines.
    is_cut: bool = False


class Partition(msgspec.Struct, frozen=True, kw_only=True):
    """What one worker codes at a time, and what is done or not done as a whole."""

    #: Made of what the partition reads.
    id: PartitionId
    slices: tuple[Slice, ...]

    @property
    def size(self) -> int:
        """Return how many bytes of input it reads."""
        return sum(each.end - each.start for each in self.slices)


def make_partitions(
    paths: Iterable[str], *, input_format: InputFormat | None = None, size: int = DEFAULT_SIZE
) -> tuple[tuple[InputFile, ...], tuple[Partition, ...]]:
    """Make the partitions of an archive; every file is read once, for its hash and its lines.

    Args:
        paths: the files, in the order in which they are told.
        input_format: how every file is read; None tells by the content.
        size: bytes that a partition aims at; one report is never cut.

    Raises:
        BulkError: a file cannot be read.
    """
    scanned = [_scan_path(path, input_format, size) for path in paths]
    hashes = {file.path: file.sha256 for file, _ in scanned}
    slices = (each for _, own in scanned for each in own)
    packed = (_make_partition(each, hashes) for each in pack_slices(slices, size))
    return tuple(file for file, _ in scanned), tuple(packed)


def pack_slices(slices: Iterable[Slice], size: int) -> Iterator[tuple[Slice, ...]]:
    """Pack slices together, in order, until they reach a size or are too many."""
    packed: list[Slice] = []
    filled = 0
    for each in slices:
        length = each.end - each.start
        if packed and (filled + length > size or len(packed) == MAX_FILES):
            yield tuple(packed)
            packed, filled = [], 0
        packed.append(each)
        filled += length
    if packed:
        yield tuple(packed)


def scan_stream(stream: IO[bytes], path: str, cut: int | None) -> tuple[InputFile, tuple[Slice, ...]]:
    """Read a stream once: its size, its hash, and where it is cut.

    Args:
        stream: the file, at its beginning.
        path: its name.
        cut: cut at the end of a line once a slice has so many bytes; None does not cut.
    """
    digest = hashlib.sha256()
    cuts = [(0, 1)]
    offset, line = 0, 1
    while block := stream.read(_BLOCK):
        digest.update(block)
        if cut is not None:
            cuts.extend(_find_cuts(block, offset, line, cuts[-1][0], cut))
            line += block.count(b"\n")
        offset += len(block)
    ends = [start for start, _ in cuts[1:]] + [offset]
    pairs = [(start, first, end) for (start, first), end in zip(cuts, ends, strict=True) if start < end]
    slices = tuple(
        Slice(path=path, start=start, end=end, first_line=first, is_cut=len(pairs) > 1)
        for start, first, end in pairs or [(0, 1, 0)]
    )
    return InputFile(path=path, size=offset, sha256=digest.hexdigest()), slices


def _find_cuts(block: bytes, offset: int, line: int, last: int, cut: int) -> Iterator[tuple[int, int]]:
    """Find where a block is cut: the offset of each new slice in the file, and the number of its line."""
    counted = 0
    while True:
        end = block.find(b"\n", max(last + cut - 1 - offset, 0)) + 1
        if not end:
            return
        line += block.count(b"\n", counted, end)
        counted, last = end, offset + end
        yield last, line


def _scan_path(path: str, input_format: InputFormat | None, size: int) -> tuple[InputFile, tuple[Slice, ...]]:
    try:
        with open_file(path) as stream:
            head = stream.read(HEAD)
            stream.seek(0)
            is_lines = (input_format or detect_format(head, path)) == "jsonl"
            return scan_stream(stream, path, size if is_lines else None)
    except OSError as error:
        raise BulkError(f"{path} cannot be read: {error.strerror or error}; check the path") from error


def _make_partition(slices: tuple[Slice, ...], hashes: dict[str, str]) -> Partition:
    fields = {"slices": slices, "sha256": [hashes[each.path] for each in slices]}
    return Partition(id=PartitionId(make_id("prt", fields)), slices=slices)
