"""Partitions cover every byte of an archive once, in order, and cut only between lines."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.bulk.cutting import Slice, scan_file
from counterclaim.bulk.files import find_files, open_range
from counterclaim.bulk.options import Options
from counterclaim.bulk.partition import MAX_FILES, make_partitions, pack_slices
from counterclaim.bulk.reading import read_partition
from counterclaim.errors import BulkError
from counterclaim.read.reports import read_reports
from tests.archives import write_archive

LINES = st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b"")), max_size=40)


@given(lines=LINES, ends_in_newline=st.booleans(), cut=st.integers(1, 60))
def test_slices_cover_a_file_once_and_start_at_lines(
    lines: list[bytes], ends_in_newline: bool, cut: int
) -> None:
    content = b"\n".join(lines) + (b"\n" if ends_in_newline else b"")
    file, slices = scan_file(io.BytesIO(content), "a", size=cut, input_format="jsonl")
    assert file.size == len(content)
    assert [each.start for each in slices] == [0, *(each.end for each in slices[:-1])]
    assert slices[-1].end == len(content)
    for each in slices:
        before = content[: each.start]
        assert each.first == before.count(b"\n") + 1
        assert not before or before.endswith(b"\n")
    assert all(each.end - each.start >= cut for each in slices[:-1])
    assert {each.cut for each in slices} == {"lines" if len(slices) > 1 else None}


@given(sizes=st.lists(st.integers(0, 30), max_size=60), size=st.integers(1, 50))
def test_packed_slices_are_the_slices_in_order(sizes: list[int], size: int) -> None:
    slices = [Slice(path=str(number), start=0, end=length) for number, length in enumerate(sizes)]
    packed = list(pack_slices(slices, size))
    assert [each for some in packed for each in some] == slices
    assert all(len(some) == 1 or sum(each.end for each in some) <= size for some in packed)


def test_few_files_share_a_partition_however_small() -> None:
    slices = (Slice(path=str(number), start=0, end=0) for number in range(MAX_FILES + 1))
    assert [len(some) for some in pack_slices(slices, 100)] == [MAX_FILES, 1]


def test_a_cut_file_reads_as_the_whole(tmp_path: Path) -> None:
    path = str(write_archive(tmp_path / "news.jsonl", 40, broken=17))
    _, partitions = make_partitions([path], size=1_000)
    assert len(partitions) > 4
    read = [found for each in partitions for found in read_partition(each, Options())]
    assert read == list(read_reports([path]))


def test_ids_are_of_the_content(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "news.jsonl", 10)
    ids = [[each.id for each in make_partitions([str(path)], size=600)[1]] for _ in range(2)]
    write_archive(path, 10, deadly=9)
    changed = [each.id for each in make_partitions([str(path)], size=600)[1]]
    assert ids[0] == ids[1]
    assert not set(ids[0]) & set(changed)


def test_a_range_is_a_stream_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    with open_range(str(tmp_path / "a"), 3, 7) as stream:
        assert stream.read() == b"3456"


@pytest.mark.parametrize("path", ["-", "missing.jsonl", "https://news.example/a.jsonl", "nowhere://a"])
def test_what_cannot_be_read_in_bulk_is_refused(path: str) -> None:
    with pytest.raises(BulkError):
        find_files(path)


def test_a_folder_is_its_files_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.jsonl", "a/c.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"\x89PNG\x00" if name.endswith("png") else b"{}")
    paths, left_out = find_files(str(tmp_path))
    assert paths == (str(tmp_path / "a/z.jsonl"), str(tmp_path / "b.txt"))
    assert left_out == {"files that are no text": 1}
    paths, left_out = find_files(f"file://{tmp_path}")
    assert paths == (f"file://{tmp_path}/a/z.jsonl", f"file://{tmp_path}/b.txt")
    assert left_out == {"files with another ending": 1}


def test_a_folder_of_pictures_alone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\x00")
    with pytest.raises(BulkError, match="holds no file"):
        find_files(str(tmp_path))
