"""Manifests: what a partition holds and what a whole job holds, with counts and hashes.

Invariant: nothing in them depends on time, machine, engine or number of workers.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from counterclaim.bulk.cutting import InputFile
from counterclaim.bulk.options import Options, Versions
from counterclaim.bulk.partition import Partition, PartitionId
from counterclaim.model.statement import Run

MANIFEST = "manifest.json"
#: Name and version of the manifests, their first key.
SCHEMA: Literal["counterclaim-bulk/1"] = "counterclaim-bulk/1"


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the reports; `reports == coded + repeated + sum(skipped)`."""

    #: All that was read, whether it could be used or not.
    reports: int = 0
    coded: int = 0
    #: Reports that the same partition had before, word for word.
    repeated: int = 0
    #: Problems by kind: screened out, unreadable, set aside.
    skipped: Mapping[str, int] = msgspec.field(default_factory=dict)
    mentions: int = 0
    statements: int = 0
    findings: int = 0

    def __add__(self, other: Counts) -> Counts:
        added = {name: getattr(self, name) + getattr(other, name) for name in _NUMBERS}
        skipped = Counter(self.skipped) + Counter(other.skipped)
        return Counts(skipped=dict(sorted(skipped.items())), **added)


_NUMBERS = tuple(name for name in Counts.__struct_fields__ if name != "skipped")


class RunCount(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """How many codings a coder of certain versions made."""

    coder: str
    version: str
    model: str
    vocabulary: str
    codings: int


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """One Parquet file."""

    #: SHA-256 of its bytes, hexadecimal.
    sha256: str
    bytes: int
    rows: int


class PartManifest(msgspec.Struct, frozen=True, kw_only=True):
    """What one partition holds; a partition with a manifest is done."""

    schema: Literal["counterclaim-bulk/1"]
    partition: Partition
    counts: Counts
    runs: tuple[RunCount, ...]
    #: By file name.
    shards: Mapping[str, Shard]


class JobPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What a job was asked for: it can only be resumed as what it was begun."""

    schema: Literal["counterclaim-bulk/1"] = SCHEMA
    versions: Versions
    options: Options
    #: Bytes that a partition aims at.
    partition_size: int
    inputs: tuple[InputFile, ...]
    #: How many files of folders are no reports and are not read, by why.
    left_out: Mapping[str, int] = msgspec.field(default_factory=dict)
    #: In the order of the inputs.
    partitions: tuple[Partition, ...]


class JobManifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a job holds; it is written once all partitions are done."""

    schema: Literal["counterclaim-bulk/1"] = SCHEMA
    versions: Versions
    options: Options
    inputs: tuple[InputFile, ...]
    #: How many files of folders are no reports and were not read, by why.
    left_out: Mapping[str, int] = msgspec.field(default_factory=dict)
    counts: Counts
    #: Codings of reports that an earlier partition has too; a ledger keeps one of each.
    repeated_across: int
    runs: tuple[RunCount, ...]
    #: Partitions in the order of the inputs, each with the hashes of its files.
    parts: Mapping[PartitionId, Mapping[str, str]]


def make_part_manifest(
    folder: Path, partition: Partition, counts: Counts, runs: Mapping[Run, int], rows: Mapping[str, int]
) -> PartManifest:
    """Make the manifest of a partition from its files.

    Args:
        folder: where the files are.
        partition: what was coded.
        counts: what became of its reports.
        runs: codings by run.
        rows: rows by file name.
    """
    return PartManifest(
        schema=SCHEMA,
        partition=partition,
        counts=counts,
        runs=tuple(sorted(_make_run_count(run, count) for run, count in runs.items())),
        shards={name: describe_shard(folder / name, count) for name, count in sorted(rows.items())},
    )


def make_job_manifest(plan: JobPlan, parts: Iterable[PartManifest], *, repeated_across: int) -> JobManifest:
    """Make the manifest of a job from those of its partitions, in the order of the plan."""
    counts, runs = Counts(), Counter[tuple[str, str, str, str]]()
    shards: dict[PartitionId, Mapping[str, str]] = {}
    for part in parts:
        counts += part.counts
        for each in part.runs:
            runs[each.coder, each.version, each.model, each.vocabulary] += each.codings
        shards[part.partition.id] = {name: shard.sha256 for name, shard in part.shards.items()}
    return JobManifest(
        versions=plan.versions,
        options=plan.options,
        inputs=plan.inputs,
        left_out=plan.left_out,
        counts=counts,
        repeated_across=repeated_across,
        runs=tuple(
            RunCount(coder=run[0], version=run[1], model=run[2], vocabulary=run[3], codings=count)
            for run, count in sorted(runs.items())
        ),
        parts=shards,
    )


def encode_manifest(manifest: PartManifest | JobPlan | JobManifest) -> bytes:
    """Encode a manifest as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def describe_shard(path: Path, rows: int) -> Shard:
    """Describe a Parquet file as a manifest does."""
    content = path.read_bytes()
    return Shard(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content), rows=rows)


def _make_run_count(run: Run, count: int) -> RunCount:
    return RunCount(**msgspec.structs.asdict(run), codings=count)
