"""The ledger over any place that can keep rows: what every backend shares.

A backend keeps and finds rows (`RowStore`); all that turns codings into rows, and rows into what people read,
is here, so that backends cannot differ in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

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
    from_review_body,
    from_run_body,
    from_statement_body,
)
from counterclaim.ledger.current import find_current
from counterclaim.ledger.soundness import find_misfit
from counterclaim.ledger.store import RowStore, read_body
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import MentionKey
from counterclaim.model.report import Report
from counterclaim.model.review import Review, make_person_coder
from counterclaim.model.statement import Coding, Finding, Problem, Run

T = TypeVar("T")

#: How many ids an error names before it stops.
NAMED_IDS = 5
#: Reports whose rows are read together.
READ_TOGETHER = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The rows of one report, and of others that were read with it."""

    report: Body
    #: Each coder's current coding, at least one.
    codings: Sequence[Body]
    #: What persons said of its statements, in the order of the log.
    reviews: Sequence[Review]
    #: Rows by kind and by the coding that they belong to.
    parts: Mapping[RowKind, Mapping[str, Sequence[Body]]]

    def get_parts(self, kind: RowKind, coding: Body) -> Sequence[Body]:
        """Get the rows of a kind that belong to a coding."""
        return self.parts[kind].get(str(coding["id"]), ())

    def iter_parts(self, kind: RowKind) -> Iterator[Body]:
        """Iterate over the rows of a kind that belong to the current codings."""
        return (body for coding in self.codings for body in self.get_parts(kind, coding))


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
        codings = {body["id"] for body in self.find_bodies("coding", report)}
        if entries[1].body["id"] in codings:
            return Added(report=False, coding=False, statements=0)
        known = {body["id"] for body in self.find_bodies("statement", report)} if codings else set()
        self._append_entries(entries[1:] if codings else entries)
        made = {statement.id for statement in coding.statements}
        return Added(report=not codings, coding=True, statements=len(made - known))

    def iter_reports(self) -> Iterator[Report]:
        """Iterate over the reports, in the order in which they were first added."""
        for found in self._iter_read(self._find_report_ids()):
            yield read_body(from_report_bodies, found.report, found.codings[-1])

    def get_report(self, report: str) -> Report:
        """Return a report by its id, as its last current coding settled it."""
        found = next(self._iter_read((report,)), None)
        if found is None:
            raise LedgerError(f"the ledger holds no report {report}; `counterclaim add` adds reports")
        return read_body(from_report_bodies, found.report, found.codings[-1])

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
        codings = self.find_bodies("coding", report)
        if not codings:
            raise LedgerError(f"the ledger holds no report {report}; `counterclaim add` adds reports")
        return datetime.fromisoformat(str(codings[0]["recorded_at"]))

    def iter_mentions(self, reports: Collection[str] | None = None) -> Iterator[MentionRecord]:
        """Iterate over the mentions of some reports or of all, of every role, report by report."""
        for found in self._iter_read(
            self._find_report_ids() if reports is None else dict.fromkeys(reports), "mention", "statement"
        ):
            for coding in found.codings:
                yield from _iter_records(found, coding)
            yield from _iter_opened(found)

    def find_mentions(self, keys: Collection[str]) -> tuple[MentionRecord, ...]:
        """Find mentions by their keys, in the order of the keys given."""
        reports = sorted(set(self.find_mention_reports(keys).values()))
        records = {record.key: record for record in self.iter_mentions(reports)}
        found = (records.get(MentionKey(key)) for key in dict.fromkeys(keys))
        return tuple(record for record in found if record is not None)

    def iter_statements(self, report: str | None = None) -> Iterator[StatementRecord]:
        """Iterate over the statements of one report or of all."""
        reports = self._find_report_ids() if report is None else (report,)
        for found in self._iter_read(reports, "statement"):
            for body in found.iter_parts("statement"):
                yield StatementRecord(
                    report=ReportId(str(body["report"])), statement=read_body(from_statement_body, body)
                )

    def find_findings(self, reports: Collection[str]) -> Mapping[str, tuple[Finding, ...]]:
        """Find what the checks noticed in each of some reports; nothing in one that is not here."""
        return self._find_current(reports, "finding", from_finding_body)

    def find_runs(self, report: str) -> tuple[Run, ...]:
        """Find the runs that coded a report, in the order of the log; none where it is not known."""
        return tuple(read_body(from_run_body, body) for body in self._find_bodies_of("coding", (report,)))

    def find_problems(self, reports: Collection[str]) -> Mapping[str, tuple[Problem, ...]]:
        """Find what was skipped or failed while each of some reports was coded."""
        return self._find_current(reports, "problem", from_problem_body)

    def _find_current(
        self, reports: Collection[str], kind: RowKind, from_body: Callable[[Body], T]
    ) -> Mapping[str, tuple[T, ...]]:
        """Find the rows of one kind of the current codings of reports; each report is a key."""
        asked = tuple(dict.fromkeys(reports))
        codings = _group(self._find_bodies_of("coding", asked), "report")
        parts = _group(self._find_bodies_of(kind, asked), "coding")
        return {
            report: tuple(
                read_body(from_body, body)
                for coding in find_current(codings.get(report, ()))
                for body in parts.get(str(coding["id"]), ())
            )
            for report in asked
        }

    def _iter_read(self, reports: Iterable[str], *kinds: RowKind) -> Iterator[_Read]:
        """Read what the ledger has of reports, many together; those it lacks are left out."""
        reading = iter(reports)
        while batch := tuple(islice(reading, READ_TOGETHER)):
            stored = _group(self._find_bodies_of("report", batch), "id")
            codings = _group(self._find_bodies_of("coding", batch), "report")
            reviews = _group(self._find_bodies_of("review", batch) if kinds else (), "report")
            parts = {kind: _group(self._find_bodies_of(kind, batch), "coding") for kind in kinds}
            for report in batch:
                if report in codings:
                    current = find_current(codings[report])
                    own = [read_body(from_review_body, body) for body in reviews.get(report, ())]
                    yield _Read(report=stored[report][0], codings=current, reviews=own, parts=parts)


def _iter_records(found: _Read, coding: Body) -> Iterator[MentionRecord]:
    """Iterate over the mentions of one coding, each with its statements."""
    settled = read_body(from_report_bodies, found.report, coding)
    coder, recorded_at = str(coding["coder"]), datetime.fromisoformat(str(coding["recorded_at"]))
    made = [read_body(from_statement_body, body) for body in found.get_parts("statement", coding)]
    for mention in (read_body(from_mention_body, body) for body in found.get_parts("mention", coding)):
        key = make_mention_key(report=settled.id, mention=mention.id, coder=coder)
        yield MentionRecord(
            key=key,
            report=settled,
            coder=coder,
            recorded_at=recorded_at,
            mention=mention,
            statements=tuple(one for one in made if one.mention == mention.id),
            reviews=tuple(one for one in found.reviews if one.mention == key),
        )


def _iter_opened(found: _Read) -> Iterator[MentionRecord]:
    """Iterate over the mentions that persons opened; what they say is in their reviews."""
    opened = {one.mention: one for one in reversed(found.reviews) if one.opened is not None}
    for first in reversed(opened.values()):
        if first.opened is not None:
            yield MentionRecord(
                key=first.mention,
                report=read_body(from_report_bodies, found.report, found.codings[-1]),
                coder=make_person_coder(first.by),
                recorded_at=first.made_at,
                mention=first.opened,
                statements=(),
                reviews=tuple(one for one in found.reviews if one.mention == first.mention),
            )


def _group(bodies: Iterable[Body], column: str) -> Mapping[str, list[Body]]:
    groups: dict[str, list[Body]] = {}
    for body in bodies:
        groups.setdefault(str(body[column]), []).append(body)
    return groups


def name_ids(ids: Sequence[str]) -> str:
    """Name the first of several ids, and say how many more there are."""
    more = f" and {len(ids) - NAMED_IDS} more" if len(ids) > NAMED_IDS else ""
    return ", ".join(ids[:NAMED_IDS]) + more
