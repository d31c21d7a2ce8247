"""From a coding to the rows of the log, each chained to the row before it.

Invariant: `hash = sha256(previous hash + canonical JSON of sequence, kind, id, recorded_at, body)`,
so that no row can be changed, moved, left out or put in without every later hash changing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.ledger.base import Body, CodingId, Row, RowKind, make_mention_key
from counterclaim.ledger.codec import (
    to_coding_body,
    to_finding_body,
    to_mention_body,
    to_problem_body,
    to_report_body,
    to_statement_body,
)
from counterclaim.model.ids import canonical_json, make_id
from counterclaim.model.statement import Coding

#: The hash before the first row.
GENESIS = "0" * 64
#: Columns that do not make a coding another coding: its own id, and where on a disk things lay.
_OUTSIDE_CODING_ID = {"coding": ("id", "path"), "problem": ("id", "coding", "location")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a row will hold, before it has a place in the log."""

    kind: RowKind
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The end of a log: the last row's place and hash."""

    sequence: int = 0
    hash: str = GENESIS


def make_entries(coding: Coding) -> tuple[Entry, ...]:
    """Make the rows of a coding: the report, the coding, then what belongs to it."""
    bodies = tuple(_iter_child_bodies(coding))
    header = to_coding_body(coding, "")
    coding_id = make_coding_id(header, bodies)
    place = {"coding": coding_id, "report": coding.report.id}
    return (
        Entry(kind="report", body=to_report_body(coding.report)),
        Entry(kind="coding", body={**header, "id": coding_id}),
        *(Entry(kind=entry.kind, body={**place, **entry.body}) for entry in bodies),
    )


def make_coding_id(header: Body, children: Iterable[Entry]) -> CodingId:
    """Make a coding's id from all it says; where its file lay on a disk is no part of it."""
    fields = {
        "header": _without(header, _OUTSIDE_CODING_ID["coding"]),
        "children": [
            (child.kind, _without(child.body, _OUTSIDE_CODING_ID.get(child.kind, ("coding",))))
            for child in children
        ],
    }
    return CodingId(make_id("cod", fields))


def iter_chained(tail: Tail, entries: Sequence[Entry], *, recorded_at: str) -> Iterator[Row]:
    """Give entries their places after the end of a log."""
    previous = tail.hash
    for sequence, entry in enumerate(entries, start=tail.sequence + 1):
        row = Row(
            sequence=sequence,
            kind=entry.kind,
            id=str(entry.body["id"]),
            recorded_at=recorded_at,
            hash=None,
            body=entry.body,
        )
        previous = make_row_hash(previous, row)
        yield replace(row, hash=previous)


def make_row_hash(previous: str, row: Row) -> str:
    """Return the hash that a row must carry after the hash before it."""
    chained = {
        "sequence": row.sequence,
        "kind": row.kind,
        "id": row.id,
        "recorded_at": row.recorded_at,
        "body": row.body,
    }
    return hashlib.sha256(previous.encode() + canonical_json(chained)).hexdigest()


def _iter_child_bodies(coding: Coding) -> Iterator[Entry]:
    """Iterate over what belongs to a coding; the place columns are added once its id is known."""
    report = coding.report.id
    for mention in coding.mentions:
        event = make_mention_key(report=report, mention=mention.id, coder=coding.run.coder)
        yield Entry(kind="mention", body={**to_mention_body(mention), "report": report, "event": event})
    for statement in coding.statements:
        yield Entry(kind="statement", body={**to_statement_body(statement), "report": report})
    for number, finding in enumerate(coding.findings, start=1):
        yield Entry(kind="finding", body={"id": f"f{number}", **to_finding_body(finding), "report": report})
    for number, problem in enumerate(coding.problems, start=1):
        yield Entry(kind="problem", body={"id": f"p{number}", **to_problem_body(problem), "report": report})


def _without(body: Body, names: Iterable[str]) -> Mapping[str, object]:
    return {name: value for name, value in body.items() if name not in names}
