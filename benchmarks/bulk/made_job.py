"""Make the folder of a finished bulk job of codings that were made up, without coding a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from counterclaim.bulk.job import PLAN
from counterclaim.bulk.manifest import (
    MANIFEST,
    Counts,
    JobPlan,
    PartManifest,
    encode_manifest,
    make_job_manifest,
    make_part_manifest,
)
from counterclaim.bulk.options import Options, Versions
from counterclaim.bulk.partition import Partition, PartitionId
from counterclaim.bulk.profiles import PROFILE_TABLE, iter_profile_columns
from counterclaim.bulk.shards import ShardWriter
from counterclaim.bulk.store import PARTS
from counterclaim.export.parquet import get_parquet_path, write_tables
from counterclaim.ledger.dump import get_dump_path
from counterclaim.model.statement import Coding


def write_job(folder: Path, codings: Iterable[Coding], *, size: int, whole: bool = True) -> None:
    """Write the folder of a finished job that made these codings.

    Args:
        folder: where it goes.
        codings: in the order of the job.
        size: codings of a partition.
        whole: with every file; else only with what matching reads, which is many times faster.
    """
    reading, parts = iter(codings), list[PartManifest]()
    while own := tuple(islice(reading, size)):
        partition = Partition(id=PartitionId(f"prt_{len(parts):06}"), slices=())
        place = folder / PARTS / partition.id
        place.mkdir(parents=True)
        rows = (_write_whole if whole else _write_profiles)(place, own)
        mentions = sum(len(coding.mentions) for coding in own)
        counts = Counts(reports=len(own), coded=len(own), mentions=mentions)
        parts.append(make_part_manifest(place, partition, counts, {}, rows))
        (place / MANIFEST).write_bytes(encode_manifest(parts[-1]))
    _write_manifests(folder, parts)


def _write_whole(place: Path, codings: Sequence[Coding]) -> Mapping[str, int]:
    with TemporaryDirectory() as scratch, ShardWriter(Path(scratch)) as writer:
        for coding in codings:
            writer.add_coding(coding)
        writer.finish(place)
    return writer.rows


def _write_profiles(place: Path, codings: Sequence[Coding]) -> Mapping[str, int]:
    with TemporaryDirectory() as scratch:
        lines = [msgspec.json.encode(each) for coding in codings for each in iter_profile_columns(coding)]
        get_dump_path(Path(scratch), PROFILE_TABLE).write_bytes(b"".join(line + b"\n" for line in lines))
        write_tables(Path(scratch), place, [PROFILE_TABLE])
    return {get_parquet_path(place, PROFILE_TABLE).name: len(lines)}


def _write_manifests(folder: Path, parts: Sequence[PartManifest]) -> None:
    """Write what makes a folder of partitions a finished job."""
    folder.mkdir(exist_ok=True)
    plan = JobPlan(
        versions=Versions(counterclaim="made up", model="none", vocabulary=()),
        options=Options(),
        partition_size=1,
        inputs=(),
        partitions=tuple(part.partition for part in parts),
    )
    (folder / PLAN).write_bytes(encode_manifest(plan))
    (folder / MANIFEST).write_bytes(encode_manifest(make_job_manifest(plan, parts, repeated_across=0)))
