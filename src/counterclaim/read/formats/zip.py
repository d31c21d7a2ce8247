"""zip archives: each file of the archive is read by its own format."""

from __future__ import annotations

import lzma
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from counterclaim.errors import DamagedError, LimitError
from counterclaim.model.statement import Problem
from counterclaim.read.allowance import Allowance, CountedStream
from counterclaim.read.aside import iter_aside
from counterclaim.read.columns import Columns
from counterclaim.read.found import Found
from counterclaim.read.members import Held, Member, make_safe, read_members

#: Bytes of an archive from a pipe that are held in memory; more go to a temporary file.
_SPOOL = 16 << 20
#: Most bytes of the list at the archive's end, which is held in memory; about 400,000 files.
MAX_DIRECTORY = 32 << 20
#: Marks an archive as a document of an office program.
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_IS_ENCRYPTED = 0x1
_END = b"PK\x05\x06"
#: What the standard library raises while a member is read.
_ERRORS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


def read(stream: IO[bytes], name: str, *, columns: Columns | None = None) -> Iterator[Found]:
    """Read the files of a zip archive."""
    return read_members(iter_members, stream, name, columns=columns)


def iter_members(stream: IO[bytes], name: str, allowance: Allowance) -> Iterator[Held]:
    """Find the files of a zip archive; those under a password give a Problem each.

    Raises:
        DamagedError: the archive is none, or its list of files is not whole.
        LimitError: its list of files is too long.
    """
    with _make_seekable(stream) as whole:
        _require_short_directory(whole)
        try:
            archive = zipfile.ZipFile(whole)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
            raise DamagedError(f"is no sound zip archive ({error}); get it again") from error
        with archive:
            if archive.infolist() and archive.infolist()[0].filename in _OFFICE:
                message = "is a document of an office program; save it as PDF, HTML or plain text"
                yield Problem(kind="binary", message=message, where=name)
                return
            left_out: Counter[str] = Counter()
            for entry in archive.infolist():
                if not entry.filename.endswith("/"):
                    yield _open_member(archive, entry, name, allowance)
            yield from iter_aside(left_out, name)


def _open_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, allowance: Allowance
) -> Member | Problem:
    where = f"{name}/{make_safe(entry.filename)}"
    if entry.flag_bits & _IS_ENCRYPTED:
        message = "is under a password; unpack it first"
        return Problem(kind="encrypted", message=message, where=where)
    try:
        opened = archive.open(entry)
    except NotImplementedError as error:
        message = f"is packed in a way that is not read ({error}); unpack it first"
        return Problem(kind="binary", message=message, where=where)
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, RuntimeError) as error:
        return Problem(kind="damaged", message=f"is damaged ({error}); get it again", where=where)
    return Member(entry.filename, CountedStream(opened, allowance.take_unpacked, _ERRORS))


@contextmanager
def _make_seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """Give a stream whose end can be read first, where the list of files stands."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as spool:
        shutil.copyfileobj(stream, spool)
        spool.seek(0)
        yield cast(IO[bytes], spool)


def _require_short_directory(whole: IO[bytes]) -> None:
    """Raise where the list of files is too long to be held in memory.

    The end record (APPNOTE 4.3.16) gives the list's size; all bits set send to the long record before
    it (4.3.14).
    """
    size = whole.seek(0, 2)
    whole.seek(max(0, size - 65_557 - 76))
    tail = whole.read()
    whole.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return
    (length,) = struct.unpack_from("<L", tail, at + 12)
    if length == 0xFFFFFFFF and (long := tail.rfind(b"PK\x06\x06", 0, at)) >= 0:
        (length,) = struct.unpack_from("<Q", tail, long + 40)
    if length > MAX_DIRECTORY:
        raise LimitError(f"lists more than {MAX_DIRECTORY >> 20} MiB of files; unpack it first")
