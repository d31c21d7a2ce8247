"""What every ledger offers, and the values it hands out.

Invariant: rows are only ever appended. What a ledger shows is a pure function of its rows, and its
ids are pure functions of content, so that adding the same coding twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NamedTuple, NewType, Protocol, Self

from counterclaim.ledger.raw import RawStore
from counterclaim.model.custody import KeptNotice, Receipt, Retraction
from counterclaim.model.ids import MentionId, ReportId, make_id
from counterclaim.model.judgement import Judgement, MentionKey
from counterclaim.model.report import Report
from counterclaim.model.review import Review
from counterclaim.model.statement import Coding, Finding, Mention, Problem, Run, Statement

EventId = NewType("EventId", str)
CodingId = NewType("CodingId", str)
Clock = Callable[[], datetime]
RowKind = Literal[
    "report",
    "coding",
    "mention",
    "statement",
    "finding",
    "problem",
    "judgement",
    "receipt",
    "retraction",
    "notice",
    "review",
]
#: Roles of mentions that stand for an event; `other` is kept but not shown as one.
EVENT_ROLES = ("main", "background", "planned")
#: All roles, that of the mention which tells most of its event first.
ROLES_BY_WEIGHT = ("main", "planned", "background", "other")
#: Kinds of rows that one coding is written as, in their order.
CODING_KINDS: tuple[RowKind, ...] = ("report", "coding", "mention", "statement", "finding", "problem")
#: Kinds of rows that stand alone.
SINGLE_KINDS: tuple[RowKind, ...] = ("judgement", "receipt", "retraction", "notice", "review")
ROW_KINDS: tuple[RowKind, ...] = CODING_KINDS + SINGLE_KINDS
#: Kinds of rows that stand alone and change what a report tells of; each names its report.
TOUCHING_KINDS = tuple(kind for kind in SINGLE_KINDS if kind not in {"judgement", "receipt", "notice"})
#: The columns of a row: what its hash covers, apart from its place in the log.
Body = Mapping[str, str | int | float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was new in one coding."""

    #: True when the ledger did not hold the report before.
    report: bool
    #: True when this coding of the report was not in the ledger.
    coding: bool
    #: Statements whose ids the ledger did not hold before.
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the log with its columns."""

    #: Place in the log, from 1, without gaps.
    sequence: int
    #: One of `ROW_KINDS` in a sound ledger.
    kind: str
    #: Id of what the row holds; for mentions, findings and problems unique within their coding.
    id: str
    #: When it was recorded, ISO 8601 in UTC; None when the log does not name the row.
    recorded_at: str | None
    #: SHA-256 over the previous row's hash and this row; None when the log does not name the row.
    hash: str | None
    #: None when the log names the row but its table does not hold it.
    body: Body | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord:
    """A statement with the report that carries its words."""

    report: ReportId
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRecord:
    """A mention with its report and the statements made about it, in the coder's order."""

    #: The mention's own key in every ledger; see `make_mention_key`.
    key: MentionKey
    #: The report with its publication date as the coder settled it.
    report: Report
    coder: str
    #: When the ledger recorded the coding.
    recorded_at: datetime
    mention: Mention
    statements: tuple[Statement, ...]
    #: What persons said of these statements or added to them, in the order of the log.
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as its mentions describe it; nothing here is chosen or merged."""

    id: EventId
    #: At least one.
    mentions: tuple[MentionRecord, ...]

    @property
    def lead(self) -> MentionRecord:
        """Return the mention that gives the event its role and words: a report's main one, if any is."""
        return min(self.mentions, key=lambda each: (ROLES_BY_WEIGHT.index(each.mention.role), each.key))


class Touched(NamedTuple):
    """What one row of the log is about: a report, or a mention."""

    sequence: int
    report: ReportId | None
    mention: MentionKey | None


class PrefixMatches(NamedTuple):
    """What a prefix of an id may mean."""

    #: Pairs of report id and mention key; of every coding, also of those that are not current.
    mentions: tuple[tuple[str, str], ...]
    reports: tuple[str, ...]


class Ledger(Protocol):
    """An append-only store of codings, judgements, receipts, retractions, notices and reviews.

    Of several codings of one report by one coder, reading shows that of the highest version, and
    of those the last recorded; the others stay in the log.
    """

    @property
    def raw(self) -> RawStore:
        """Return where the raw bytes of reports are kept."""
        ...

    def add_coding(self, coding: Coding) -> Added:
        """Add a coding with its report, whole or not at all.

        Raises:
            LedgerError: a quote is not in the text or an id does not fit its content.
        """
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the ledger alone: all that is written within stays or goes together.

        It may be nested; an error that leaves an inner block takes back what that block wrote, and
        nothing is kept before the outermost block has ended. Reading within sees what was written.
        """
        ...

    def add_judgement(self, judgement: Judgement) -> bool:
        """Add a judgement; tell whether it was new.

        Raises:
            LedgerError: the ledger lacks a mention of the pair, or the id does not fit the content.
        """
        ...

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Add judgements, all or nothing; return how many were new.

        Raises:
            LedgerError: as `add_judgement`, for the first that does not fit.
        """
        ...

    def iter_judgements(self, key: MentionKey | None = None) -> Iterator[Judgement]:
        """Iterate over the judgements of one mention or all, in the order of the log."""
        ...

    def add_receipt(self, receipt: Receipt) -> bool:
        """Add the receipt for a report's raw bytes; tell whether it was new.

        Raises:
            LedgerError: the ledger lacks the report, or the id does not fit the content.
        """
        ...

    def find_receipts(self, report: str) -> tuple[Receipt, ...]:
        """Find the receipts of a report, in the order of the log."""
        ...

    def iter_receipts(self) -> Iterator[Receipt]:
        """Iterate over all receipts, in the order of the log."""
        ...

    def add_retraction(self, retraction: Retraction) -> bool:
        """Add the retraction of a report; tell whether it was new.

        Raises:
            LedgerError: the ledger lacks the report, or the id does not fit the content.
        """
        ...

    def iter_retractions(self, reports: Collection[str] | None = None) -> Iterator[Retraction]:
        """Iterate over the retractions of some reports or all, those of each in the order of the log."""
        ...

    def add_notice(self, notice: KeptNotice) -> bool:
        """Add a publisher's notice, whether or not its item is here; tell whether it was new.

        Raises:
            LedgerError: the id does not fit the content.
        """
        ...

    def iter_notices(self) -> Iterator[KeptNotice]:
        """Iterate over all notices, in the order of the log."""
        ...

    def add_review(self, review: Review, *, beside: bool = False) -> bool:
        """Add a person's review of a statement; tell whether it was new.

        Args:
            review: names the last review of its statement that the person had seen.
            beside: let it stand beside reviews of others that the person had not seen.

        Raises:
            ReviewConflictError: others reviewed the statement since; nothing is written.
            LedgerError: the ledger lacks what it is about, or the id does not fit the content.
        """
        ...

    def iter_reviews(self, report: str | None = None) -> Iterator[Review]:
        """Iterate over the reviews of one report or all, in the order of the log."""
        ...

    def find_reviewable(self, prefix: str) -> Mapping[str, ReportId]:
        """Find the statements and reviews whose ids start with a prefix, each with its report."""
        ...

    def find_bodies(self, kind: RowKind, report: str) -> tuple[Body, ...]:
        """Find the columns of the rows of one kind that belong to a report, in the order of the log."""
        ...

    def append_rows(self, rows: Iterable[Row]) -> int:
        """Append rows as they were recorded elsewhere, hashes and times kept; return their number.

        Raises:
            LedgerError: a row does not continue the chain; nothing is appended, and the row is named.
        """
        ...

    def put_index(self, space: str, owner: str, keys: Collection[str], payload: bytes) -> None:
        """Put what an owner is found by into a derived index, in place of what it had there.

        Args:
            space: name of the index; each has its own owners and keys.
            owner: whom the entry is about, mostly an id.
            keys: what `find_index` finds the owner by.
            payload: what is kept about the owner.
        """
        ...

    def find_index(self, space: str, keys: Collection[str]) -> Mapping[str, bytes]:
        """Find the owners that have any of the keys, with their payloads, sorted by owner."""
        ...

    def get_index(self, space: str, owners: Collection[str]) -> Mapping[str, bytes]:
        """Get the payloads of owners, sorted; those the index does not hold are left out."""
        ...

    def iter_index(self, space: str) -> Iterator[tuple[str, bytes]]:
        """Iterate over the owners of an index and their payloads, sorted by owner."""
        ...

    def drop_index(self, space: str) -> None:
        """Remove all that a derived index holds."""
        ...

    def iter_rows(self, *, after: int = 0) -> Iterator[Row]:
        """Iterate over the rows after one, or over all, in the order of the log, sound or not."""
        ...

    def get_length(self) -> int:
        """Return the place of the last row of the log; 0 where there is none."""
        ...

    def find_end(self) -> int:
        """Return the sequence of the last row, 0 where there is none."""
        ...

    def find_touched(self, after: int, until: int) -> tuple[Touched, ...]:
        """Find what a stretch of the log is about: reports coded or withdrawn, mentions judged.

        Args:
            after: the last row before the stretch.
            until: its last row.
        """
        ...

    def iter_reports(self) -> Iterator[Report]:
        """Iterate over the reports, in the order in which they were first added."""
        ...

    def get_report(self, report: str) -> Report:
        """Return a report by its id, or raise LedgerError."""
        ...

    def get_report_id(self, prefix: str) -> ReportId:
        """Return the id of the one report that starts with a prefix.

        Raises:
            LedgerError: no report has such an id, or several have.
        """
        ...

    def get_recorded_at(self, report: str) -> datetime:
        """Return when the ledger first recorded a report, or raise LedgerError."""
        ...

    def find_report_body(self, report: str) -> Body | None:
        """Find the columns of a report, its text among them; None when the ledger lacks it."""
        ...

    def iter_mentions(self, reports: Collection[str] | None = None) -> Iterator[MentionRecord]:
        """Iterate over the mentions of some reports or of all, of every role, report by report.

        Mentions that persons opened come after those of the coders, without statements of a coder.
        """
        ...

    def find_mentions(self, keys: Collection[str]) -> tuple[MentionRecord, ...]:
        """Find mentions by their keys, in the order of the keys given.

        Keys of no mention, or of one that its coder's current coding has no more, are left out.
        """
        ...

    def find_mention_reports(self, keys: Collection[str]) -> Mapping[MentionKey, ReportId]:
        """Find the report of each mention that any coding has; unknown keys are left out."""
        ...

    def iter_statements(self, report: str | None = None) -> Iterator[StatementRecord]:
        """Iterate over the statements of one report or of all."""
        ...

    def find_findings(self, reports: Collection[str]) -> Mapping[str, tuple[Finding, ...]]:
        """Find what the checks noticed in each of some reports; nothing in one that is not here."""
        ...

    def find_runs(self, report: str) -> tuple[Run, ...]:
        """Find the runs that coded a report, in the order of the log; none where it is not known."""
        ...

    def find_problems(self, reports: Collection[str]) -> Mapping[str, tuple[Problem, ...]]:
        """Find what was skipped or failed while each of some reports was coded."""
        ...

    def find_matches(self, prefix: str) -> PrefixMatches:
        """Find the mentions and reports whose ids start with a prefix."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...


def make_mention_key(*, report: ReportId, mention: MentionId, coder: str) -> MentionKey:
    """Make a mention's key; mention ids are unique only within one coder's reading of a report."""
    return MentionKey(make_id("evt", {"report": report, "mention": mention, "coder": coder}))


def read_clock() -> datetime:
    """Read the time of day, in UTC."""
    return datetime.now(UTC)
