"""Where a ledger's rows are kept: what a backend must be able to do, and rows that stand alone.

Invariant: rows are appended in one transaction with the reading of the log's end, and each is judged
on its way in, so that what a ledger holds verifies.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC
from itertools import islice
from typing import Self, TypeVar

import msgspec

from counterclaim.errors import LedgerError, ReviewConflictError
from counterclaim.ledger.base import Body, Clock, PrefixMatches, Row, RowKind, Touched
from counterclaim.ledger.chain import Entry, Tail, iter_chained, make_row_hash
from counterclaim.ledger.codec import (
    from_judgement_body,
    from_notice_body,
    from_receipt_body,
    from_retraction_body,
    from_review_body,
    to_judgement_body,
    to_notice_body,
    to_receipt_body,
    to_retraction_body,
    to_review_body,
)
from counterclaim.ledger.raw import RawStore
from counterclaim.ledger.soundness import find_lack, judge_single
from counterclaim.ledger.threads import find_threads, find_unseen
from counterclaim.model.custody import KeptNotice, Receipt, Retraction
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import Judgement, MentionKey
from counterclaim.model.review import Review

T = TypeVar("T")

#: Rows of another ledger that are written at once.
APPENDED_ROWS = 1000


class RowStore(ABC):
    """Keeps rows and a derived index; subclasses say where."""

    def __init__(self, clock: Clock, raw: RawStore) -> None:
        self._clock = clock
        self.raw = raw

    @abstractmethod
    def iter_rows(self, *, after: int = 0) -> Iterator[Row]:
        """Iterate over the rows after one, or over all, in the order of the log, sound or not."""

    @abstractmethod
    def find_touched(self, after: int, until: int) -> tuple[Touched, ...]:
        """Find what a stretch of the log is about: reports coded or withdrawn, mentions judged."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """Hold the ledger alone: all that is written within stays or goes together."""

    @abstractmethod
    def put_index(self, space: str, owner: str, keys: Collection[str], payload: bytes) -> None:
        """Put what an owner is found by into a derived index, in place of what it had there."""

    @abstractmethod
    def find_index(self, space: str, keys: Collection[str]) -> Mapping[str, bytes]:
        """Find the owners that have any of the keys, with their payloads, sorted by owner."""

    @abstractmethod
    def get_index(self, space: str, owners: Collection[str]) -> Mapping[str, bytes]:
        """Get the payloads of owners, sorted; those the index does not hold are left out."""

    @abstractmethod
    def iter_index(self, space: str) -> Iterator[tuple[str, bytes]]:
        """Iterate over the owners of an index and their payloads, sorted by owner."""

    @abstractmethod
    def drop_index(self, space: str) -> None:
        """Remove all that a derived index holds."""

    @abstractmethod
    def find_mention_reports(self, keys: Collection[str]) -> Mapping[MentionKey, ReportId]:
        """Find the report of each mention that any coding has; unknown keys are left out."""

    @abstractmethod
    def _find_tail(self) -> Tail:
        """Find the end of the log; while writing, nobody else moves it."""

    @abstractmethod
    def _append(self, rows: Sequence[Row]) -> None:
        """Append rows after the tail; called while writing."""

    @abstractmethod
    def _find_bodies_of(self, kind: RowKind, reports: Sequence[str]) -> tuple[Body, ...]:
        """Find the rows of one kind that belong to reports, those of each in the order of the log."""

    @abstractmethod
    def _iter_bodies(self, kind: RowKind) -> Iterator[Body]:
        """Iterate over the rows of a kind that stand alone, in the order of the log."""

    @abstractmethod
    def _find_judgement_bodies(self, key: str) -> tuple[Body, ...]:
        """Find the judgements about one mention, in the order of the log."""

    @abstractmethod
    def _find_singles(self, kind: RowKind, ids: Collection[str]) -> frozenset[str]:
        """Find which of the ids are of rows that stand alone and are in the ledger."""

    @abstractmethod
    def _find_report_ids(self) -> tuple[ReportId, ...]:
        """Find the ids of all reports, in the order of the log."""

    @abstractmethod
    def find_matches(self, prefix: str) -> PrefixMatches:
        """Find the mentions and reports whose ids start with a prefix."""

    def find_end(self) -> int:
        """Return the sequence of the last row, 0 where there is none."""
        return self._find_tail().sequence

    @abstractmethod
    def find_reviewable(self, prefix: str) -> Mapping[str, ReportId]:
        """Find the statements and reviews whose ids start with a prefix, each with its report."""

    def find_bodies(self, kind: RowKind, report: str) -> tuple[Body, ...]:
        """Find the columns of the rows of one kind that belong to a report, in the order of the log."""
        return self._find_bodies_of(kind, (report,))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def get_length(self) -> int:
        """Return the place of the last row of the log; 0 where there is none."""
        return self._find_tail().sequence

    def find_report_body(self, report: str) -> Body | None:
        """Find the columns of a report, its text among them; None when the ledger lacks it."""
        return next(iter(self.find_bodies("report", report)), None)

    def add_judgement(self, judgement: Judgement) -> bool:
        """Add a judgement; tell whether it was new."""
        return bool(self.add_judgements((judgement,)))

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Add judgements, all or nothing; return how many were new."""
        bodies = map(to_judgement_body, judgements)
        return self._add_singles([Entry(kind="judgement", body=body) for body in bodies])

    def iter_judgements(self, key: MentionKey | None = None) -> Iterator[Judgement]:
        """Iterate over the judgements of one mention or all, in the order of the log."""
        bodies = self._iter_bodies("judgement") if key is None else self._find_judgement_bodies(key)
        return (read_body(from_judgement_body, body) for body in bodies)

    def add_receipt(self, receipt: Receipt) -> bool:
        """Add the receipt for a report's raw bytes; tell whether it was new."""
        return bool(self._add_singles([Entry(kind="receipt", body=to_receipt_body(receipt))]))

    def iter_receipts(self) -> Iterator[Receipt]:
        """Iterate over all receipts, in the order of the log."""
        return (read_body(from_receipt_body, body) for body in self._iter_bodies("receipt"))

    def find_receipts(self, report: str) -> tuple[Receipt, ...]:
        """Find the receipts of a report, in the order of the log."""
        return tuple(read_body(from_receipt_body, body) for body in self.find_bodies("receipt", report))

    def add_retraction(self, retraction: Retraction) -> bool:
        """Add the retraction of a report; tell whether it was new."""
        return bool(self._add_singles([Entry(kind="retraction", body=to_retraction_body(retraction))]))

    def iter_retractions(self, reports: Collection[str] | None = None) -> Iterator[Retraction]:
        """Iterate over the retractions of some reports or all, those of each in the order of the log."""
        bodies = (
            self._iter_bodies("retraction")
            if reports is None
            else self._find_bodies_of("retraction", tuple(dict.fromkeys(reports)))
        )
        return (read_body(from_retraction_body, body) for body in bodies)

    def add_notice(self, notice: KeptNotice) -> bool:
        """Add a publisher's notice, whether or not its item is here; tell whether it was new."""
        return bool(self._add_singles([Entry(kind="notice", body=to_notice_body(notice))]))

    def iter_notices(self) -> Iterator[KeptNotice]:
        """Iterate over all notices, in the order of the log."""
        return (read_body(from_notice_body, body) for body in self._iter_bodies("notice"))

    def add_review(self, review: Review, *, beside: bool = False) -> bool:
        """Add a person's review of a statement; tell whether it was new."""
        with self.writing():
            if not beside:
                self._require_seen(review)
            return bool(self._add_singles([Entry(kind="review", body=to_review_body(review))]))

    def iter_reviews(self, report: str | None = None) -> Iterator[Review]:
        """Iterate over the reviews of one report or all, in the order of the log."""
        bodies = self._iter_bodies("review") if report is None else self.find_bodies("review", report)
        return (read_body(from_review_body, body) for body in bodies)

    def _require_seen(self, review: Review) -> None:
        """Refuse a review whose maker had not seen what others said of the statement since."""
        others = [each for each in self.iter_reviews(review.report) if each.id != review.id]
        threads = find_threads((*others, review)).values()
        thread = next(each for each in threads if review in each.reviews)
        before = [each for each in thread.reviews if each.id != review.id]
        unseen = find_unseen(before, by=review.by, seen=review.seen)
        if unseen:
            last, note = unseen[-1], f" ({unseen[-1].note})" if unseen[-1].note else ""
            raise ReviewConflictError(
                f"{last.by} reviewed {review.statement} since you looked: {last.verdict}{note}, {last.id};"
                " nothing was written. Look at it and review again, or let yours stand beside it",
                [each.id for each in unseen],
            )

    def append_rows(self, rows: Iterable[Row]) -> int:
        """Append rows as they were recorded elsewhere; return their number."""
        reading, count = iter(rows), 0
        with self.writing():
            while batch := tuple(islice(reading, APPENDED_ROWS)):
                _require_chained(self._find_tail(), batch)
                self._append(batch)
                count += len(batch)
        return count

    def _add_singles(self, entries: Sequence[Entry]) -> int:
        """Add rows of one kind that stand alone, all or nothing; return how many were new."""
        if not entries:
            return 0
        with self.writing():
            _require_sound(self, entries)
            known = self._find_singles(entries[0].kind, [str(entry.body["id"]) for entry in entries])
            new = {entry.body["id"]: entry for entry in entries if entry.body["id"] not in known}
            if new:
                self._append_entries(tuple(new.values()))
        return len(new)

    def _append_entries(self, entries: Sequence[Entry]) -> None:
        """Append entries after the end of the log, recorded now; called while writing."""
        for entry in entries:
            _require_no_nul(entry)
        recorded_at = self._clock().astimezone(UTC).isoformat(timespec="milliseconds")
        self._append(tuple(iter_chained(self._find_tail(), entries, recorded_at=recorded_at)))


def _require_sound(ledger: RowStore, entries: Sequence[Entry]) -> None:
    """Raise where a row that stands alone would not verify: the first is named."""
    judged = ((entry, judge_single(entry)) for entry in entries)
    unsound = next(((entry, reason) for entry, reason in judged if reason), None) or find_lack(
        ledger, entries
    )
    if unsound:
        entry, reason = unsound
        raise LedgerError(f"the {entry.kind} {entry.body['id']} was not added: {reason}")


def _require_no_nul(entry: Entry) -> None:
    """Raise where a row holds a NUL, which PostgreSQL cannot keep: a ledger shall fit every backend."""
    found = next((name for name, value in entry.body.items() if "\0" in str(value)), None)
    if found:
        raise LedgerError(
            f"the {entry.kind} {entry.body['id']} was not added: its {found} holds the character U+0000,"
            " which no ledger keeps"
        )


def _require_chained(tail: Tail, rows: Sequence[Row]) -> None:
    """Refuse rows that do not continue a log: the first is named."""
    for row in rows:
        fits = row.sequence == tail.sequence + 1 and row.hash == make_row_hash(tail.hash, row)
        if row.hash is None or not fits:
            raise LedgerError(
                f"row {row.sequence}, {row.kind} {row.id}, does not follow row {tail.sequence}:"
                " it was changed, or rows before it are missing"
            )
        tail = Tail(sequence=row.sequence, hash=row.hash)


def read_body(from_bodies: Callable[..., T], *bodies: Body) -> T:
    """Turn stored columns into a value of the model, or say that the ledger was changed."""
    try:
        return from_bodies(*bodies)
    except (msgspec.MsgspecError, ValueError) as error:
        raise LedgerError(
            f"what the ledger holds as {bodies[-1]['id']} cannot be read ({error});"
            " `counterclaim verify` names the first row that was changed"
        ) from error
