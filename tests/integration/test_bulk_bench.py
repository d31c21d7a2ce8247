"""The bench of bulk coding runs from end to end at a small size, and fails where a figure does."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from benchmarks.bulk import run
from benchmarks.bulk.kills import measure_kills
from benchmarks.bulk.measuring import measure
from benchmarks.bulk.memory import measure_memory_of_worker
from benchmarks.bulk.scaling import measure_pipe


def test_a_killed_job_ends_with_the_bytes_of_an_undisturbed_one(tmp_path: Path) -> None:
    [line] = measure_kills(tmp_path, kills=1, reports=6, workers=1)
    assert line.startswith("killed ") and line.endswith("all the same bytes as undisturbed")


def test_the_memory_of_a_worker_is_seen(tmp_path: Path) -> None:
    lines = list(measure_memory_of_worker(tmp_path, reports=60))
    assert lines[0].startswith("memory of one worker: 60 reports (5% coded)")
    peak = int(lines[-1].partition("peak ")[2].partition(" MiB")[0])
    assert 100 < peak < 1024


def test_coding_is_measured_beside_the_parser(tmp_path: Path) -> None:
    by_clock, by_processor = measure_pipe(tmp_path, reports=2, rounds=1)
    assert by_clock.startswith("one core, 2 ") and "at least" in by_processor


def test_the_time_of_a_child_that_still_runs_is_counted() -> None:
    busy = "print(flush=True)\nwhile True: pass"
    with subprocess.Popen([sys.executable, "-c", busy], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stdout.readline()
        cost = measure(partial(time.sleep, 0.5))
        child.kill()
    assert cost.processor > 0.02


@pytest.mark.parametrize(("word", "code"), [("UNDER", 1), ("OVER", 1), ("fine", 0)])
def test_a_figure_that_fails_makes_the_bench_fail(
    word: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def tell(folder: Path, asked: object) -> Iterator[str]:
        yield f"a figure: 0.1 ({word})".replace("(", "(at least 1 ")

    monkeypatch.setitem(run.PARTS, "pipe", tell)  # type: ignore[arg-type]
    with pytest.raises(SystemExit) as ended:
        run.main(["--part", "pipe"])
    assert int(ended.value.code or 0) == code
    assert word in capsys.readouterr().out
