"""What reading gives: reports, notices about reports, and problems, each with its place in the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import IO, NamedTuple, Protocol

import msgspec

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem

#: Who withdraws an item where nothing names its publisher.
UNNAMED_PUBLISHER = "its publisher"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """That a publisher killed, withheld or deleted an item: all its versions count no more.

    A kill is no report of its own: it says nothing of the event (codebooks 8.4: canceled).
    """

    #: The publisher's id of the item, as in `Edition.guid`; None where only the address is known.
    guid: str | None = None
    url: str | None = None
    #: Who withdraws it, as named there: outlet or channel.
    by: str
    #: In the publisher's words where it gives any.
    reason: str
    made_at: datetime | None = None
    #: File, and line or record.
    where: str


class Found(NamedTuple):
    """What was read, and where in its file it stands."""

    found: Report | Notice | Problem
    #: Such as "line 3"; None where it is the whole file.
    part: str | None = None


class Reader(Protocol):
    """Reads one format; what cannot be read gives a Problem, and the rest goes on."""

    def __call__(self, stream: IO[bytes], name: str) -> Iterator[Found]:
        """Read a stream from its beginning.

        Args:
            stream: the bytes, in binary; it may be a pipe, so it is read forward only.
            name: where it was read from, for paths and messages; printable.
        """
        ...
