"""A bulk job is resumed, refused or collected by what stands in its folder."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from counterclaim.bulk.job import make_plan, read_job, run_job
from counterclaim.bulk.loading import iter_codings, load_codings
from counterclaim.bulk.manifest import JobPlan
from counterclaim.bulk.options import Options
from counterclaim.bulk.progress import iter_load_paced, iter_paced, say_seconds, show_lines
from counterclaim.bulk.store import open_store
from counterclaim.bulk.task import Task
from counterclaim.errors import BulkError
from counterclaim.ledger.base import Added
from counterclaim.ledger.memory import MemoryLedger
from tests.archives import InlineEngine, hash_job, write_archive
from tests.factories import read_fixed_clock

SIZE = 700


def run(plan: JobPlan, out: str, engine: InlineEngine) -> int:
    """Run a job and return how many tasks its engine did."""
    for _ in run_job(plan, out, engine):
        pass
    return engine.done


@pytest.fixture
def plan(tmp_path: Path) -> JobPlan:
    return make_plan([str(write_archive(tmp_path / "news.jsonl", 15))], Options(), size=SIZE)


@pytest.fixture
def memory() -> Iterator[str]:
    """Give a folder of fsspec's own store in memory, which knows no renaming."""
    url = f"memory://{uuid.uuid4().hex}"
    yield url
    fsspec.filesystem("memory").rm(url, recursive=True)


def test_a_job_that_is_done_does_nothing(plan: JobPlan, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(plan, str(out), InlineEngine()) == len(plan.partitions) > 2
    before = hash_job(out)
    assert run(plan, str(out), InlineEngine()) == 0
    assert hash_job(out) == before


def test_a_job_goes_on_where_it_was_cut_off(plan: JobPlan, tmp_path: Path) -> None:
    run(plan, str(tmp_path / "calm"), InlineEngine())
    steps = run_job(plan, str(tmp_path / "out"), InlineEngine())
    next(steps)
    steps.close()
    with pytest.raises(BulkError, match="no finished job"):
        read_job(str(tmp_path / "out"))
    # A worker that was killed while it wrote leaves a draft.
    (tmp_path / "out" / ".drafts" / "x").mkdir(parents=True)
    assert run(plan, str(tmp_path / "out"), InlineEngine()) == len(plan.partitions) - 1
    assert hash_job(tmp_path / "out") == hash_job(tmp_path / "calm")


def test_lost_workers_leave_no_trace(plan: JobPlan, tmp_path: Path) -> None:
    lost: set[str] = set()

    def lose_once(task: Task) -> bool:
        is_first = task.partition.id not in lost
        lost.add(task.partition.id)
        return is_first

    run(plan, str(tmp_path / "calm"), InlineEngine())
    run(plan, str(tmp_path / "out"), InlineEngine(lose_once))
    assert hash_job(tmp_path / "out") == hash_job(tmp_path / "calm")


def test_an_object_store_holds_the_same_bytes(plan: JobPlan, tmp_path: Path, memory: str) -> None:
    run(plan, str(tmp_path / "calm"), InlineEngine())
    run(plan, memory, InlineEngine())
    fsspec.filesystem("memory").get(memory, str(tmp_path / "copy"), recursive=True)
    assert hash_job(tmp_path / "copy") == hash_job(tmp_path / "calm")
    assert run(plan, memory, InlineEngine()) == 0


def test_inputs_at_a_url_are_coded_alike(tmp_path: Path, memory: str) -> None:
    path = write_archive(tmp_path / "news.jsonl", 15)
    fsspec.filesystem("memory").pipe_file(f"{memory}/news.jsonl", path.read_bytes())
    plans = [make_plan([place], Options(), size=SIZE) for place in (str(path), memory)]
    for number, each in enumerate(plans):
        run(each, str(tmp_path / str(number)), InlineEngine())
    local, remote = (read_job(str(tmp_path / str(number))) for number in range(2))
    assert local.counts == remote.counts
    assert local.inputs[0].sha256 == remote.inputs[0].sha256


def test_counts_add_up_and_repeats_are_told(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.jsonl", 10, broken=3)
    (tmp_path / "b.jsonl").write_bytes(path.read_bytes())
    plan = make_plan([str(tmp_path)], Options(), size=path.stat().st_size)
    run(plan, str(tmp_path / "out"), InlineEngine())
    manifest = read_job(str(tmp_path / "out"))
    counts = manifest.counts
    assert counts.reports == 20
    assert counts.coded + counts.repeated + sum(counts.skipped.values()) == counts.reports
    assert counts.skipped == {"malformed": 2, "screened": 14}
    assert (counts.coded, manifest.repeated_across) == (4, 2)
    ledger = MemoryLedger(read_fixed_clock)
    codings = iter_codings(str(tmp_path / "out"), manifest)
    loading = load_codings(codings, ledger, reconcile=False)
    assert sum(added.report for batch in loading for added in batch) == 2


@pytest.mark.parametrize("options", [Options(screen=False), Options(outlet="The Sandry Mail")])
def test_a_folder_of_another_job_is_refused(options: Options, plan: JobPlan, tmp_path: Path) -> None:
    run(plan, str(tmp_path / "out"), InlineEngine())
    other = make_plan([str(tmp_path / "news.jsonl")], options, size=SIZE)
    with pytest.raises(BulkError, match="other options"):
        run(other, str(tmp_path / "out"), InlineEngine())


def test_two_jobs_do_not_share_a_folder(plan: JobPlan, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "out")).holding(), pytest.raises(BulkError, match="another job"):
        run(plan, str(tmp_path / "out"), InlineEngine())


@pytest.mark.parametrize("out", ["afile", "afile/out"])
def test_a_folder_that_cannot_be_written_is_named(out: str, plan: JobPlan, tmp_path: Path) -> None:
    (tmp_path / "afile").touch()
    with pytest.raises(BulkError, match=f"{tmp_path / out} cannot be written: "):
        run(plan, str(tmp_path / out), InlineEngine())


def test_a_disk_that_is_full_ends_a_job_that_can_be_resumed(
    plan: JobPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", _find_disk_full)
        with pytest.raises(BulkError, match="No space left"):
            run(plan, str(out), InlineEngine())
    assert run(plan, str(out), InlineEngine()) == len(plan.partitions)


def _find_disk_full(self: Path, target: Path) -> Path:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_changed_file_is_not_loaded(plan: JobPlan, tmp_path: Path) -> None:
    run(plan, str(tmp_path / "out"), InlineEngine())
    shard = next((tmp_path / "out").glob("parts/*/statement.parquet"))
    shard.write_bytes(shard.read_bytes() + b"x")
    with pytest.raises(BulkError, match="was changed"):
        list(iter_codings(str(tmp_path / "out"), read_job(str(tmp_path / "out"))))


def test_a_report_that_takes_too_long_is_named(tmp_path: Path) -> None:
    path = str(write_archive(tmp_path / "news.jsonl", 6))
    plan = make_plan([path], Options(time_limit=0.000_001))
    run(plan, str(tmp_path / "out"), InlineEngine())
    assert read_job(str(tmp_path / "out")).counts.skipped == {"screened": 4, "time": 2}


def test_pace_is_told_in_lines(plan: JobPlan, tmp_path: Path) -> None:
    ticks = iter(range(0, 1_000, 20))
    steps = run_job(plan, str(tmp_path / "out"), InlineEngine())
    told: list[str] = []
    show_lines(iter_paced(steps, plan, clock=lambda: float(next(ticks))), told.append)
    count = len(plan.partitions)
    assert told[0].startswith(f"1 of {count} partitions, ") and told[0].endswith(" left")
    assert told[-1] == f"{count} of {count} partitions, 15 reports, {15 / 20 / count:,.1f} a second"
    again = list(iter_paced(run_job(plan, str(tmp_path / "out"), InlineEngine()), plan))
    assert str(again[0]).endswith("reports")


def test_what_an_earlier_load_added_counts_for_no_pace() -> None:
    known, new = (Added(report=is_new, coding=is_new, statements=0) for is_new in (False, True))
    ticks = iter(range(0, 1_000, 10))
    told: list[str] = []
    batches = ([known, known], [known], [new, new], [new, known], [known])
    show_lines(iter_load_paced(batches, 8, clock=lambda: float(next(ticks))), told.append, every=10)
    assert told == [
        "2 of 8 reports",
        "3 of 8 reports",
        "5 of 8 reports, 0.2 a second, 15 s left",
        "7 of 8 reports, 0.1 a second, 7 s left",
        "8 of 8 reports, 0.1 a second",
    ]


@pytest.mark.parametrize(
    ("seconds", "said"), [(4, "4 s"), (61, "1 min 1 s"), (7_300, "2 h 1 min"), (180_000, "2 d 2 h")]
)
def test_say_seconds(seconds: float, said: str) -> None:
    assert say_seconds(seconds) == said
