"""From the files of an archive to partitions: what one worker codes at a time.

Invariant: the same files cut at the same size give the same partitions with the same ids, whatever the
engine and the number of workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NewType

import msgspec

from counterclaim.bulk.cutting import InputFile, Slice, scan_file
from counterclaim.bulk.files import open_file
from counterclaim.errors import BulkError
from counterclaim.model.ids import make_id
from counterclaim.read.catalog import InputFormat

PartitionId = NewType("PartitionId", str)

#: Bytes of input that a partition aims at, where nobody says.
DEFAULT_SIZE = 4 * 2**20
#: Most files that share a partition, however small they are.
MAX_FILES = 2_000


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
    """Make the partitions of an archive; every file is read once, for its hash and its cuts.

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


def _scan_path(path: str, input_format: InputFormat | None, size: int) -> tuple[InputFile, tuple[Slice, ...]]:
    try:
        with open_file(path) as stream:
            return scan_file(stream, path, size=size, input_format=input_format)
    except OSError as error:
        raise BulkError(f"{path} cannot be read: {error.strerror or error}; check the path") from error


def _make_partition(slices: tuple[Slice, ...], hashes: dict[str, str]) -> Partition:
    fields = {"slices": slices, "sha256": [hashes[each.path] for each in slices]}
    return Partition(id=PartitionId(make_id("prt", fields)), slices=slices)
