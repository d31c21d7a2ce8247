"""The in-memory twin of the ledger: for tests, and for looking at codings without keeping them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from counterclaim.ledger.base import Body, Clock, Row, RowKind, read_clock
from counterclaim.ledger.chain import Tail
from counterclaim.ledger.rows import PrefixMatches, RowLedger
from counterclaim.model.ids import ReportId


class MemoryLedger(RowLedger):
    """A ledger that lives as long as the process."""

    def __init__(self, clock: Clock = read_clock) -> None:
        super().__init__(clock)
        self._rows: list[Row] = []

    def iter_rows(self) -> Iterator[Row]:
        """Iterate over every row in the order of the log."""
        return iter(tuple(self._rows))

    def close(self) -> None:
        """Do nothing; there is no file."""

    @contextmanager
    def _writing(self) -> Iterator[None]:
        yield

    def _find_tail(self) -> Tail:
        if not self._rows:
            return Tail()
        last = self._rows[-1]
        return Tail(sequence=last.sequence, hash=str(last.hash))

    def _append(self, rows: Sequence[Row]) -> None:
        self._rows.extend(rows)

    def _find_bodies(self, kind: RowKind, report: str) -> tuple[Body, ...]:
        owner = "id" if kind == "report" else "report"
        return tuple(
            {**row.body, "recorded_at": row.recorded_at} if kind == "coding" else row.body
            for row in self._rows
            if row.kind == kind and row.body is not None and row.body[owner] == report
        )

    def _find_report_ids(self) -> tuple[ReportId, ...]:
        return tuple(ReportId(str(body["id"])) for body in self._iter_bodies("report"))

    def _find_matches(self, prefix: str) -> PrefixMatches:
        pairs = ((str(body["report"]), str(body["event"])) for body in self._iter_bodies("mention"))
        return PrefixMatches(
            events=tuple(pair for pair in pairs if pair[1].startswith(prefix)),
            reports=tuple(report for report in self._find_report_ids() if report.startswith(prefix)),
        )

    def _iter_bodies(self, kind: RowKind) -> Iterator[Body]:
        return (row.body for row in self._rows if row.kind == kind and row.body is not None)
