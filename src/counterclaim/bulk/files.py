"""Files of an archive: paths of this machine, or URLs that fsspec opens."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from counterclaim.errors import BulkError
from counterclaim.model.statement import Problem
from counterclaim.read.catalog import FORMATS
from counterclaim.read.paths import STDIN, iter_below

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

#: Endings of the files that are taken from a folder of a remote file system, whose bytes are not looked at.
ENDINGS = frozenset(ending for entry in FORMATS.values() for ending in entry.endings)
_OTHER_ENDINGS = "files with another ending"
#: Addresses of the web are no archive: nothing lists them, and only `read` fetches them.
_WEB = ("http://", "https://")


class FoundFiles(NamedTuple):
    """The files that a path stands for."""

    paths: tuple[str, ...]
    #: How many files below a folder are no reports, by why.
    left_out: Counter[str]


def is_url(path: str) -> bool:
    """Tell whether a path is a URL such as `s3://archive/2024`."""
    return "://" in path


def find_files(path: str) -> FoundFiles:
    """Find the files that a path stands for: itself, or those below it that hold reports, sorted.

    Args:
        path: a file, a folder, or a URL of one.

    Raises:
        BulkError: there is none, or the path cannot be read in bulk.
    """
    if path == STDIN:
        raise BulkError("standard input cannot be read twice, as resuming needs; write it to a file first")
    found = _find_below_url(path) if is_url(path) else _find_below(path)
    if not found.paths:
        endings = ", ".join(sorted(ENDINGS))
        raise BulkError(f"{path} holds no file with one of {endings}; name the files themselves")
    return found


def open_file(path: str) -> IO[bytes]:
    """Open a file to read its bytes.

    Raises:
        OSError: it cannot be read.
        BulkError: no file system of this name is known.
    """
    if not is_url(path):
        return Path(path).open("rb")
    system, name = find_system(path)
    return cast(IO[bytes], system.open(name, "rb"))


@contextmanager
def open_range(path: str, start: int, end: int) -> Iterator[IO[bytes]]:
    """Open the bytes `[start, end)` of a file as a stream of their own."""
    with open_file(path) as stream:
        stream.seek(start)
        yield io.BufferedReader(_Range(stream, end - start))


def find_system(url: str) -> tuple[AbstractFileSystem, str]:
    """Find the file system of a URL, and the name it has there.

    Raises:
        BulkError: fsspec or what it needs for this URL is not installed, or nobody knows such URLs.
    """
    if url.startswith(_WEB):
        raise BulkError(f"{url}: the web is no archive; download the files, or use an object store's URL")
    try:
        import fsspec
    except ModuleNotFoundError as error:
        raise BulkError(
            f"{url} is opened by fsspec, which is not installed; pip install 'counterclaim[remote]'"
        ) from error
    try:
        system, name = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise BulkError(f"{url} cannot be opened: {error}") from error
    return system, name


class _Range(io.RawIOBase):
    """So many bytes of a stream from where it stands."""

    def __init__(self, stream: IO[bytes], left: int) -> None:
        self._stream, self._left = stream, left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = self._stream.read(min(len(buffer), self._left))
        buffer[: len(read)] = read
        self._left -= len(read)
        return len(read)


def _find_below(path: str) -> FoundFiles:
    if not Path(path).exists():
        raise BulkError(f"{path} is not there; check the path")
    if not Path(path).is_dir():
        return FoundFiles((path,), Counter())
    left_out = Counter[str]()
    paths: list[str] = []
    for found in iter_below(path, left_out):
        if isinstance(found, Problem):
            raise BulkError(f"{found.where} {found.message}")
        paths.append(found)
    return FoundFiles(tuple(paths), left_out)


def _find_below_url(url: str) -> FoundFiles:
    system, name = find_system(url)
    try:
        if not system.exists(name):
            raise BulkError(f"{url} is not there; check the URL, and that you may read it")
        if not system.isdir(name):
            return FoundFiles((url,), Counter())
        below = sorted(system.find(name))
    except OSError as error:
        raise BulkError(f"{url} cannot be listed: {error}") from error
    kept = [each for each in below if PurePosixPath(each).suffix.lower() in ENDINGS]
    left_out = Counter({_OTHER_ENDINGS: len(below) - len(kept)} if len(kept) < len(below) else {})
    return FoundFiles(tuple(str(system.unstrip_protocol(each)) for each in kept), left_out)
