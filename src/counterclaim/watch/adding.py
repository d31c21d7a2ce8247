"""Add what a feed gives: what is known is passed over, and bytes that bring nothing new are not kept."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Clock, Ledger
from counterclaim.ledger.custody import LedgerCustodian
from counterclaim.ledger.raw import copy_stream
from counterclaim.model.custody import KeptNotice
from counterclaim.model.report import Report
from counterclaim.model.statement import Coding, Problem
from counterclaim.read.found import Notice
from counterclaim.reconcile import index
from counterclaim.reconcile.notices import add_notice
from counterclaim.reconcile.update import add_report

#: Codes reports one by one; Problems are passed on.
Code = Callable[[Iterable[Report | Problem]], Iterator[Coding | Problem]]
Talk = Callable[[str], None]
#: Bytes of a feed that are held in memory before they go to a temporary file.
IN_MEMORY = 8_000_000


class SparingCustodian(LedgerCustodian):
    """Keeps the bytes of a feed once a report or a notice in them turns out to be new.

    A feed is read every few minutes and mostly says what it said before.
    """

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger.raw)
        self._ledger = ledger
        self._spool: IO[bytes] | None = None

    @contextmanager
    def keep(self, stream: IO[bytes], origin: str) -> Iterator[IO[bytes]]:  # type: ignore[override]
        """Hold the bytes of a stream, and give them to be read."""
        with SpooledTemporaryFile(IN_MEMORY) as spool:
            copy_stream(stream, spool.write)
            spool.seek(0)
            self._origin, self._unit, self._spool = origin, None, cast(IO[bytes], spool)
            try:
                yield self._spool
            finally:
                self._spool = None

    def note(self, report: Report, part: str | None) -> None:
        """Note a report; the bytes are kept from the first that is new."""
        if self._ledger.find_report_body(report.id) is None:
            self._settle()
            super().note(report, part)

    def keep_new(self, notice: Notice, *, clock: Clock) -> KeptNotice | None:
        """Make of a notice one that names its bytes, which are kept; None where it is known."""
        made = self.keep_notice(notice, noted_at=clock())
        if index.get_notice(self._ledger, made.id) is not None:
            return None
        self._settle()
        return self.keep_notice(notice, noted_at=made.noted_at)

    def _settle(self) -> None:
        if self._unit is None and self._spool is not None:
            place = self._spool.tell()
            self._spool.seek(0)
            self._unit = self._store.put(self._spool)
            self._spool.seek(place)


class Adder:
    """Adds what feeds give to one ledger, and counts it by kind."""

    def __init__(self, ledger: Ledger, *, code: Code, clock: Clock, talk: Talk) -> None:
        """Make an adder.

        Args:
            ledger: any backend.
            code: codes the reports that are new.
            clock: tells when a notice was read.
            talk: takes a line about each Problem, and each notice that withdraws nothing.
        """
        self.custodian = SparingCustodian(ledger)
        self._ledger, self._code, self._clock, self._talk = ledger, code, clock, talk

    def add(self, found: Iterable[Report | Notice | Problem], stop: threading.Event) -> Counter[str]:
        """Add what is new; return the counts of `new`, `known`, `notices` and kinds of Problems.

        Args:
            found: what a feed gives, read with the adder's custodian.
            stop: ends it after the report at hand.
        """
        counts: Counter[str] = Counter()
        for each in self._code(self._iter_new(found, counts)):
            if isinstance(each, Problem):
                counts[each.kind] += 1
                self._talk(f"skipped {each.where or 'a report'}: {each.message}")
            else:
                self._add_coding(each, counts)
            if stop.is_set():
                break
        return counts

    def _iter_new(
        self, found: Iterable[Report | Notice | Problem], counts: Counter[str]
    ) -> Iterator[Report | Problem]:
        for each in found:
            if isinstance(each, Problem):
                yield each
            elif isinstance(each, Notice):
                self._heed(each, counts)
            elif self._ledger.find_report_body(each.id) is not None:
                counts["known"] += 1
            else:
                yield each

    def _add_coding(self, coding: Coding, counts: Counter[str]) -> None:
        try:
            add_report(self._ledger, coding, self.custodian.take_receipts(coding.report.id))
            counts["new"] += 1
        except LedgerError as error:
            counts["stage"] += 1
            self._talk(f"skipped {coding.report.path or coding.report.id}: {error}")

    def _heed(self, notice: Notice, counts: Counter[str]) -> None:
        kept = self.custodian.keep_new(notice, clock=self._clock)
        if kept is None:
            counts["known"] += 1
            return
        heeded = add_notice(self._ledger, kept)
        counts["notices"] += 1
        if not heeded.reports:
            why = "is another outlet's, or came later" if heeded.spared else "is not here"
            self._talk(f"{kept.by} withdraws {kept.guid or kept.url} ({kept.reason}); it {why}")
