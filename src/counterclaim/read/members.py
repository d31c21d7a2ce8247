"""Read the files within a file: members of archives, and the documents of a crawl.

Invariant: a member that cannot be read costs only itself; nothing is ever written to a path that an
archive names.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from importlib import import_module
from typing import IO, NamedTuple, Protocol, cast

import msgspec

from counterclaim.errors import LimitError, ReportError
from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.allowance import MAX_DEPTH, Allowance, make_allowance
from counterclaim.read.aside import iter_aside
from counterclaim.read.catalog import FORMATS, HEAD, InputFormat, detect_format, load_reader
from counterclaim.read.columns import Columns
from counterclaim.read.encoding import mark_wide
from counterclaim.read.found import Found, Notice
from counterclaim.read.guard import iter_guarded
from counterclaim.read.reports import complete_report
from counterclaim.read.text import is_binary, make_printable

#: Control characters, line breaks and marks that turn the direction of a text.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Member(NamedTuple):
    """One file within a file; it is read before the next is asked for."""

    #: What is printed after the name of the file around it, as `archive.zip/here.txt`; None where the
    #: file around it is but its packing.
    path: str | None
    stream: IO[bytes] | io.RawIOBase
    #: How receipts name it; the path where None.
    part: str | None = None
    url: str | None = None
    #: How it is read; None tells by its content.
    format: InputFormat | None = None
    #: The encoding that its sender named, by Python's name.
    charset: str | None = None


class _Reading(NamedTuple):
    """What holds for all that is read from one file."""

    allowance: Allowance
    columns: Columns | None


#: A member, or what was found instead of one.
Held = Member | Problem | Found


class Container(Protocol):
    """Finds the files within a file."""

    def __call__(self, stream: IO[bytes], name: str, allowance: Allowance) -> Iterator[Held]:
        """Iterate over the members, and over Problems with what is none."""
        ...


def read_members(
    iter_members: Container, stream: IO[bytes], name: str, *, columns: Columns | None = None
) -> Iterator[Found]:
    """Read all that a file's members hold, each by its own format.

    Args:
        iter_members: finds them.
        stream: the file.
        name: where it was read from.
        columns: which column holds what, for tables among them.
    """
    allowance, packed = make_allowance(stream)
    reading = _Reading(allowance, columns)
    return iter_guarded(_read_container(iter_members, packed, name, reading, 1), name, seconds=None)


def make_safe(path: str) -> str:
    """Return a path within an archive as text that can be kept and printed on one line."""
    return _UNSAFE.sub("\ufffd", make_printable(path))


def _read_container(
    iter_members: Container, stream: IO[bytes], name: str, reading: _Reading, depth: int
) -> Iterator[Found]:
    if depth > MAX_DEPTH:
        raise LimitError(f"lies within more than {MAX_DEPTH} archives; unpack it first")
    names, left_out, is_empty = _Names(), Counter[str](), True
    for found in iter_guarded(iter_members(stream, name, reading.allowance), name, seconds=None):
        is_empty = False
        if not isinstance(found, Member):
            yield Found(found) if isinstance(found, Problem) else found
            continue
        reading.allowance.take_member()
        with io.BufferedReader(cast(io.RawIOBase, found.stream), buffer_size=HEAD) as peekable:
            if _is_no_text(found, peekable):
                left_out["files that are no text"] += 1
            else:
                yield from _read_member(found, peekable, name, names, reading, depth)
        if reading.allowance.is_spent:
            return
    yield from iter_aside(left_out, name)
    if is_empty:
        yield Found(Problem(kind="empty", message="holds no file; look whether it is whole", where=name))


def _is_no_text(member: Member, peekable: io.BufferedReader[io.RawIOBase]) -> bool:
    """Tell whether a member of an archive is a picture or the like, which no reader would take."""
    if member.path is None:
        return False
    try:
        head = mark_wide(peekable.peek(HEAD), member.charset)
    except (ReportError, OSError):
        # Its reader meets the same error, and says it.
        return False
    return is_binary(head) and detect_format(head, "") == "text"


def _read_member(
    member: Member,
    peekable: io.BufferedReader[io.RawIOBase],
    name: str,
    names: _Names,
    reading: _Reading,
    depth: int,
) -> Iterator[Found]:
    part = member.part or member.path
    part = names.make_unique(make_safe(part)) if part is not None else None
    place = name if member.path is None else f"{name}/{make_safe(member.path)}"
    # A page takes the addresses within it as from its own, which its reader knows by the name.
    known_as = member.url or place
    finding = _read_by_format(peekable, member, known_as, reading, depth)
    for found in iter_guarded(finding, known_as, seconds=None):
        within = " > ".join(filter(None, (part, found.part))) or None
        yield Found(_put_in_place(found.found, known_as, place, member.url), within)


def _put_in_place(
    read: Report | Notice | Problem, name: str, place: str, url: str | None
) -> Report | Notice | Problem:
    """Say of what was read which file it stands in; the path is no part of a report's id."""
    if isinstance(read, Report):
        report = complete_report(read, url=url)
        return msgspec.structs.replace(report, path=_move(report.path, name, place))
    return msgspec.structs.replace(read, where=_move(read.where, name, place))


def _move(path: str | None, name: str, place: str) -> str:
    return place + (path or "").removeprefix(name) if (path or name).startswith(name) else str(path)


def _read_by_format(
    peekable: io.BufferedReader[io.RawIOBase], member: Member, name: str, reading: _Reading, depth: int
) -> Iterator[Found]:
    # A packed file is named for its packing last: here.jsonl.gz.
    named = name if member.path is not None else name.rpartition(".")[0]
    format = member.format or detect_format(peekable.peek(HEAD), named)
    if FORMATS[format].is_container:
        container = import_module(f"counterclaim.read.formats.{FORMATS[format].module}").iter_members
        yield from _read_container(container, peekable, name, reading, depth + 1)
    else:
        read = load_reader(format, columns=reading.columns, charset=member.charset)
        yield from iter_guarded(read(peekable, name), name)


class _Names:
    """Numbers the members of one name, so that each receipt names one place."""

    def __init__(self) -> None:
        # A short hash a name: a crawl has millions.
        self._seen: Counter[bytes] = Counter()

    def make_unique(self, name: str) -> str:
        key = blake2b(name.encode(), digest_size=8).digest()
        self._seen[key] += 1
        return name if self._seen[key] == 1 else f"{name} ({self._seen[key]})"
