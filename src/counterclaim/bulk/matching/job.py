"""Match a whole bulk job: gather, find candidates, judge, cluster, write.

Invariant: what is written is a function of the job alone, and is what a ledger that holds the job's codings
and no person's judgement gives: the same events, and the same judgements as it writes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from counterclaim.bulk.files import is_url
from counterclaim.bulk.job import iter_parts, read_job
from counterclaim.bulk.loading import is_job
from counterclaim.bulk.manifest import MANIFEST, Shard, describe_shard
from counterclaim.bulk.matching.candidates import (
    PAIRS_AT_ONCE,
    add_candidates,
    iter_candidates,
    load_matching,
    open_matching,
)
from counterclaim.bulk.matching.clusters import add_components, iter_clusters
from counterclaim.bulk.matching.gather import gather_part, make_gather_tasks
from counterclaim.bulk.matching.judging import JUDGEMENT_TABLE, JudgeTask, judge_pairs
from counterclaim.bulk.matching.processes import iter_done
from counterclaim.bulk.store import open_store
from counterclaim.errors import BulkError
from counterclaim.export.membership import EVENT_TABLE
from counterclaim.export.parquet import get_parquet_path
from counterclaim.reconcile.index import make_matcher_version

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Bytes of memory that DuckDB may use.
MEMORY_LIMIT = 2 * 2**30
#: Batches of pairs after which it is told how far it is.
TOLD_EVERY = 50
_SCRATCH = ".matching"
#: Names in the folder of the events that are ours.
_OWN = {
    _SCRATCH,
    MANIFEST,
    ".lock",
    ".drafts",
    *(get_parquet_path(Path(), name).name for name in (EVENT_TABLE, JUDGEMENT_TABLE)),
}


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """What matching a job found."""

    mentions: int
    #: Pairs that share a block key and whose score may be one that is written.
    compared: int
    same: int
    unsure: int
    #: Pairs judged different that were near.
    near: int
    events: int


class EventsManifest(msgspec.Struct, frozen=True, kw_only=True):
    """What the folder of the events holds; it is written last."""

    schema: Literal["counterclaim-events/1"] = "counterclaim-events/1"
    #: With what was judged.
    matcher: str
    counts: Matched
    #: By file name.
    files: Mapping[str, Shard]


def match_job(
    job: str,
    out: str,
    *,
    workers: int = 1,
    memory_limit: int = MEMORY_LIMIT,
    tell: Callable[[str], None] = lambda told: None,
) -> Matched:
    """Match the mentions of a finished job and write its events and judgements as Parquet.

    Args:
        job: folder or URL of the job.
        out: folder of this machine; events of an earlier run are replaced.
        workers: processes that gather and compare.
        memory_limit: bytes that DuckDB may use; a worker takes some 300 MiB beside.
        tell: called now and then with how far it is.

    Raises:
        BulkError: the job is not finished or was changed, the folder cannot be used, or a worker died.
    """
    for place in (job, out):
        if not is_url(place) and Path(place).is_file():
            raise BulkError(f"{place} is no folder; name that of a bulk job, and another for its events")
    parts = tuple(iter_parts(read_job(job), open_store(job)))
    with _open_folder(out) as scratch:
        keys = sum(iter_done(gather_part, make_gather_tasks(job, parts, scratch), workers=workers))
        tell(f"mentions gathered, with {keys} block keys")
        with open_matching(scratch, memory_limit=memory_limit) as connection:
            pairs = add_candidates(connection, scratch, keys=keys)
            tell(f"{pairs} pairs to compare")
            _judge_all(connection, scratch, workers=workers, tell=tell)
            _make_events(connection, scratch)
            matched = _count(connection, scratch, pairs)
        _keep(scratch, Path(out), matched)
    return matched


@contextmanager
def _open_folder(out: str) -> Iterator[Path]:
    """Hold the folder of the events, and give an empty one in it for what matching needs meanwhile."""
    if is_url(out):
        raise BulkError(f"{out}: events are written to a folder of this machine; copy it from there")
    if is_job(out):
        raise BulkError(f"{out} is the folder of the bulk job itself; name another for the events")
    folder = Path(out)
    with open_store(out).holding():
        strangers = sorted(path.name for path in folder.iterdir() if path.name not in _OWN)
        if strangers:
            raise BulkError(f"{out} holds other files, such as {strangers[0]}; name another folder")
        scratch = folder / _SCRATCH
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _judge_all(
    connection: DuckDBPyConnection, scratch: Path, *, workers: int, tell: Callable[[str], None]
) -> None:
    """Judge the candidates, and take what clusters need of the judgements."""
    tasks = (
        JudgeTask(scratch=str(scratch), number=number, pairs=pairs)
        for number, pairs in enumerate(iter_candidates(connection))
    )
    written = list[str]()
    for path in iter_done(judge_pairs, tasks, workers=workers):
        written.append(path)
        if len(written) % TOLD_EVERY == 0:
            tell(f"{len(written) * PAIRS_AT_ONCE} pairs compared")
    # Without a pair there is a table all the same.
    written = written or [judge_pairs(JudgeTask(scratch=str(scratch), number=0, pairs=()))]
    connection.execute(load_matching("make_judged"), {"paths": written})
    _write(connection, "write_judgement", get_parquet_path(scratch, JUDGEMENT_TABLE), {"paths": written})


def _make_events(connection: DuckDBPyConnection, scratch: Path) -> None:
    add_components(connection)
    joined = scratch / "joined.jsonl"
    with joined.open("wb") as out:
        for cluster in iter_clusters(connection, str(scratch)):
            for key in cluster:
                out.write(msgspec.json.encode({"mention_key": key, "event": cluster[0]}) + b"\n")
    columns = {"mention_key": "VARCHAR", "event": "VARCHAR"}
    connection.read_json(str(joined), columns=columns, format="newline_delimited").create_view("joined")
    _write(connection, "write_event", get_parquet_path(scratch, EVENT_TABLE), {})


def _count(connection: DuckDBPyConnection, scratch: Path, compared: int) -> Matched:
    verdicts = dict(connection.execute(load_matching("count_verdicts")).fetchall())
    path = str(get_parquet_path(scratch, EVENT_TABLE))
    ((mentions, events),) = connection.execute(load_matching("count_events"), {"path": path}).fetchall()
    return Matched(
        mentions=mentions,
        events=events,
        compared=compared,
        same=verdicts.get("same", 0),
        unsure=verdicts.get("unsure", 0),
        near=verdicts.get("different", 0),
    )


def _write(connection: DuckDBPyConnection, query: str, path: Path, values: Mapping[str, object]) -> None:
    connection.sql(load_matching(query), params=dict(values)).write_parquet(str(path), compression="zstd")


def _keep(scratch: Path, folder: Path, matched: Matched) -> None:
    """Put what was made into its folder; the manifest goes first and comes last."""
    rows = {EVENT_TABLE: matched.mentions, JUDGEMENT_TABLE: matched.same + matched.unsure + matched.near}
    paths = {get_parquet_path(scratch, name): count for name, count in rows.items()}
    manifest = EventsManifest(
        matcher=make_matcher_version(),
        counts=matched,
        files={path.name: describe_shard(path, count) for path, count in sorted(paths.items())},
    )
    (folder / MANIFEST).unlink(missing_ok=True)
    for path in paths:
        path.replace(folder / path.name)
    open_store(str(folder)).write(
        MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    )
