"""The folder that a job writes: one folder a partition, whole or not there at all.

On this machine a partition is written beside its place, brought to the disk and renamed. An object
store has no folders to rename; there the manifest is written last, and without it nothing counts.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Protocol

import msgspec

from counterclaim.bulk.files import find_system, is_url
from counterclaim.bulk.manifest import MANIFEST, SCHEMA, PartManifest
from counterclaim.bulk.partition import PartitionId
from counterclaim.errors import BulkError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

#: Folder of the partitions.
PARTS = "parts"
_DRAFTS = ".drafts"
_LOCK = ".lock"


class Store(Protocol):
    """Where a job's files go."""

    def read(self, name: str) -> bytes | None:
        """Read a file of the job; None where there is none."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Write a file of the job, whole or not at all."""
        ...

    def drafting(self, partition: PartitionId) -> AbstractContextManager[Path]:
        """Give an empty folder of this machine, and keep what is in it as the partition afterwards.

        Nothing is kept of it where the block ends in an error, or with the process.
        """
        ...

    def reading(self, partition: PartitionId) -> AbstractContextManager[Path]:
        """Give a folder of this machine with the files of a partition."""
        ...

    def holding(self) -> AbstractContextManager[None]:
        """Hold the folder for one job, and clear what killed workers left.

        Raises:
            BulkError: another job holds it.
        """
        ...


def open_store(place: str) -> Store:
    """Open the folder of a job: a path, or a URL that fsspec opens.

    Raises:
        BulkError: no file system of this name is known.
    """
    if is_url(place):
        system, name = find_system(place)
        return _RemoteStore(system, name.rstrip("/"), place)
    return _LocalStore(Path(place))


def read_part(store: Store, partition: PartitionId) -> PartManifest | None:
    """Read the manifest of a partition; None where it is not done.

    Raises:
        BulkError: the manifest is of another version, or none.
    """
    content = store.read(f"{PARTS}/{partition}/{MANIFEST}")
    if content is None:
        return None
    try:
        return msgspec.json.decode(content, type=PartManifest)
    except msgspec.MsgspecError as error:
        raise BulkError(f"the manifest of {partition} is none of {SCHEMA} ({error})") from error


class _LocalStore:
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, content: bytes) -> None:
        with _telling(str(self._folder)):
            draft = self._make_draft() / name
            draft.write_bytes(content)
            _sync(draft)
            draft.replace(self._folder / name)
            draft.parent.rmdir()
            _sync(self._folder)

    @contextmanager
    def drafting(self, partition: PartitionId) -> Iterator[Path]:
        draft = self._make_draft()
        try:
            yield draft
            for path in (*draft.iterdir(), draft):
                _sync(path)
            final = self._folder / PARTS / partition
            final.parent.mkdir(exist_ok=True)
            try:
                draft.rename(final)
            except OSError:
                # A worker of a killed job may have been as fast: its files are the same.
                if not (final / MANIFEST).is_file():
                    raise
            _sync(final.parent)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    @contextmanager
    def reading(self, partition: PartitionId) -> Iterator[Path]:
        yield self._folder / PARTS / partition

    @contextmanager
    def holding(self) -> Iterator[None]:
        with _telling(str(self._folder)):
            self._folder.mkdir(parents=True, exist_ok=True)
            opened = (self._folder / _LOCK).open("w")
        with opened as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise BulkError(
                    f"another job writes to {self._folder}; wait for it, or name another"
                ) from error
            self._clear_drafts()
            yield
            self._clear_drafts()

    def _clear_drafts(self) -> None:
        shutil.rmtree(self._folder / _DRAFTS, ignore_errors=True)

    def _make_draft(self) -> Path:
        drafts = self._folder / _DRAFTS
        drafts.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(dir=drafts))


class _RemoteStore:
    """A place that fsspec opens; what is put there is there whole or not at all, file by file."""

    def __init__(self, system: AbstractFileSystem, folder: str, url: str) -> None:
        self._system, self._folder, self._url = system, folder, url

    def read(self, name: str) -> bytes | None:
        try:
            content: bytes = self._system.cat_file(f"{self._folder}/{name}")
        except FileNotFoundError:
            return None
        return content

    def write(self, name: str, content: bytes) -> None:
        with _telling(self._url):
            self._system.makedirs(self._folder, exist_ok=True)
            self._system.pipe_file(f"{self._folder}/{name}", content)

    @contextmanager
    def drafting(self, partition: PartitionId) -> Iterator[Path]:
        with TemporaryDirectory(prefix="counterclaim-") as scratch:
            yield Path(scratch)
            final = f"{self._folder}/{PARTS}/{partition}"
            self._system.makedirs(final, exist_ok=True)
            for path in sorted(Path(scratch).iterdir(), key=lambda each: each.name == MANIFEST):
                self._system.pipe_file(f"{final}/{path.name}", path.read_bytes())

    @contextmanager
    def reading(self, partition: PartitionId) -> Iterator[Path]:
        with TemporaryDirectory(prefix="counterclaim-") as scratch:
            folder = f"{self._folder}/{PARTS}/{partition}"
            for name in self._system.find(folder):
                (Path(scratch) / Path(name).name).write_bytes(self._system.cat_file(name))
            yield Path(scratch)

    @contextmanager
    def holding(self) -> Iterator[None]:
        # An object store has no lock that ends with its holder; two jobs write the same bytes.
        yield


@contextmanager
def _telling(place: str) -> Iterator[None]:
    """Tell of an error of writing by which folder it was."""
    try:
        yield
    except OSError as error:
        raise BulkError(
            f"{place} cannot be written: {error.strerror or error}; what is done stays: put it right and run"
            " the same command again, or name another folder with --out"
        ) from error


def _sync(path: Path) -> None:
    """Bring a file or folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
