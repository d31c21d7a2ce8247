"""Keep the raw bytes of what is read in a ledger; its reports get receipts, its notices their name."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import IO

from counterclaim.ledger.raw import RawStore, RawUnit
from counterclaim.model.custody import KeptNotice, Receipt, make_kept_notice, make_receipt
from counterclaim.model.ids import ReportId
from counterclaim.model.report import Report
from counterclaim.read.found import Notice


class LedgerCustodian:
    """Keeps bytes in a store before they are read; a `Custodian` for `read_reports`.

    What is read is what was kept: the reports are read from the store, not from the file.
    """

    def __init__(self, store: RawStore) -> None:
        self._store = store
        self._origin = ""
        self._unit: RawUnit | None = None
        self._receipts: defaultdict[ReportId, list[Receipt]] = defaultdict(list)

    def keep(self, stream: IO[bytes], origin: str) -> IO[bytes]:
        """Keep all bytes of a stream and give them back to be read."""
        self._origin, self._unit = origin, self._store.put(stream)
        return self._store.open(self._unit.sha256)

    def note(self, report: Report, part: str | None) -> None:
        """Note a report that was read from the bytes kept last."""
        if self._unit is not None:
            receipt = make_receipt(
                report=report.id,
                raw_sha256=self._unit.sha256,
                size=self._unit.size,
                origin=self._origin,
                part=part,
            )
            self._receipts[report.id].append(receipt)

    def keep_notice(self, notice: Notice, *, noted_at: datetime) -> KeptNotice:
        """Make of a notice read from the bytes kept last one that names them."""
        return make_kept_notice(
            guid=notice.guid,
            url=notice.url,
            by=notice.by,
            reason=notice.reason,
            made_at=notice.made_at,
            noted_at=noted_at,
            raw_sha256=self._unit.sha256 if self._unit else None,
            size=self._unit.size if self._unit else None,
            origin=notice.where,
        )

    def take_receipts(self, report: ReportId) -> tuple[Receipt, ...]:
        """Take the receipts of a report that were noted since they were taken last."""
        return tuple(self._receipts.pop(report, ()))
