"""A bulk job: plan, run, collect. It can be killed at any moment and run again.

Invariant: what stands in the folder afterwards is a function of the inputs, the options and the versions
alone; engine, number of workers, deaths and resumptions leave no trace in it.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence

import msgspec

from counterclaim.bulk.files import find_files
from counterclaim.bulk.hunt import Hunt, note_loss, note_survival
from counterclaim.bulk.manifest import (
    MANIFEST,
    Counts,
    JobManifest,
    JobPlan,
    PartManifest,
    encode_manifest,
    make_job_manifest,
)
from counterclaim.bulk.options import Options, find_versions
from counterclaim.bulk.partition import DEFAULT_SIZE, Partition, PartitionId, make_partitions
from counterclaim.bulk.repeats import count_repeats
from counterclaim.bulk.store import Store, open_store, read_part
from counterclaim.bulk.task import Engine, Lost, Outcome, Task
from counterclaim.errors import BulkError

#: Name of the plan in the folder of the job.
PLAN = "job.json"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One partition that is done."""

    partition: Partition
    counts: Counts
    #: True where an earlier run did it.
    was_done: bool


def make_plan(paths: Sequence[str], options: Options, *, size: int = DEFAULT_SIZE) -> JobPlan:
    """Make the plan of a job; every input is read once, for its hash.

    Args:
        paths: files and folders, or URLs of them.
        options: how they are read and coded.
        size: bytes of input that a partition aims at.

    Raises:
        BulkError: there is nothing to read, or it cannot be read.
    """
    found = [find_files(path) for path in paths]
    files = dict.fromkeys(path for each in found for path in each.paths)
    inputs, partitions = make_partitions(files, input_format=options.input_format, size=size)
    left_out = sum((each.left_out for each in found), Counter[str]())
    return JobPlan(
        versions=find_versions(),
        options=options,
        partition_size=size,
        inputs=inputs,
        left_out=dict(sorted(left_out.items())),
        partitions=partitions,
    )


def run_job(plan: JobPlan, out: str, engine: Engine) -> Iterator[Step]:
    """Run what of a plan is not done yet, in any order, and write the job's manifest at the end.

    Args:
        plan: what to do.
        out: the folder of the job: path or URL.
        engine: who does it; the caller closes it.

    Yields:
        Each partition as it is done, those of earlier runs first.

    Raises:
        BulkError: the folder holds another job, or no worker can do the work.
    """
    store = open_store(out)
    with store.holding():
        _keep_plan(store, plan)
        done = {each.id: part for each in plan.partitions if (part := read_part(store, each.id))}
        for partition_id, part in done.items():
            yield Step(partition=part.partition, counts=part.counts, was_done=True)
            assert part.partition.id == partition_id
        left = [each for each in plan.partitions if each.id not in done]
        for outcome in _run_partitions(plan, left, out, engine):
            yield Step(partition=outcome.task.partition, counts=outcome.counts, was_done=False)
        store.write(MANIFEST, encode_manifest(_collect(plan, store)))


def read_job(out: str) -> JobManifest:
    """Read the manifest of a finished job.

    Raises:
        BulkError: the folder holds no job, or one that is not finished.
    """
    content = open_store(out).read(MANIFEST)
    if content is None:
        raise BulkError(
            f"{out} holds no finished job; run `counterclaim bulk` with the same inputs to end it"
        )
    try:
        return msgspec.json.decode(content, type=JobManifest)
    except msgspec.MsgspecError as error:
        raise BulkError(f"the manifest of {out} is none that this version reads ({error})") from error


def iter_parts(manifest: JobManifest, store: Store) -> Iterator[PartManifest]:
    """Iterate over the manifests of the partitions in the order of the inputs.

    Raises:
        BulkError: one is missing.
    """
    return (_require_part(store, partition) for partition in manifest.parts)


def _keep_plan(store: Store, plan: JobPlan) -> None:
    """Keep the plan of a new job; of one that was begun see that it is the same."""
    content = encode_manifest(plan)
    begun = store.read(PLAN)
    if begun is None:
        store.write(PLAN, content)
    elif begun != content and (difference := _find_difference(begun, plan)):
        raise BulkError(f"the folder holds another job: {difference}; name another with --out")


def _find_difference(begun: bytes, plan: JobPlan) -> str | None:
    """Say in what a job differs from the one that was begun; what neither of them reads does not count."""
    try:
        earlier = msgspec.json.decode(begun, type=JobPlan)
    except msgspec.MsgspecError as error:
        return f"its {PLAN} is none that this version reads ({error})"
    if msgspec.structs.replace(earlier, left_out=plan.left_out) == plan:
        return None
    names = ("versions", "options", "partition_size", "inputs")
    differing = [name for name in names if getattr(earlier, name) != getattr(plan, name)]
    return f"it was begun with other {' and '.join(differing) or 'partitions'}".replace("_", " ")


def _run_partitions(
    plan: JobPlan, partitions: Sequence[Partition], out: str, engine: Engine
) -> Iterator[Outcome]:
    """Run partitions; one whose worker dies is tried again, then searched for the report that kills."""
    pending = deque(partitions)
    hunts: dict[PartitionId, Hunt] = {}
    running = 0
    while pending or running:
        while pending and engine.has_free():
            partition = pending.popleft()
            engine.submit(_make_task(plan, partition, out, hunts.get(partition.id, Hunt())))
            running += 1
        ended = engine.take()
        running -= 1
        partition = ended.task.partition
        hunt = hunts.get(partition.id, Hunt())
        if isinstance(ended, Lost):
            hunts[partition.id] = note_loss(hunt)
        elif ended.task.probe is not None:
            hunts[partition.id] = note_survival(hunt, ended=ended.ended)
        else:
            yield ended
            continue
        pending.appendleft(partition)


def _make_task(plan: JobPlan, partition: Partition, out: str, hunt: Hunt) -> Task:
    return Task(
        partition=partition,
        options=plan.options,
        versions=plan.versions,
        out=out,
        gaps=hunt.gaps,
        probe=hunt.probe,
    )


def _collect(plan: JobPlan, store: Store) -> JobManifest:
    parts = [_require_part(store, each.id) for each in plan.partitions]
    return make_job_manifest(plan, parts, repeated_across=count_repeats(store, plan.partitions))


def _require_part(store: Store, partition: PartitionId) -> PartManifest:
    part = read_part(store, partition)
    if part is None:
        raise BulkError(f"the partition {partition} is missing; run `counterclaim bulk` again to make it")
    return part
