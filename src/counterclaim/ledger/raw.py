"""The raw bytes that reports were read from, each file whole, named by the SHA-256 of its bytes.

Invariant: what a name gives back has that hash, or was changed behind the program's back, which
`counterclaim verify` tells. The same bytes are kept once.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from counterclaim.errors import LedgerError

#: Bytes that are copied at once.
BLOCK = 1 << 20
#: Characters of a name that make the folder.
FOLDER_LENGTH = 2
#: What a file is called while its bytes are still coming in.
INCOMING = ".incoming-"
#: Seconds after which nobody is writing to such a file any more.
STALE = 24 * 60 * 60
_NAME = re.compile(r"[0-9a-f]{64}")


class RawUnit(NamedTuple):
    """The bytes of one file, once kept."""

    #: Hexadecimal; the name of the bytes.
    sha256: str
    #: Number of bytes.
    size: int


class RawStore(Protocol):
    """Keeps raw bytes under the hash of their content."""

    def put(self, stream: IO[bytes]) -> RawUnit:
        """Keep all that a stream still holds; the same bytes again change nothing."""
        ...

    def open(self, sha256: str) -> IO[bytes]:
        """Open kept bytes for reading.

        Raises:
            LedgerError: there are no bytes of this name.
        """
        ...

    def has(self, sha256: str) -> bool:
        """Tell whether bytes of this name are kept."""
        ...

    def iter_names(self) -> Iterator[str]:
        """Iterate over the names of all that is kept, sorted."""
        ...


class MemoryRawStore:
    """Keeps raw bytes as long as the process lives."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def put(self, stream: IO[bytes]) -> RawUnit:
        """Keep all that a stream still holds."""
        kept = io.BytesIO()
        unit = copy_stream(stream, kept.write)
        self._kept[unit.sha256] = kept.getvalue()
        return unit

    def open(self, sha256: str) -> IO[bytes]:
        """Open kept bytes for reading."""
        if sha256 not in self._kept:
            raise make_lack(sha256, "memory")
        return io.BytesIO(self._kept[sha256])

    def has(self, sha256: str) -> bool:
        """Tell whether bytes of this name are kept."""
        return sha256 in self._kept

    def iter_names(self) -> Iterator[str]:
        """Iterate over the names of all that is kept, sorted."""
        return iter(sorted(self._kept))


class FolderRawStore:
    """Keeps raw bytes as files of a folder: `ab/cdef…`; the folder is made with the first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, stream: IO[bytes]) -> RawUnit:
        """Keep all that a stream still holds: whole under its name, or not at all.

        Bytes that are kept already are written again, so that a damaged file is made whole.
        """
        try:
            self._folder.mkdir(exist_ok=True)
            self._remove_stale()
            return self._put(stream, self._folder / f"{INCOMING}{uuid.uuid4().hex}")
        except OSError as error:
            raise LedgerError(
                f"raw bytes cannot be kept in {self._folder} ({error.strerror or error});"
                " make room or give yourself the right to write there"
            ) from error

    def _remove_stale(self) -> None:
        """Remove what processes left behind that were killed while bytes came in."""
        oldest = time.time() - STALE
        for path in self._folder.glob(f"{INCOMING}*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _put(self, stream: IO[bytes], incoming: Path) -> RawUnit:
        try:
            with incoming.open("xb") as file:
                unit = copy_stream(stream, file.write)
                file.flush()
                os.fsync(file.fileno())
            path = self._find_path(unit.sha256)
            path.parent.mkdir(exist_ok=True)
            incoming.replace(path)
        finally:
            incoming.unlink(missing_ok=True)
        # The name itself must outlive a power cut: of the file, and of its folder.
        _sync_folder(path.parent)
        _sync_folder(self._folder)
        return unit

    def open(self, sha256: str) -> IO[bytes]:
        """Open kept bytes for reading."""
        try:
            return self._find_path(sha256).open("rb")
        except OSError as error:
            raise make_lack(sha256, str(self._folder)) from error

    def has(self, sha256: str) -> bool:
        """Tell whether bytes of this name are kept."""
        return self._find_path(sha256).is_file()

    def iter_names(self) -> Iterator[str]:
        """Iterate over the names of all that is kept, sorted; files of other names are left out."""
        names = (f"{path.parent.name}{path.name}" for path in self._folder.glob("??/*"))
        return iter(sorted(name for name in names if _NAME.fullmatch(name)))

    def _find_path(self, sha256: str) -> Path:
        return self._folder / sha256[:FOLDER_LENGTH] / sha256[FOLDER_LENGTH:]


def copy_stream(stream: IO[bytes], write: Callable[[bytes], object]) -> RawUnit:
    """Hand on all that a stream still holds, and name it."""
    digest, size = hashlib.sha256(), 0
    while block := stream.read(BLOCK):
        write(block)
        digest.update(block)
        size += len(block)
    return RawUnit(sha256=digest.hexdigest(), size=size)


def hash_stream(stream: IO[bytes]) -> RawUnit:
    """Name all that a stream still holds, without keeping it."""
    return copy_stream(stream, len)


def make_lack(sha256: str, place: str) -> LedgerError:
    """Make the error for bytes that are not there."""
    return LedgerError(f"{place} holds no raw bytes {sha256}; restore them from a copy")


def _sync_folder(folder: Path) -> None:
    """Have a folder's names written to the disk, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
