"""Crawls and tables are cut between reports; what is read of the slices is what is read of the whole."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.bulk.cutting import MAX_STRETCHES, Slice, cut_table, scan_file
from counterclaim.bulk.job import make_plan, run_job
from counterclaim.bulk.options import Options
from counterclaim.bulk.partition import Partition, make_partitions
from counterclaim.bulk.reading import read_partition
from counterclaim.bulk.tables import RowGroup
from counterclaim.bulk.task import Task
from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.reports import read_reports
from tests.archives import InlineEngine, hash_job, make_row
from tests.crawls import WarcSample

COUNT = 12


def make_records() -> list[bytes]:
    """Make the records of a crawl, each by itself."""
    return [_make_record(number) for number in range(COUNT)]


def _make_record(number: int) -> bytes:
    identifier = f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>"
    crawl = WarcSample()
    return crawl.add(
        make_row(number)["text"].encode(),
        address=f"https://velmora.example/{number}",
        warc={"WARC-Record-ID": identifier},
    ).close()


def pack_gzip(records: list[bytes]) -> bytes:
    """Pack each record by itself, as crawlers do."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


CRAWLS: dict[str, Callable[[list[bytes]], bytes]] = {
    "crawl.warc": b"".join,
    "crawl.warc.gz": pack_gzip,
    "crawl.warc.bz2": lambda records: b"".join(map(bz2.compress, records)),
}


def read_all(partitions: tuple[Partition, ...]) -> list[Report | Problem]:
    """Read all that partitions hold."""
    return [found for each in partitions for found in read_partition(each, Options())]


def cut(path: Path, size: int) -> tuple[Partition, ...]:
    """Cut a file into partitions."""
    return make_partitions([str(path)], size=size)[1]


def write_table(path: Path, count: int, *, group: int) -> Path:
    """Write reports as Parquet, so many rows a row group (DuckDB: multiples of 2,048)."""
    lines = path.with_suffix(".jsonl")
    rows = (json.dumps({**make_row(number), "id": number}) + "\n" for number in range(count))
    lines.write_text("".join(rows))
    duckdb.sql(f"COPY (FROM read_json('{lines}')) TO '{path}' (ROW_GROUP_SIZE {group})")
    lines.unlink()
    return path


@pytest.mark.parametrize("name", CRAWLS)
def test_a_crawl_is_cut_between_records(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(CRAWLS[name](make_records()))
    size = path.stat().st_size // 5
    partitions = cut(path, size)
    assert 3 <= len(partitions) <= 5
    assert {each.cut for part in partitions for each in part.slices} == {"records"}
    assert read_all(partitions) == list(read_reports([str(path)]))


@pytest.mark.parametrize(
    "raw",
    [
        gzip.compress(b"".join(make_records()), mtime=0),
        pack_gzip([b"one", b"two", b"three"]),
        # The packed parts end anywhere, as a server's log of blocks does.
        pack_gzip([(whole := b"".join(make_records()))[:300], whole[300:701], whole[701:]]),
    ],
)
def test_what_can_only_be_unpacked_from_its_start_is_not_cut(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(raw)
    [partition] = cut(path, 10)
    assert partition.slices == (Slice(path=str(path), start=0, end=len(raw)),)


@pytest.mark.parametrize("name", CRAWLS)
def test_a_damaged_crawl_loses_no_more_when_it_is_cut(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    records = make_records()
    path.write_bytes(CRAWLS[name](records[:8]) + b"no record\r\n" * 9 + CRAWLS[name](records[8:]))
    whole = list(read_reports([str(path)]))
    assert len([each for each in whole if isinstance(each, Report)]) == 8
    assert isinstance(whole[-1], Problem)
    found = read_all(cut(path, 400))
    assert len(cut(path, 400)) > 2
    assert [each for each in found if isinstance(each, Report)] == whole[:8]
    assert [each.kind for each in found if isinstance(each, Problem)] == [whole[-1].kind]


@pytest.mark.parametrize("group", [2_048, 20_480])
def test_a_table_is_cut_between_rows(group: int, tmp_path: Path) -> None:
    path = write_table(tmp_path / "a [table].parquet", 5_000, group=group)
    partitions = cut(path, path.stat().st_size // 4)
    slices = [each for part in partitions for each in part.slices]
    assert len(slices) in (3, 4)
    assert sum(each.rows or 0 for each in slices) == 5_000
    found = read_all(partitions)
    assert found == list(read_reports([str(path)]))
    assert [each.path for each in found if isinstance(each, Report)] == [str(n) for n in range(5_000)]


def test_of_a_table_at_a_url_only_its_part_is_fetched(tmp_path: Path, memory: str) -> None:
    path = write_table(tmp_path / "news.parquet", 5_000, group=2_048)
    raw = path.read_bytes()
    fsspec.filesystem("memory").pipe_file(f"{memory}/news.parquet", raw)
    partitions = make_partitions([f"{memory}/news.parquet"], size=len(raw) // 3)[1]
    here = cut(path, len(raw) // 3)
    assert [each.slices[0].rows for each in partitions] == [each.slices[0].rows for each in here]
    last = here[-1].slices[0]
    # Whoever reads the last rows has no need of the first.
    fsspec.filesystem("memory").pipe_file(
        f"{memory}/news.parquet", raw[:4] + b"\xff" * (last.start - 4) + raw[last.start :]
    )
    assert read_all(partitions[-1:]) == read_all(here[-1:])


@pytest.mark.parametrize(
    "change", [lambda raw: raw[:-9], lambda raw: raw[:-20] + b"\xff" * 12 + raw[-8:], lambda raw: b"PAR1"]
)
def test_a_damaged_table_is_told_once(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = write_table(tmp_path / "news.parquet", 100, group=2_048)
    path.write_bytes(change(path.read_bytes()))
    [found] = read_all(cut(path, 500))
    assert isinstance(found, Problem) and found.kind == "damaged"


def test_a_column_with_the_name_of_the_rows_number_leaves_a_table_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    duckdb.sql(
        f"COPY (SELECT 'Two died.' || i AS text, 1 AS file_row_number FROM range(99) r(i)) TO '{path}'"
    )
    assert [each.rows for part in cut(path, 50) for each in part.slices] == [None]
    assert len(read_all(cut(path, 50))) == 99


@given(
    lengths=st.lists(st.tuples(st.integers(1, 500), st.integers(1, 5_000)), min_size=1, max_size=9),
    size=st.integers(1, 6_000),
)
def test_stretches_of_rows_part_no_row_and_go_forward(lengths: list[tuple[int, int]], size: int) -> None:
    groups, row, byte = [], 0, 4
    for count, length in lengths:
        groups.append(RowGroup(range(row, row + count), byte, byte + length))
        row, byte = row + count, byte + length
    starts = list(cut_table(groups, size))
    assert len(starts) <= MAX_STRETCHES * len(groups)
    for before, after in zip([(0, 1), *starts], starts, strict=False):
        assert after[0] - before[0] >= size and after[1] > before[1]
    assert all(1 < start.first <= row and start.byte < byte for start in starts)


@given(parts=st.lists(st.binary(max_size=40), max_size=8), size=st.integers(1, 50))
def test_any_bytes_can_be_scanned_as_any_format(parts: list[bytes], size: int) -> None:
    raw = pack_gzip(parts)
    for form in ("warc", "compressed", "parquet", "jsonl"):
        file, slices = scan_file(io.BytesIO(raw), "memory://x", size=size, input_format=form)
        assert file.size == len(raw) == slices[-1].end


def test_one_large_file_is_coded_by_all_workers_to_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(pack_gzip(make_records()))
    plan = make_plan([str(path)], Options(), size=path.stat().st_size // 4)
    unlucky = {each.id for each in plan.partitions[1:3]}

    def lose_once(task: Task) -> bool:
        is_lost = task.partition.id in unlucky
        unlucky.discard(task.partition.id)
        return is_lost

    for name, engine in (("calm", InlineEngine()), ("lost", InlineEngine(lose_once))):
        for _ in run_job(plan, str(tmp_path / name), engine):
            pass
    assert hash_job(tmp_path / "lost") == hash_job(tmp_path / "calm")
    assert len(plan.partitions) > 2


@pytest.fixture
def memory() -> Iterator[str]:
    """Give a folder of fsspec's own store in memory."""
    url = f"memory://{uuid.uuid4().hex}"
    yield url
    fsspec.filesystem("memory").rm(url, recursive=True)
