"""What a worker does with a task: read, screen, code, write. It runs in any process of any engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from counterclaim.api import code_reports
from counterclaim.bulk.limits import limit_time, measure_memory
from counterclaim.bulk.manifest import MANIFEST, Counts, PartManifest, encode_manifest, make_part_manifest
from counterclaim.bulk.options import Options, find_versions
from counterclaim.bulk.reading import read_partition
from counterclaim.bulk.shards import ShardWriter
from counterclaim.bulk.store import open_store, read_part
from counterclaim.bulk.task import Gaps, Outcome, Probe, Task
from counterclaim.coding.screening import screen_report
from counterclaim.errors import BulkError, TimeLimitError
from counterclaim.ledger.soundness import find_misfit_problem
from counterclaim.model.report import Report
from counterclaim.model.statement import Coding, Problem, Run

#: Kind of the Problem of what killed its worker.
KILLED = "killed"


def run_task(task: Task) -> Outcome:
    """Do a task; a partition that is done already is left as it is.

    Raises:
        BulkError: this worker has other versions than the job.
    """
    if find_versions() != task.versions:
        raise BulkError(f"a worker has {find_versions()}, the job {task.versions}; install the same on both")
    if task.probe is not None:
        ended = _try_records(task, task.probe)
        return Outcome(task=task, ended=ended, memory=measure_memory())
    store = open_store(task.out)
    done = read_part(store, task.partition.id)
    if done is None:
        with store.drafting(task.partition.id) as folder:
            done = _write_partition(task, folder)
    return Outcome(task=task, counts=done.counts, memory=measure_memory())


def code_found(found: Report | Problem, options: Options) -> Coding | Problem:
    """Code what was read, unless the screen leaves it out; whatever fails is a Problem.

    The kind of the Problem is `screened`, `time`, `stage`, or what the reader says.
    """
    if isinstance(found, Problem):
        return found
    screened = screen_report(found) if options.screen else None
    if screened is not None:
        return screened
    try:
        with limit_time(options.time_limit):
            coding = next(code_reports((found,), names=options.names))
    except TimeLimitError as error:
        return Problem(kind="time", message=str(error), where=found.path or found.id)
    return coding if isinstance(coding, Problem) else find_misfit_problem(coding) or coding


def _write_partition(task: Task, folder: Path) -> PartManifest:
    """Write the files of a partition, its manifest last."""
    counts, skipped, runs = Counter[str](), Counter[str](), Counter[Run]()
    known: set[str] = set()
    with TemporaryDirectory(prefix="counterclaim-") as scratch, ShardWriter(Path(scratch)) as writer:
        for _, found in _iter_records(task):
            counts["reports"] += 1
            name = found.id if isinstance(found, Report) else None
            if name in known:
                counts["repeated"] += 1
                continue
            coded = code_found(found, task.options)
            if isinstance(coded, Problem):
                skipped[coded.kind] += 1
                writer.add_skipped(coded, name)
                continue
            known.add(coded.report.id)
            counts.update(coded=1, **_count_parts(coded))
            runs[coded.run] += 1
            writer.add_coding(coded)
        writer.finish(folder)
    manifest = make_part_manifest(
        folder, task.partition, Counts(skipped=dict(sorted(skipped.items())), **counts), runs, writer.rows
    )
    (folder / MANIFEST).write_bytes(encode_manifest(manifest))
    return manifest


def _count_parts(coding: Coding) -> dict[str, int]:
    return {
        "mentions": len(coding.mentions),
        "statements": len(coding.statements),
        "findings": len(coding.findings),
    }


def _try_records(task: Task, probe: Probe) -> bool:
    """Code some records and throw the codings away; tell whether the partition ended before the last.

    Not a record more is read: the next one may be what kills.
    """
    for number, found in _iter_records(task):
        if number >= probe.low:
            code_found(found, task.options)
        if number + 1 == probe.high:
            return False
    return True


def _iter_records(task: Task) -> Iterator[tuple[int, Report | Problem]]:
    """Iterate over the records of a partition with their numbers, gaps already Problems."""
    gaps = task.gaps
    if gaps.until == 0:
        yield 0, _make_end_problem(task.partition.id, 0)
        return
    for number, found in enumerate(read_partition(task.partition, task.options)):
        yield number, _set_aside(found, number, gaps)
        if gaps.until is not None and number + 1 >= gaps.until:
            yield number + 1, _make_end_problem(task.partition.id, gaps.until)
            return


def _set_aside(found: Report | Problem, number: int, gaps: Gaps) -> Report | Problem:
    if number not in gaps.set_aside or isinstance(found, Problem):
        return found
    message = "killed every worker that coded it; it was set aside"
    return Problem(kind=KILLED, message=message, where=found.path or found.id)


def _make_end_problem(partition: str, until: int) -> Problem:
    message = f"reading record {until + 1} of the partition killed every worker; the rest of it was not read"
    return Problem(kind=KILLED, message=message, where=partition)
