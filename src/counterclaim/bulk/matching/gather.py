"""Gather the mentions of a job: profiles end to end in files, their block keys sorted, their outlines.

A partition is gathered in chunks of so many mentions, each in files of its own, so that the largest
partition takes no more memory than a small one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from counterclaim.bulk.loading import check_shards
from counterclaim.bulk.manifest import PartManifest
from counterclaim.bulk.matching.outline import make_outline
from counterclaim.bulk.profiles import iter_profiles
from counterclaim.bulk.store import open_store
from counterclaim.reconcile.blocks import hash_block_keys
from counterclaim.reconcile.profile import Profile, encode_profile

#: Mentions of a chunk.
CHUNK = 4000
#: Endings of the files of a chunk.
OUTLINES, PROFILES, KEYS, NUMBERS = ".jsonl", ".profiles", ".keys.npy", ".numbers.npy"

Numbers = NDArray[np.uint32]
Keys = NDArray[np.uint64]


class GatherTask(msgspec.Struct, frozen=True, kw_only=True):
    """One partition to be gathered."""

    #: Folder or URL of the job.
    job: str
    part: PartManifest
    #: Where the chunks go.
    scratch: str
    #: Place of the partition among those of the job.
    place: int
    #: Number of its first mention; a partition has no more of them than mentions.
    first: int


def make_gather_tasks(job: str, parts: Sequence[PartManifest], scratch: Path) -> tuple[GatherTask, ...]:
    """Make the tasks of a job; mentions are numbered through in the order of its partitions."""
    tasks, first = list[GatherTask](), 0
    for place, part in enumerate(parts):
        tasks.append(GatherTask(job=job, part=part, scratch=str(scratch), place=place, first=first))
        first += part.counts.mentions
    return tuple(tasks)


def gather_part(task: GatherTask) -> int:
    """Gather the mentions of a partition; return how many block keys they have.

    Raises:
        BulkError: the files of the partition were changed.
    """
    store, number, keys = open_store(task.job), task.first, 0
    with store.reading(task.part.partition.id) as folder:
        check_shards(folder, task.part)
        profiles = iter_profiles(folder)
        for place in range(task.part.counts.mentions):
            chunk = tuple(islice(profiles, CHUNK))
            if not chunk:
                break
            keys += write_chunk(Path(task.scratch) / f"{task.place:06}-{place:06}", chunk, number)
            number += len(chunk)
    return keys


def find_chunks(scratch: Path) -> tuple[Path, ...]:
    """Find the chunks that were written, as paths without an ending, in order."""
    return tuple(path.with_name(path.name.removesuffix(KEYS)) for path in sorted(scratch.glob(f"*{KEYS}")))


def read_keys(chunks: Sequence[Path], low: int, high: int) -> tuple[Keys, Numbers]:
    """Read the block keys from one up to below another, with the numbers of their mentions."""
    found = [_read_range(chunk, low, high) for chunk in chunks]
    return np.concatenate([keys for keys, _ in found]), np.concatenate([numbers for _, numbers in found])


def read_profile_bytes(scratch: str, chunk: str, begins: int, size: int) -> bytes:
    """Read an encoded profile."""
    with (Path(scratch) / f"{chunk}{PROFILES}").open("rb") as file:
        file.seek(begins)
        return file.read(size)


def write_chunk(path: Path, profiles: Sequence[Profile], first: int) -> int:
    """Write the files of a chunk; return the number of its keys.

    Args:
        path: without an ending.
        profiles: at least one.
        first: the number of the first mention.
    """
    begins = 0
    with (
        path.with_name(path.name + PROFILES).open("wb") as encoded,
        path.with_name(path.name + OUTLINES).open("wb") as outlines,
    ):
        for number, profile in enumerate(profiles, start=first):
            size = encoded.write(encode_profile(profile))
            outlines.write(_make_line(profile, number, path.name, begins, size) + b"\n")
            begins += size
    return _write_keys(path, profiles, first)


def _make_line(profile: Profile, number: int, chunk: str, begins: int, size: int) -> bytes:
    place = {"number": number, "chunk": chunk, "begins": begins, "size": size}
    names = {"report": profile.report, "coder": profile.coder, "mention": profile.mention}
    shown = {"mention_key": profile.key, **names, "role": profile.role}
    return msgspec.json.encode({**place, **shown, **msgspec.structs.asdict(make_outline(profile))})


def _write_keys(path: Path, profiles: Sequence[Profile], first: int) -> int:
    made = [np.fromiter(hash_block_keys(profile), np.int64) for profile in profiles]
    keys = np.concatenate(made).view(np.uint64)
    numbers = np.repeat(np.arange(first, first + len(made), dtype=np.uint32), [len(each) for each in made])
    order = np.argsort(keys, kind="stable")
    np.save(path.with_name(path.name + KEYS), keys[order])
    np.save(path.with_name(path.name + NUMBERS), numbers[order])
    return len(keys)


def _read_range(chunk: Path, low: int, high: int) -> tuple[Keys, Numbers]:
    keys: Keys = np.load(chunk.with_name(chunk.name + KEYS), mmap_mode="r")
    numbers: Numbers = np.load(chunk.with_name(chunk.name + NUMBERS), mmap_mode="r")
    begin = np.searchsorted(keys, np.uint64(low), side="left")
    end = np.searchsorted(keys, np.uint64(high - 1), side="right")
    return np.array(keys[begin:end]), np.array(numbers[begin:end])


def iter_ranges(count: int) -> Iterator[tuple[int, int]]:
    """Iterate over so many ranges of keys of like size, from one up to below another."""
    for place in range(count):
        yield (place << 64) // count, ((place + 1) << 64) // count
