"""Raw bytes in pieces in the ledger's own database, for databases that have no folder beside them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import IO, Any

from sqlalchemy import Connection, text

from counterclaim.ledger.queries import load_queries
from counterclaim.ledger.raw import BLOCK, RawUnit, copy_stream, make_lack

#: Names that are read at once.
PAGE = 1000
#: Bytes that wait in memory; more wait in a temporary file.
SPOOLED = 8 * BLOCK


class SqlRawStore:
    """Keeps raw bytes in the table `raw_chunk`."""

    def __init__(
        self,
        writing: Callable[[], AbstractContextManager[None]],
        reading: Callable[[], AbstractContextManager[Connection]],
    ) -> None:
        """Keep bytes in a ledger's transactions.

        Args:
            writing: begins or joins the ledger's transaction; what is put within stays or goes with it.
            reading: gives the ledger's connection.
        """
        self._writing = writing
        self._reading = reading

    def put(self, stream: IO[bytes]) -> RawUnit:
        """Keep all that a stream still holds; the same bytes again change nothing."""
        with _open_spool() as spool:
            unit = copy_stream(stream, spool.write)
            spool.seek(0)
            with self._writing():
                if not self.has(unit.sha256):
                    self._insert(unit.sha256, spool)
        return unit

    def open(self, sha256: str) -> IO[bytes]:
        """Open kept bytes for reading."""
        spool, number = _open_spool(), 0
        while found := self._find("find_chunk", sha256=sha256, number=number):
            spool.write(found[0])
            number += 1
        if not number:
            spool.close()
            raise make_lack(sha256, "the ledger")
        spool.seek(0)
        return spool

    def has(self, sha256: str) -> bool:
        """Tell whether bytes of this name are kept."""
        return bool(self._find("find_raw", sha256=sha256))

    def iter_names(self) -> Iterator[str]:
        """Iterate over the names of all that is kept, sorted."""
        after = ""
        while page := self._find("page_raw", after=after, size=PAGE):
            yield from page
            after = page[-1]

    def _insert(self, sha256: str, spool: IO[bytes]) -> None:
        """Insert pieces; an empty file has one empty piece, so that its name is kept."""
        number, block = 0, spool.read(BLOCK)
        while block or not number:
            fields = {"sha256": sha256, "number": number, "bytes": block}
            with self._reading() as connection:
                connection.execute(text(load_queries("raw")["insert_chunk"]), fields)
            number, block = number + 1, spool.read(BLOCK)

    def _find(self, query: str, **fields: str | int) -> Sequence[Any]:
        with self._reading() as connection:
            return connection.execute(text(load_queries("raw")[query]), fields).scalars().all()


def _open_spool() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=SPOOLED)
