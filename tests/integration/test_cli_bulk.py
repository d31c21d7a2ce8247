"""`counterclaim bulk` and `counterclaim load` give the ledger that `counterclaim add` gives."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas
import pytest
from typer.testing import CliRunner

from counterclaim.bulk.engines import catalog
from counterclaim.bulk.job import read_job
from counterclaim.cli.app import app
from counterclaim.export.parquet import load_parquet_table
from counterclaim.ledger.base import CODING_KINDS
from counterclaim.ledger.open import open_ledger
from counterclaim.reconcile.events import iter_dossiers
from tests.archives import InlineEngine, hash_job, write_archive
from tests.crawls import make_warc


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do the work in this process; tests/contract/test_bulk_engine.py runs the engines."""
    monkeypatch.setattr(catalog, "make_engine", lambda *arguments, **options: InlineEngine())


def run(*arguments: str) -> str:
    """Run a command that must end well, and return its output."""
    ran = CliRunner().invoke(app, [str(each) for each in arguments])
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def read_ledger(path: Path) -> tuple[list[tuple[str, str]], list[tuple[str, tuple[str, ...]]]]:
    """Read the kinds and ids of a ledger's rows, and its events as the keys of their mentions."""
    with open_ledger(path) as ledger:
        rows = [(row.kind, row.id) for row in ledger.iter_rows() if row.kind != "receipt"]
        events = [(each.event.id, tuple(record.key for record in each.event.mentions))
                  for each in iter_dossiers(ledger)]  # fmt: skip
    return rows, events


def test_bulk_and_load_is_add(tmp_path: Path) -> None:
    archive, out = write_archive(tmp_path / "news.jsonl", 40), str(tmp_path / "out")
    run("bulk", str(archive), "--out", out, "--code-everything", "--partition-size", "0.002")
    assert run("load", out, "--ledger", str(tmp_path / "a.ledger")) == "new\t40\nrecoded\t0\nknown\t0\n"
    run("add", str(archive), "--ledger", str(tmp_path / "b.ledger"))
    loaded, added = (read_ledger(tmp_path / f"{name}.ledger") for name in "ab")
    assert loaded == added
    assert 1 < len(loaded[1]) <= 8
    assert run("load", out, "--ledger", str(tmp_path / "a.ledger")) == "new\t0\nrecoded\t0\nknown\t40\n"
    run("verify", "--ledger", str(tmp_path / "a.ledger"))


def test_the_folder_opens_by_a_glob(tmp_path: Path) -> None:
    archive, out = write_archive(tmp_path / "news.jsonl", 20), tmp_path / "out"
    run("bulk", str(archive), "--out", str(out), "--partition-size", "0.002")
    killed = duckdb.sql(
        f"SELECT n FROM '{out}/parts/*/statement.parquet' WHERE property = 'killed' ORDER BY n"
    )
    assert [n for (n,) in killed.fetchall()] == [2, 7, 12, 17]
    for kind in CODING_KINDS:
        frame: pandas.DataFrame = duckdb.sql(f"FROM '{out}/parts/*/{kind}.parquet'").df()
        table = load_parquet_table()
        assert set(frame.columns) >= {*table.log, *table.tables[kind]}


def test_what_a_crawl_leaves_out_by_rule_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(make_warc())
    told = run("bulk", str(tmp_path / "crawl.warc"), "--out", str(tmp_path / "out"), "--code-everything")
    assert told.startswith("reports\t4\ncoded\t2\nskipped, aside\t2\n")


def test_what_a_folder_leaves_out_is_counted_by_why(tmp_path: Path) -> None:
    archive, out = tmp_path / "news", tmp_path / "out"
    archive.mkdir()
    write_archive(archive / "news.jsonl", 10)
    for name, raw in (("a.css", b"p {}"), ("b.png", b"\x89PNG\x00"), (".hidden", b"x"), (".more", b"x")):
        (archive / name).write_bytes(raw)
    told = run("bulk", str(archive), "--out", str(out))
    assert [line for line in told.splitlines() if line.startswith("files")] == [
        "files left out, files that are no text\t1",
        "files left out, hidden files and folders\t2",
        "files left out, style sheets\t1",
    ]
    assert read_job(str(out)).left_out == {
        "files that are no text": 1, "hidden files and folders": 2, "style sheets": 1,
    }  # fmt: skip
    # What is not read does not make another job of it.
    (archive / "c.png").write_bytes(b"\x89PNG\x00")
    assert "files that are no text\t2" in run("bulk", str(archive), "--out", str(out))


def test_a_url_is_a_folder(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "news.jsonl", 10)
    run("bulk", str(archive), "--out", str(tmp_path / "a"))
    run("bulk", str(archive), "--out", f"file://{tmp_path}/b")
    assert hash_job(tmp_path / "a") == hash_job(tmp_path / "b")
    assert run("load", f"file://{tmp_path}/b", "--ledger", str(tmp_path / "a.ledger")).startswith("new\t2\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.jsonl"], "is not there"),
        (["https://news.example/a.jsonl"], "the web is no archive"),
        (["-"], "standard input"),
    ],
)
def test_used_wrongly_it_says_what_to_do(arguments: list[str], said: str, tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["bulk", *arguments, "--out", str(tmp_path / "out")])
    assert ran.exit_code != 0
    assert said in str(ran.exception)


def read_parquet(path: Path) -> list[tuple[object, ...]]:
    return sorted(duckdb.sql(f"SELECT * FROM '{path}'").fetchall(), key=str)


def test_reconciling_a_job_gives_the_events_of_its_ledger(tmp_path: Path) -> None:
    examples = ["examples/one-bombing/reports.jsonl", "examples/three-reports.jsonl"]
    archive, coded, events = (
        write_archive(tmp_path / "news.jsonl", 30),
        tmp_path / "coded",
        tmp_path / "events",
    )
    ledger = str(tmp_path / "a.ledger")
    run(
        "bulk", *examples, str(archive), "--out", str(coded), "--code-everything", "--partition-size", "0.004"
    )
    told = run("reconcile", str(coded), "--out", str(events), "--workers", "1")
    run("load", str(coded), "--ledger", ledger)
    run("export", "--to", "parquet", "--ledger", ledger, "--out", str(tmp_path / "out"))
    exported = tmp_path / "out" / "parquet"
    assert read_parquet(events / "event.parquet") == read_parquet(exported / "event.parquet")
    columns = "id, left_mention, right_mention, verdict, judge, judge_kind, score, reasons"
    made, written = (
        duckdb.sql(f"SELECT {columns} FROM '{folder}/judgement.parquet' ORDER BY id").fetchall()
        for folder in (events, exported)
    )
    assert made == written != []
    counts = dict(line.split("\t") for line in told.splitlines())
    assert int(counts["same"]) + int(counts["in doubt"]) + int(counts["nearly"]) == len(made)
    assert 1 < int(counts["events"]) < int(counts["mentions"]) == len(read_parquet(events / "event.parquet"))


def test_events_are_the_same_bytes_with_more_workers_and_made_again(tmp_path: Path) -> None:
    archive, coded = write_archive(tmp_path / "news.jsonl", 30), tmp_path / "coded"
    run("bulk", str(archive), "--out", str(coded), "--partition-size", "0.002")
    run("reconcile", str(coded), "--out", str(tmp_path / "one"), "--workers", "1")
    run("reconcile", str(coded), "--out", str(tmp_path / "two"), "--workers", "2")
    run("reconcile", f"file://{coded}", "--out", str(tmp_path / "one"), "--workers", "1")
    assert hash_job(tmp_path / "one") == hash_job(tmp_path / "two")
    assert {path.name for path in (tmp_path / "one").iterdir()} == {
        ".lock", "event.parquet", "judgement.parquet", "manifest.json",
    }  # fmt: skip


def make_archive(folder: Path) -> Path:
    (folder / "news").mkdir()
    return write_archive(folder / "news" / "news.jsonl", 5)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{coded}"], "name the folder of the events"),
        (["{coded}", "--out", "{coded}"], "is the folder of the bulk job itself"),
        (["{coded}", "--out", "{news}"], "holds other files"),
        (["{coded}", "--out", "memory://events"], "folder of this machine"),
        (["{coded}", "--out", "{coded}/events", "--rebuild"], "--rebuild is for a ledger"),
        (["{news}", "--out", "{coded}/events"], "holds no finished job"),
        (["{coded}", "--out", "{archive}"], "is no folder"),
        (["{archive}", "--out", "{coded}/events"], "is no folder"),
        (["--out", "{coded}/events"], "goes with the folder of a bulk job"),
    ],
)
def test_reconcile_used_wrongly_says_what_to_do(arguments: list[str], said: str, tmp_path: Path) -> None:
    archive, coded = make_archive(tmp_path), tmp_path / "coded"
    run("bulk", str(archive), "--out", str(coded))
    filled = [each.format(coded=coded, archive=archive, news=archive.parent) for each in arguments]
    ran = CliRunner().invoke(app, ["reconcile", *filled])
    assert ran.exit_code != 0
    assert said in f"{ran.exception} {' '.join(ran.output.split())}"


def test_a_changed_job_is_not_matched(tmp_path: Path) -> None:
    archive, coded = write_archive(tmp_path / "news.jsonl", 5), tmp_path / "coded"
    run("bulk", str(archive), "--out", str(coded))
    next(coded.glob("parts/*/profile.parquet")).write_bytes(b"")
    ran = CliRunner().invoke(
        app, ["reconcile", str(coded), "--out", str(tmp_path / "events"), "--workers", "1"]
    )
    assert "was changed or is missing" in str(ran.exception)
    assert not (tmp_path / "events" / "manifest.json").exists()


def test_an_unfinished_job_is_not_loaded(tmp_path: Path) -> None:
    archive, out = write_archive(tmp_path / "news.jsonl", 10), tmp_path / "out"
    run("bulk", str(archive), "--out", str(out))
    (out / "manifest.json").unlink()
    ran = CliRunner().invoke(app, ["load", str(out), "--ledger", str(tmp_path / "a.ledger")])
    assert "no finished job" in str(ran.exception)
    assert not (tmp_path / "a.ledger").exists()
