"""Who keeps the bytes of what is read; the reader hands them over before it reads a report."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import IO, Protocol

from counterclaim.model.report import Report


class Custodian(Protocol):
    """Keeps the bytes of each file before it is read, and learns which reports were in it."""

    def keep(self, stream: IO[bytes], origin: str) -> AbstractContextManager[IO[bytes]]:
        """Keep all bytes of a stream and give them back to be read.

        Args:
            stream: a file or standard input, at its beginning.
            origin: where it was read from, as the user named it.
        """
        ...

    def note(self, report: Report, part: str | None) -> None:
        """Note a report that was read from the bytes kept last.

        Args:
            report: as it is coded.
            part: where in the bytes it stands, such as "line 3"; None where it is all of them.
        """
        ...
