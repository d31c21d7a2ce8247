"""JSON Lines: the whole ledger, a file a kind of rows, from which `counterclaim load` makes it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim.errors import LedgerError
from counterclaim.export.catalog import EventFormat
from counterclaim.export.losses import Losses
from counterclaim.export.membership import EVENT_TABLE, write_membership
from counterclaim.export.record import EventSet
from counterclaim.export.violations import Violation
from counterclaim.ledger.base import Row
from counterclaim.ledger.chain import GENESIS, make_row_hash
from counterclaim.ledger.dump import copy_raw, get_dump_path, iter_dump_rows, write_dump

#: Rows and raw bytes are complete; this stands outside the log.
LOSSES = ("the derived index, which is made anew",)


def write_jsonl(events: EventSet, folder: Path) -> Losses:
    """Write every row of the ledger, and beside them which mentions make which event."""
    counts = write_dump(events.ledger, folder)
    copy_raw(events.ledger, folder)
    write_membership(events.ledger, get_dump_path(folder, EVENT_TABLE))
    return Losses(cannot_hold=LOSSES, rows=sum(counts.values()))


def check_jsonl(folder: Path) -> Iterator[Violation]:
    """Check that the rows of a dump are a chain; the first that does not fit is named."""
    return check_chain(iter_dump_rows(folder))


def check_chain(rows: Iterable[Row]) -> Iterator[Violation]:
    """Check that rows follow each other from the beginning of a log."""
    previous, sequence = GENESIS, 0
    try:
        for row in rows:
            if row.sequence != sequence + 1 or row.hash != make_row_hash(previous, row):
                message = f"{row.kind} {row.id} does not follow row {sequence}"
                yield Violation(row=row.sequence, column="hash", rule="chain", message=message)
                return
            previous, sequence = row.hash, row.sequence
    except LedgerError as error:
        yield Violation(row=sequence + 1, column="", rule="row", message=str(error))


FORMAT = EventFormat(write=write_jsonl, check=check_jsonl, policies=())
