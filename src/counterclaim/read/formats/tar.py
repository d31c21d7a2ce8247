"""tar archives, read forward once: each file of the archive is read by its own format."""

from __future__ import annotations

import tarfile
from collections import Counter
from collections.abc import Iterator
from typing import IO

from counterclaim.errors import DamagedError
from counterclaim.read.allowance import Allowance, CountedStream
from counterclaim.read.aside import iter_aside
from counterclaim.read.columns import Columns
from counterclaim.read.found import Found
from counterclaim.read.members import Held, Member, read_members


def read(stream: IO[bytes], name: str, *, columns: Columns | None = None) -> Iterator[Found]:
    """Read the files of a tar archive."""
    return read_members(iter_members, stream, name, columns=columns)


def _ignore(count: int) -> None:
    """Count nothing: the archive's own bytes were counted when they came."""


def iter_members(stream: IO[bytes], name: str, allowance: Allowance) -> Iterator[Held]:
    """Find the files of a tar archive; links and devices are counted, and never followed.

    Raises:
        DamagedError: the archive is none, or ends too early.
    """
    left_out: Counter[str] = Counter()
    try:
        with tarfile.open(fileobj=CountedStream(stream, _ignore), mode="r|", errorlevel=0) as archive:
            while entry := archive.next():
                # The archive would remember every member; nothing looks back.
                archive.members = []  # type: ignore[attr-defined]
                opened = archive.extractfile(entry) if entry.isfile() else None
                if opened is not None:
                    # A sparse file says that it is longer than it is; its zeros are counted too.
                    yield Member(
                        entry.name,
                        CountedStream(opened, allowance.take_unpacked, (tarfile.TarError, EOFError)),
                    )
                elif not entry.isdir():
                    left_out["links" if entry.issym() or entry.islnk() else "special files"] += 1
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise DamagedError(f"is no sound tar archive ({error}); what was read before is kept") from error
    yield from iter_aside(left_out, name)
