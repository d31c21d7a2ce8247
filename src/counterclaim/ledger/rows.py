"""The ledger over any place that can keep rows: what every backend shares.

A backend keeps and finds rows (`RowStore`); all that turns codings into rows, and rows into what people read,
is here, so that backends cannot differ in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import (
    Added,
    Body,
    MentionRecord,
    RowKind,
    StatementRecord,
    make_mention_key,
)
from counterclaim.ledger.chain import Entry, make_entries
from counterclaim.ledger.codec import (
    from_finding_body,
    from_mention_body,
    from_problem_body,
    from_report_bodies,
    from_statement_body,
)
from counterclaim.ledger.current import find_current
from counterclaim.ledger.soundness import find_misfit
from counterclaim.ledger.store import RowStore, read_body
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import MentionKey
from counterclaim.model.report import Report
from counterclaim.model.statement import Coding, Finding, Problem

#: How many ids an error names before it stops.
NAMED_IDS = 5


class RowLedger(RowStore):
    """A `Ledger` over rows; subclasses say where the rows are kept."""

    def add_coding(self, coding: Coding) -> Added:
        """Add a coding with its report, whole or not at all."""
        entries = make_entries(coding)
        misfit = find_misfit(entries)
        if misfit:
            raise LedgerError(f"the coding of {coding.report.id} was not added, {misfit}")
        with self.writing():
            return self._add_entries(entries, coding)

    def _add_entries(self, entries: Sequence[Entry], coding: Coding) -> Added:
        report = coding.report.id
        codings = {body["id"] for body in self._find_bodies("coding", report)}
        if entries[1].body["id"] in codings:
            return Added(report=False, coding=False, statements=0)
        known = {body["id"] for body in self._find_bodies("statement", report)} if codings else set()
        self._append_entries(entries[1:] if codings else entries)
        made = {statement.id for statement in coding.statements}
        return Added(report=not codings, coding=True, statements=len(made - known))

    def iter_reports(self) -> Iterator[Report]:
        """Iterate over the reports, in the order in which they were first added."""
        return (self.get_report(report) for report in self._find_report_ids())

    def get_report(self, report: str) -> Report:
        """Return a report by its id, as its last current coding settled it."""
        codings = self._find_current(report)
        if not codings:
            raise LedgerError(f"the ledger holds no report {report}; `counterclaim add` adds reports")
        return read_body(from_report_bodies, self._find_bodies("report", report)[0], codings[-1])

    def get_report_id(self, prefix: str) -> ReportId:
        """Return the id of the one report that starts with a prefix."""
        found = sorted(self.find_matches(prefix).reports)
        if len(found) > 1:
            raise LedgerError(f"{prefix or 'an empty id'} is the start of several ids: {name_ids(found)}")
        if not found:
            raise LedgerError(f"the ledger holds no report {prefix}; `counterclaim show` prints their ids")
        return ReportId(found[0])

    def get_recorded_at(self, report: str) -> datetime:
        """Return when the ledger first recorded a report, or raise LedgerError."""
        codings = self._find_bodies("coding", report)
        if not codings:
            raise LedgerError(f"the ledger holds no report {report}; `counterclaim add` adds reports")
        return datetime.fromisoformat(str(codings[0]["recorded_at"]))

    def iter_mentions(self, report: str | None = None) -> Iterator[MentionRecord]:
        """Iterate over the mentions of one report or of all, of every role."""
        for one in self._find_report_ids() if report is None else (report,):
            yield from self._iter_report_mentions(one)

    def _iter_report_mentions(self, report: str) -> Iterator[MentionRecord]:
        codings = self._find_current(report)
        if not codings:
            return
        stored = self._find_bodies("report", report)[0]
        mentions = self._find_bodies("mention", report)
        statements = self._find_bodies("statement", report)
        for coding in codings:
            settled = read_body(from_report_bodies, stored, coding)
            made = [read_body(from_statement_body, body) for body in _of_coding(coding, statements)]
            for mention in (read_body(from_mention_body, body) for body in _of_coding(coding, mentions)):
                coder = str(coding["coder"])
                yield MentionRecord(
                    key=make_mention_key(report=settled.id, mention=mention.id, coder=coder),
                    report=settled,
                    coder=coder,
                    recorded_at=datetime.fromisoformat(str(coding["recorded_at"])),
                    mention=mention,
                    statements=tuple(one for one in made if one.mention == mention.id),
                )

    def find_mentions(self, keys: Collection[str]) -> tuple[MentionRecord, ...]:
        """Find mentions by their keys, in the order of the keys given."""
        reports = sorted(set(self.find_mention_reports(keys).values()))
        records = {record.key: record for report in reports for record in self._iter_report_mentions(report)}
        found = (records.get(MentionKey(key)) for key in dict.fromkeys(keys))
        return tuple(record for record in found if record is not None)

    def iter_statements(self, report: str | None = None) -> Iterator[StatementRecord]:
        """Iterate over the statements of one report or of all."""
        for one in self._find_report_ids() if report is None else (ReportId(report),):
            for body in self._find_current_bodies("statement", one):
                yield StatementRecord(report=one, statement=read_body(from_statement_body, body))

    def find_findings(self, report: str) -> tuple[Finding, ...]:
        """Find what the checks noticed in a report."""
        return tuple(
            read_body(from_finding_body, body) for body in self._find_current_bodies("finding", report)
        )

    def find_problems(self, report: str) -> tuple[Problem, ...]:
        """Find what was skipped or failed while a report was coded."""
        return tuple(
            read_body(from_problem_body, body) for body in self._find_current_bodies("problem", report)
        )

    def _find_current(self, report: str) -> tuple[Body, ...]:
        return find_current(self._find_bodies("coding", report))

    def _find_current_bodies(self, kind: RowKind, report: str) -> tuple[Body, ...]:
        bodies = self._find_bodies(kind, report)
        return tuple(body for coding in self._find_current(report) for body in _of_coding(coding, bodies))


def _of_coding(coding: Body, bodies: Sequence[Body]) -> Iterator[Body]:
    return (body for body in bodies if body["coding"] == coding["id"])


def name_ids(ids: Sequence[str]) -> str:
    """Name the first of several ids, and say how many more there are."""
    more = f" and {len(ids) - NAMED_IDS} more" if len(ids) > NAMED_IDS else ""
    return ", ".join(ids[:NAMED_IDS]) + more
