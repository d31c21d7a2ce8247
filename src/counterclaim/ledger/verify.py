"""Verify a ledger: every span, hash and id anew from what is stored, and the chain over all rows.

Invariant: the rows are read in the order of the log, and the first row that does not fit is named.
A log cut short at its end still fits; whoever notes the last hash can ask for it (`head`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from counterclaim.ledger.base import SINGLE_KINDS, Body, Ledger, Row, RowKind
from counterclaim.ledger.chain import GENESIS, Entry, make_row_hash
from counterclaim.ledger.codec import find_evidence, from_review_body
from counterclaim.ledger.soundness import (
    Surroundings,
    find_lack,
    judge_coding,
    judge_entry,
    judge_report,
    judge_single,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The first row that does not fit, and what is wrong with it."""

    #: Place in the log, from 1.
    sequence: int
    #: The table that holds the row.
    kind: str
    id: str
    #: What differs, as a clause.
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What verifying a ledger found."""

    #: Rows that fit, by kind.
    counts: Mapping[str, int]
    #: Quotes found in their texts.
    quotes: int
    #: Hash of the last row that fits.
    head: str
    #: None when every row fits.
    fault: Fault | None


#: Kinds of rows before which a coding has ended.
_HEADS = ("report", "coding", *SINGLE_KINDS)


class _Walk:
    """How far the reading has come."""

    def __init__(self, ledger: Ledger, missing_head: str | None) -> None:
        self.ledger = ledger
        #: The hash that somebody noted, until it is met.
        self.missing_head = missing_head
        self.sequence = 0
        self.hash = GENESIS
        self.counts: Counter[str] = Counter()
        self.quotes = 0
        #: The report that the rows at hand are about.
        self.report: Body | None = None
        #: The coding at hand, and what belongs to it.
        self.coding: Row | None = None
        self.children: list[Entry] = []
        self.mentions: set[str] = set()


def verify_ledger(ledger: Ledger, *, head: str | None = None) -> Verification:
    """Verify every row of a ledger.

    Args:
        ledger: any backend.
        head: the last hash as an earlier verification named it; the log must still hold it.
    """
    walk = _Walk(ledger, head)
    fault = _find_fault(walk)
    if fault is None and walk.missing_head is not None:
        reason = "no row has this hash: rows are missing at the end, or it is another ledger"
        fault = Fault(sequence=walk.sequence, kind="log", id=walk.missing_head, reason=reason)
    return Verification(counts=walk.counts, quotes=walk.quotes, head=walk.hash, fault=fault)


def _find_fault(walk: _Walk) -> Fault | None:
    for row in walk.ledger.iter_rows():
        fault = _judge_row(walk, row)
        if fault is not None:
            return fault
        _step(walk, row)
    return _close_coding(walk)


def _judge_row(walk: _Walk, row: Row) -> Fault | None:
    """Judge a row: its place, what it holds, then its hash, so that the plainest reason is named."""
    reason = _judge_place(walk, row)
    if reason is None and row.kind in _HEADS:
        fault = _close_coding(walk)
        if fault is not None:
            return fault
    reason = reason or _judge_content(walk, row)
    return _make_fault(row, reason) if reason else None


def _judge_place(walk: _Walk, row: Row) -> str | None:
    if row.hash is None:
        return "the log does not name this row"
    if row.sequence != walk.sequence + 1:
        return f"the log has no row {walk.sequence + 1} before it"
    if row.body is None:
        return f"the log names the row, but there is no such row in the table {row.kind}"
    return None if row.body["id"] == row.id else f"the log names it {row.id}, its table {row.body['id']}"


def _judge_content(walk: _Walk, row: Row) -> str | None:
    body = row.body or {}
    try:
        reason = judge_report(body) if row.kind == "report" else _judge_part(walk, row, body)
        fits = make_row_hash(walk.hash, row) == row.hash
    except UnicodeEncodeError:
        return "the row holds bytes that are not UTF-8"
    return reason or (None if fits else "the row does not fit its hash: a column or the hash was changed")


def _judge_part(walk: _Walk, row: Row, body: Body) -> str | None:
    """Judge a coding's own row, a row that belongs to one, or one that stands alone."""
    if row.kind in SINGLE_KINDS:
        unsound = judge_single(_to_entry(row))
        lack = None if unsound else find_lack(walk.ledger, (_to_entry(row),))
        return unsound or (lack[1] if lack else None)
    if row.kind == "coding":
        if walk.report is None or walk.report["id"] != body["report"]:
            walk.report = walk.ledger.find_report_body(str(body["report"]))
        if walk.report is None:
            return f"the ledger holds no report {body['report']}"
        return judge_entry(Entry(kind="coding", body=body), Surroundings(report=walk.report, coding=body))
    if walk.coding is None or walk.coding.body is None or walk.report is None:
        return "the row belongs to no coding"
    around = Surroundings(report=walk.report, coding=walk.coding.body, mentions=walk.mentions)
    return judge_entry(_to_entry(row), around)


def _close_coding(walk: _Walk) -> Fault | None:
    """Judge the coding at hand once all its rows are read."""
    row, walk.coding = walk.coding, None
    if row is None or row.body is None:
        return None
    reason = judge_coding(row.body, walk.children)
    return _make_fault(row, reason) if reason else None


def _step(walk: _Walk, row: Row) -> None:
    """Take a sound row in."""
    walk.sequence, walk.hash = row.sequence, str(row.hash)
    walk.counts[row.kind] += 1
    if walk.hash == walk.missing_head:
        walk.missing_head = None
    if row.kind == "report":
        walk.report = row.body
    elif row.kind == "coding":
        walk.coding, walk.children = row, []
        walk.mentions = set()
    elif row.kind not in SINGLE_KINDS:
        walk.children.append(_to_entry(row))
    if row.kind == "mention":
        walk.mentions.add(row.id)
    if row.kind in ("statement", "finding"):
        walk.quotes += len(find_evidence(row.body or {}))
    if row.kind == "review" and row.body is not None:
        own = from_review_body(row.body).own
        walk.quotes += len(own.evidence) if own is not None else 0


def _to_entry(row: Row) -> Entry:
    return Entry(kind=cast(RowKind, row.kind), body=row.body or {})


def _make_fault(row: Row, reason: str) -> Fault:
    return Fault(sequence=row.sequence, kind=row.kind, id=row.id, reason=reason)
