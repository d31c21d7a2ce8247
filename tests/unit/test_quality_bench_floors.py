"""The quality bench as a command: floors that only rise, exit codes, what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.quality import cli
from benchmarks.quality.cli import app
from benchmarks.quality.errors import BenchError
from benchmarks.quality.floors import (
    Change,
    Floor,
    FloorTable,
    SetFloors,
    judge_figure,
    load_floors,
    move_floor,
    write_floors,
)
from benchmarks.quality.jobs import Outcome
from benchmarks.quality.run import SetScore
from benchmarks.quality.sets import MetricSpec, SetSpec, load_sets

HIGHER = MetricSpec(name="share", path=("a", "b"))
LOWER = MetricSpec(name="errors", path=("a", "c"), lower_is_better=True)


@pytest.mark.parametrize(
    ("metric", "old", "figure", "reason", "expected"),
    [
        (HIGHER, None, 60.0, None, 59.5),
        (HIGHER, 59.5, 70.0, None, 69.5),
        (HIGHER, 59.5, 59.7, None, 59.5),
        (HIGHER, 59.5, 50.0, "gold mended", 49.5),
        (LOWER, None, 3.0, None, 3.5),
        (LOWER, 3.5, 1.0, None, 1.5),
        (LOWER, 3.5, 9.0, "more reports", 9.5),
    ],
)
def test_move_floor(
    metric: MetricSpec, old: float | None, figure: float, reason: str | None, expected: float
) -> None:
    before = None if old is None else Floor(floor=old, history=(Change(floor=old, reason="first"),))
    after = move_floor(before, figure, metric, reason)
    assert after.floor == expected
    if reason is not None:
        assert [change.reason for change in after.history] == ["first", reason]


@pytest.mark.parametrize(("metric", "figure"), [(HIGHER, 50.0), (LOWER, 60.0)])
def test_floor_is_not_lowered_without_a_reason(metric: MetricSpec, figure: float) -> None:
    with pytest.raises(BenchError, match="--reason"):
        move_floor(Floor(floor=55.0), figure, metric, None)


@pytest.mark.parametrize(
    ("figure", "floor", "metric", "expected"),
    [
        (60.0, 59.5, HIGHER, "ok"),
        (59.5, 59.5, HIGHER, "ok"),
        (59.0, 59.5, HIGHER, "under"),
        (None, 59.5, HIGHER, "under"),
        (60.0, None, HIGHER, "none"),
        (3.0, 3.5, LOWER, "ok"),
        (4.0, 3.5, LOWER, "under"),
    ],
)
def test_judge_figure(figure: float | None, floor: float | None, metric: MetricSpec, expected: str) -> None:
    assert judge_figure(figure, None if floor is None else Floor(floor=floor), metric) == expected


def test_floors_outlive_writing(tmp_path: Path) -> None:
    known = SetFloors(gold_sha256="0" * 64, floors={"share": move_floor(None, 60.0, HIGHER, None)})
    table = FloorTable(sets={"one": known})
    write_floors(table, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == table
    assert load_floors(tmp_path / "none.json") == FloorTable()


def test_floors_and_metrics_fit_each_other() -> None:
    table = load_floors()
    wanted = {spec.name: {metric.name for metric in spec.metrics} for spec in load_sets() if spec.has_floors}
    assert {name: set(known.floors) for name, known in table.sets.items()} == wanted
    for known in table.sets.values():
        assert all(floor.floor == floor.history[-1].floor for floor in known.floors.values())
        assert all(change.reason for floor in known.floors.values() for change in floor.history)


@pytest.mark.parametrize(
    "words",
    [
        ["predict", "muc4", "missing.jsonl", "out"],
        ["predict", "dance", "in", "out"],
        ["predict", "geo", "missing.jsonl", "out"],
        ["--update", "--sample", "3"],
        ["--set", "nowhere"],
    ],
)
def test_wrong_commands_are_refused_in_one_line(words: list[str], shared_stub: Path) -> None:
    run = CliRunner().invoke(app, words)
    assert (run.exit_code, run.stdout) == (2, "")
    assert len(run.stderr.splitlines()) == 1


@pytest.fixture
def shared_stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the bench a folder beside an empty repository, with nothing in it."""
    monkeypatch.setattr(cli, "REPOSITORY", tmp_path / "main")
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


def test_what_is_missing_is_told_and_passes(shared_stub: Path) -> None:
    run = CliRunner().invoke(app, ["--set", "lgl"])
    assert (run.exit_code, run.stdout) == (0, "")
    assert "lgl: skipped" in run.stderr
    shared_stub.rmdir()
    run = CliRunner().invoke(app)
    assert (run.exit_code, run.stderr) == (0, "quality: ../shared is not here; there is nothing to measure\n")


@pytest.mark.parametrize(("figure", "gold", "code"), [(61.0, "g", 0), (50.0, "g", 1), (61.0, "h", 1)])
def test_exit_code_tells_of_floors(
    figure: float, gold: str, code: int, shared_stub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = SetSpec(name="one", task="geo", gold="one.jsonl", metrics=(HIGHER,))
    score = SetScore(
        spec=spec,
        documents=3,
        outcome=Outcome(written=3, problems=()),
        seconds=0.1,
        gold_sha256=gold,
        figures={HIGHER: figure},
    )
    known = SetFloors(gold_sha256="g", floors={"share": Floor(floor=60.0)})
    monkeypatch.setattr(cli, "iter_scores", lambda *args: iter([score]))
    monkeypatch.setattr(cli, "load_floors", lambda: FloorTable(sets={"one": known}))
    run = CliRunner().invoke(app)
    assert run.exit_code == code
    assert ("under its floor" in run.stdout) == (figure < 60)
    assert ("other gold files" in run.stderr) == (gold == "h")
