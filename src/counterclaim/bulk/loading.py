"""From the folder of a job to a ledger: the codings come back as they were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from counterclaim.bulk.job import PLAN, iter_parts
from counterclaim.bulk.manifest import JobManifest, PartManifest, describe_shard
from counterclaim.bulk.store import open_store
from counterclaim.errors import BulkError
from counterclaim.export.parquet import iter_parquet_rows
from counterclaim.ledger.base import CODING_KINDS, Added, Body, Ledger, Row
from counterclaim.ledger.chain import make_entries
from counterclaim.ledger.codec import (
    from_finding_body,
    from_mention_body,
    from_problem_body,
    from_report_bodies,
    from_statement_body,
)
from counterclaim.model.statement import Coding, Run
from counterclaim.reconcile.update import reconcile_report

#: Codings that are kept together: one commit for all of them.
BATCH = 200


def is_job(folder: str) -> bool:
    """Tell whether a folder or URL holds a bulk job, finished or not."""
    return open_store(folder).read(PLAN) is not None


def load_codings(
    codings: Iterable[Coding], ledger: Ledger, *, reconcile: bool
) -> Iterator[tuple[Added, ...]]:
    """Load codings into a ledger, many at a time; those that it holds are passed over.

    It may be broken off and started again: a batch is kept whole or not at all.

    Args:
        codings: in the order in which they are recorded.
        ledger: where they go.
        reconcile: judge at once which mentions of other reports tell of the same events.

    Yields:
        What was new in each of a batch, once it is kept.

    Raises:
        LedgerError: a coding does not fit its words, or the ledger is of another matcher.
    """
    reading = iter(codings)
    while batch := tuple(islice(reading, BATCH)):
        with ledger.writing():
            added = tuple(_load_coding(ledger, coding, reconcile=reconcile) for coding in batch)
        yield added


def iter_codings(folder: str, manifest: JobManifest) -> Iterator[Coding]:
    """Iterate over the codings of a finished job in the order of its inputs.

    Raises:
        BulkError: a file was changed since it was written.
    """
    store = open_store(folder)
    for part in iter_parts(manifest, store):
        with store.reading(part.partition.id) as local:
            check_shards(local, part)
            yield from iter_part_codings(local)


def _load_coding(ledger: Ledger, coding: Coding, *, reconcile: bool) -> Added:
    """Add a coding; one that is known was reconciled when it was added."""
    added = ledger.add_coding(coding)
    if added.coding and reconcile:
        reconcile_report(ledger, coding.report.id)
    return added


def iter_part_codings(folder: Path) -> Iterator[Coding]:
    """Iterate over the codings of a partition: each begins with the row of its report.

    Raises:
        BulkError: the rows of a report are no coding.
    """
    rows: list[Row] = []
    for row in iter_parquet_rows(folder, CODING_KINDS):
        if row.kind == "report" and rows:
            yield _make_coding(rows)
            rows = []
        # A Problem of a report that was not coded belongs to the job, and to no coding.
        if row.kind != "problem" or (row.body and row.body["coding"] is not None):
            rows.append(row)
    if rows:
        yield _make_coding(rows)


def _make_coding(rows: list[Row]) -> Coding:
    """Make a coding of its rows; it must give the id that the rows bear."""
    bodies = [(row.kind, row.body or {}) for row in rows]
    report, header = (_find_body(bodies, kind) for kind in ("report", "coding"))
    try:
        coding = Coding(
            report=from_report_bodies(report, header),
            mentions=tuple(from_mention_body(body) for kind, body in bodies if kind == "mention"),
            statements=tuple(from_statement_body(body) for kind, body in bodies if kind == "statement"),
            findings=tuple(from_finding_body(body) for kind, body in bodies if kind == "finding"),
            problems=tuple(from_problem_body(body) for kind, body in bodies if kind == "problem"),
            run=msgspec.convert({name: header[name] for name in Run.__struct_fields__}, Run),
        )
    except (msgspec.MsgspecError, KeyError) as error:
        raise BulkError(f"the rows of report {rows[0].id} are no coding ({error})") from error
    made = make_entries(coding)[1].body["id"]
    if made != header["id"]:
        raise BulkError(f"the rows of report {rows[0].id} give the coding {made}, not {header['id']}")
    return coding


def _find_body(bodies: list[tuple[str, Body]], kind: str) -> Body:
    found = next((body for each, body in bodies if each == kind), None)
    if found is None:
        raise BulkError(f"rows that belong to a {kind} come without it")
    return found


def check_shards(folder: Path, part: PartManifest) -> None:
    """Check that the files of a partition are those of its manifest.

    Raises:
        BulkError: one is missing or was changed.
    """
    for name, shard in part.shards.items():
        path = folder / name
        if not path.is_file() or describe_shard(path, shard.rows) != shard:
            raise BulkError(
                f"{part.partition.id}/{name} was changed or is missing; delete the folder of that partition"
                " and run `counterclaim bulk` again"
            )
