"""What every engine of bulk coding does: the same files, whoever dies; a report that kills is named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import ray

from counterclaim.bulk.engines.catalog import make_engine
from counterclaim.errors import BulkError
from tests.archives import DEADLY, hash_job, write_archive
from tests.conftest import REPOSITORY

ENGINES = ("local", "ray")
#: Imported by every Python process that finds it: in a worker, coding the deadly word is its end.
DEATH = f"""
import os, signal, sys
if any("default_worker" in word or "spawn_main" in word for word in sys.orig_argv):
    import counterclaim.bulk.worker as worker
    code_found = worker.code_found
    def code_or_die(found, options):
        if {DEADLY!r} in getattr(found, "text", ""):
            os.kill(os.getpid(), signal.SIGKILL)
        return code_found(found, options)
    worker.code_found = code_or_die
"""


def run_bulk(archive: Path, out: Path, *options: str) -> str:
    """Run `counterclaim bulk` in a process of its own, death beside its archive; return what it prints."""
    command = [sys.executable, "-m", "counterclaim", "bulk", str(archive), "--out", str(out), *options]
    folders = (str(archive.parent), str(REPOSITORY / "src"), str(REPOSITORY))
    ran = subprocess.run(
        [*command, "--partition-size", "0.001"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        check=False,
        timeout=600,
    )
    assert ran.returncode == 1 and "skipped, killed\t1\n" in ran.stdout, ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive with a broken line and a report that kills whoever codes it."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "sitecustomize.py").write_text(DEATH, encoding="utf-8")
    return write_archive(folder / "news.jsonl", 12, broken=7, deadly=5)


@pytest.fixture(scope="module")
def calm(archive: Path) -> Path:
    """Give the folder of a run by one worker."""
    run_bulk(archive, archive.parent / "calm", "--workers", "1")
    return archive.parent / "calm"


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_writes_the_same_bytes(engine: str, archive: Path, calm: Path, tmp_path: Path) -> None:
    told = run_bulk(archive, tmp_path / "out", "--workers", "2", "--engine", engine)
    assert told.startswith("reports\t12\ncoded\t2\nskipped, killed\t1\nskipped, malformed\t1\nskipped, scr")
    assert hash_job(tmp_path / "out") == hash_job(calm)
    assert len(list(calm.glob("parts/*"))) > 1


def test_a_report_that_kills_is_set_aside_and_named(archive: Path, calm: Path) -> None:
    problems = duckdb.sql(f"FROM '{calm}/parts/*/problem.parquet' WHERE kind = 'killed'").fetchall()
    assert [row[-1] for row in problems] == [f"{archive}:6"]


def test_the_local_engine_has_no_address() -> None:
    with pytest.raises(BulkError, match="has no address"):
        make_engine("local", workers=1, address="auto")


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # Which clusters run on the machine of the test is not known, and Ray looks for them all.
    def find_none(**options: object) -> None:
        raise ConnectionError(f"no cluster at {options['address']}")

    monkeypatch.setattr(ray, "init", find_none)
    with pytest.raises(BulkError, match="could not be started or joined: no cluster at auto"):
        make_engine("ray", workers=1, address="auto")
