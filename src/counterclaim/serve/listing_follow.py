"""Keep the list of events up with its ledger: read what the log says was touched, and make that anew.

Invariant: following the log in stretches of any length gives the list that is made at once. A line is
made from the ledger as it is, so that it needs no making again for rows it knows already.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from threading import Lock
from typing import NamedTuple

from counterclaim.ledger.base import Ledger, MentionRecord, Touched
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import MentionKey
from counterclaim.policy.case import make_case
from counterclaim.reconcile.events import find_related_reports, iter_dossiers_of
from counterclaim.serve.listing import Listing
from counterclaim.serve.listing_rows import EventRow, ReportRow, make_event_row, make_report_row

#: Rows of the log that are read together: some hundred reports.
STRETCH = 2000
#: Seconds that a request waits for the list to catch up; the rest is done behind it.
PATIENCE = 1.0


class Behind(NamedTuple):
    """How far the list is behind its ledger."""

    sequence: int
    end: int

    @property
    def rows(self) -> int:
        """Return how many rows of the log are still to be read."""
        return max(0, self.end - self.sequence)

    @property
    def percent(self) -> int:
        """Return how much of the log is read, in percent."""
        return 100 * min(self.sequence, self.end) // self.end if self.end else 100


class Follower:
    """Follows the log of one ledger; one thread at a time does."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._lock = Lock()

    def catch_up(self, ledger: Ledger, *, patience: float = PATIENCE) -> Behind:
        """Catch up with the ledger, for as long as the caller has patience; tell what is left."""
        until = time.monotonic() + patience
        found = self.measure(ledger)
        if not found.rows or not self._lock.acquire(timeout=patience):
            return found
        try:
            for step in self._iter_steps(ledger):
                found = step
                if time.monotonic() >= until:
                    break
        finally:
            self._lock.release()
        return found

    def iter_steps(self, ledger: Ledger) -> Iterator[Behind]:
        """Catch up whole, and tell after every stretch how far it is."""
        with self._lock:
            yield from self._iter_steps(ledger)

    def _iter_steps(self, ledger: Ledger) -> Iterator[Behind]:
        found = self.measure(ledger)
        while found.rows:
            until = min(found.end, found.sequence + STRETCH)
            follow_stretch(ledger, self._listing, after=found.sequence, until=until, end=found.end)
            found = Behind(until, found.end if until < found.end else ledger.find_end())
            yield found

    def measure(self, ledger: Ledger) -> Behind:
        """Measure how far the list is behind its ledger."""
        return Behind(self._listing.sequence, ledger.find_end())


def follow_stretch(ledger: Ledger, listing: Listing, *, after: int, until: int, end: int) -> None:
    """Read one stretch of the log and put the lines of all that it touched.

    Args:
        ledger: the ledger.
        listing: its list, which has read the log up to `after`.
        after: the last row that was read.
        until: the last row to read.
        end: the end of the log before anything else is read: what lines are known to hold.
    """
    touched = ledger.find_touched(after, until)
    reports = {each.report for each in touched if each.report}
    related = find_related_reports(ledger, reports)
    records = tuple(ledger.iter_mentions(sorted(reports | related)))
    keys = _find_keys(touched, related, records)
    stale = _leave_out_known(listing, keys)
    lines, gone = _make_lines(ledger, listing, stale)
    listing.put(
        events=lines,
        gone=gone,
        reports=_make_reports(ledger, reports, records),
        made_at=end,
        sequence=until,
    )


def _find_keys(
    touched: Collection[Touched], related: Collection[ReportId], records: Iterable[MentionRecord]
) -> dict[MentionKey, int]:
    """Find the mentions that a stretch touched, each with the last row that did."""
    last: dict[str, int] = {}
    for each in touched:
        for name in (each.report, each.mention):
            if name:
                last[name] = max(each.sequence, last.get(name, 0))
    newest = max(last.values(), default=0)
    keys = {MentionKey(each.mention): last[each.mention] for each in touched if each.mention}
    for record in records:
        if record.report.id in related:
            # A copy or another version speaks for reports that the stretch does not name.
            sequence = last.get(record.report.id, newest)
            keys[record.key] = max(sequence, keys.get(record.key, 0))
    return keys


def _leave_out_known(listing: Listing, keys: dict[MentionKey, int]) -> frozenset[MentionKey]:
    """Leave out the mentions whose line was made when the row that touched them was there."""
    known = listing.find_known(keys)
    return frozenset(key for key, sequence in keys.items() if known.get(key, -1) < sequence)


def _make_lines(
    ledger: Ledger, listing: Listing, stale: frozenset[MentionKey]
) -> tuple[tuple[EventRow, ...], frozenset[str]]:
    """Make the lines of all events that hang together with some mentions, and name what goes."""
    lines: dict[str, EventRow] = {}
    done: set[str] = set()
    frontier = {*stale, *listing.find_companions(stale)}
    while frontier:
        done |= frontier
        made: set[str] = set()
        for dossier in iter_dossiers_of(ledger, sorted(map(MentionKey, frontier))):
            made |= {record.key for record in dossier.event.mentions}
            line = make_event_row(dossier, make_case(dossier))
            if line is not None:
                lines[line.id] = line
        done |= made
        # An event that loses a mention to one of these is made anew too.
        frontier = set(listing.find_companions(made)) - done
    return tuple(lines[key] for key in sorted(lines)), frozenset(done)


def _make_reports(
    ledger: Ledger, reports: Collection[ReportId], records: Iterable[MentionRecord]
) -> tuple[ReportRow, ...]:
    told: dict[ReportId, list[MentionRecord]] = {}
    for record in records:
        told.setdefault(record.report.id, []).append(record)
    return tuple(
        make_report_row(
            ledger.get_report(report),
            told.get(report, ()),
            programs={run.coder for run in ledger.find_runs(report)},
            recorded_at=ledger.get_recorded_at(report),
        )
        for report in sorted(reports)
    )
