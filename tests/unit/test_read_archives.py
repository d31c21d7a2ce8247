from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read import allowance
from counterclaim.read.found import Found
from counterclaim.read.reports import read_reports
from tests.crawls import TEXTS, make_jsonl, make_tar, make_warc, make_zip, pack_zstd
from tests.readers import read

LINE = make_jsonl().splitlines()[0]


def get_texts(found: list[Found]) -> list[str]:
    """Return the texts of the reports."""
    return [each.found.text for each in found if isinstance(each.found, Report)]


def get_problems(found: list[Found]) -> list[tuple[str, str | None]]:
    """Return kind and place of the Problems."""
    return [(each.found.kind, each.found.where) for each in found if isinstance(each.found, Problem)]


PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00"
TWO = {"a.txt": TEXTS[0].encode(), "b.txt": TEXTS[1].encode()}


def test_members_are_read_by_their_own_format_and_named_in_the_part() -> None:
    found = read(
        "zip",
        make_zip(
            {"news/monday.txt": TEXTS[0].encode(), "news/rows.jsonl": make_jsonl(), "news/logo.png": PICTURE}
        ),
    )
    assert get_texts(found) == [TEXTS[0], *TEXTS]
    parts = [each.part for each in found if isinstance(each.found, Report)]
    assert parts == ["news/monday.txt", *(f"news/rows.jsonl > line {line}" for line in (1, 2, 3))]
    assert [each.found.path for each in found if isinstance(each.found, Report)][1] == (
        "sample/news/rows.jsonl:1"
    )
    assert get_problems(found) == [("aside", "sample")]


@pytest.mark.parametrize("pack_bytes", [gzip.compress, bz2.compress, lzma.compress, pack_zstd])
@pytest.mark.parametrize("name", ["rows.jsonl", "rows"])
def test_packed_file_is_read_as_the_file_it_packs(tmp_path: Path, pack_bytes, name: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / f"{name}.packed"
    path.write_bytes(pack_bytes(make_jsonl()))
    found = list(read_reports([str(path)]))
    assert [each.path for each in found if isinstance(each, Report)] == [f"{path}:{n}" for n in (1, 2, 3)]


def test_files_packed_one_after_the_other_are_one() -> None:
    raw = b"\0\0".join(gzip.compress(line + b"\n") for line in make_jsonl().splitlines()) + b"\0" * 512
    assert get_texts(read("compressed", raw)) == list(TEXTS)


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_packed_tar_is_read(mode: str) -> None:
    found = read("compressed", make_tar(TWO, mode=mode, link="c.txt"))
    assert get_texts(found) == list(TEXTS[:2])
    assert get_problems(found) == [("aside", "sample")]


def test_link_is_counted_and_never_followed() -> None:
    [problem] = [
        each.found for each in read("tar", make_tar(TWO, link="c.txt")) if isinstance(each.found, Problem)
    ]
    assert problem.message == "links left out: 1"


def test_frames_of_zstandard_are_one_file_whatever_stands_between_them() -> None:
    passed_over = b"\x5a\x2a\x4d\x18" + struct.pack("<I", 5) + b"notes"
    frames = (pack_zstd(line + b"\n") for line in make_jsonl().splitlines())
    assert get_texts(read("compressed", passed_over + passed_over.join(frames))) == list(TEXTS)


def test_crawl_and_tar_packed_by_zstandard_are_read() -> None:
    assert get_texts(read("compressed", pack_zstd(make_warc()))) == list(TEXTS[:2])
    assert get_texts(read("compressed", pack_zstd(make_tar(TWO)))) == list(TEXTS[:2])


def test_a_dictionary_that_takes_all_memory_is_refused() -> None:
    raw = b"\x5d\x2a\x4d\x18\xff\xff\xff\xff" + b"notes"
    assert get_problems(read("compressed", raw)) == [("damaged", "sample")]


@pytest.mark.parametrize("pack_bytes", [gzip.compress, pack_zstd])
def test_what_was_unpacked_before_the_damage_is_read(pack_bytes) -> None:  # type: ignore[no-untyped-def]
    rows = b"".join(LINE[:-1] + b', "id": %d}\n' % number for number in range(20_000))
    packed = pack_bytes(rows)
    found = read("compressed", packed[: len(packed) // 2])
    assert 1000 < len(get_texts(found)) < 20_000
    assert get_problems(found)[-1] == ("damaged", "sample")


def test_text_that_is_cut_off_is_no_report() -> None:
    packed = gzip.compress(TEXTS[0].encode())
    assert get_texts(read("compressed", packed[:-12])) == []


def test_same_name_twice_gives_two_parts() -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for text in TEXTS[:2]:
            entry = tarfile.TarInfo("a.txt")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    assert [each.part for each in read("tar", packed.getvalue())] == ["a.txt", "a.txt (2)"]


def test_path_out_of_the_archive_is_only_a_name() -> None:
    [found] = read("zip", make_zip({"../../etc/\x1b[31mcron\u202e.txt": TEXTS[0].encode()}))
    assert found.part == "../../etc/\ufffd[31mcron\ufffd.txt"


def test_member_under_a_password_is_told_and_the_others_read() -> None:
    raw = bytearray(make_zip(TWO))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + offset] |= 1
    found = read("zip", bytes(raw))
    assert get_problems(found) == [("encrypted", "sample/a.txt")]
    assert get_texts(found) == [TEXTS[1]]


def test_office_document_says_what_to_do() -> None:
    [problem] = [each.found for each in read("zip", make_zip({"[Content_Types].xml": b"<x/>"}))]
    assert isinstance(problem, Problem)
    assert "save it as PDF" in problem.message


def test_damaged_member_costs_only_itself() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXTS[0])
        archive.writestr("b.txt", TEXTS[1])
    raw = packed.getvalue().replace(b"Gunmen", b"Gunman")
    found = read("zip", raw)
    assert get_problems(found) == [("damaged", "sample/a.txt")]
    assert get_texts(found) == [TEXTS[1]]


def test_archive_that_unfolds_to_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "FREE_BYTES", 1 << 20)
    raw = make_zip(
        {f"{number}.txt": b"\n" * (1 << 20) for number in range(50)} | {"last.txt": TEXTS[0].encode()}
    )
    found = read("zip", raw)
    assert get_texts(found) == []
    assert get_problems(found)[-1][0] == "limit"
    assert len(found) < 50


@pytest.mark.parametrize("pack_bytes", [gzip.compress, pack_zstd])
def test_packing_within_packing_counts_as_one(monkeypatch: pytest.MonkeyPatch, pack_bytes) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(allowance, "FREE_BYTES", 1 << 20)
    raw = b"\n" * (1 << 24)
    for _ in range(3):
        raw = pack_bytes(raw)
    assert {kind for kind, _ in get_problems(read("compressed", raw))} == {"limit"}


def test_archives_lie_only_so_deep() -> None:
    raw = TEXTS[0].encode()
    for _ in range(allowance.MAX_DEPTH):
        raw = make_zip({"a": raw})
    assert get_texts(read("zip", raw)) == [TEXTS[0]]
    assert [kind for kind, _ in get_problems(read("zip", make_zip({"a": raw})))] == ["limit"]


def test_only_so_many_members_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "MAX_MEMBERS", 3)
    found = read("zip", make_zip({f"{number}.txt": TEXTS[0].encode() for number in range(9)}))
    assert len(get_texts(found)) == 3
    assert get_problems(found) == [("limit", "sample")]


def test_list_of_files_that_is_too_long_is_not_loaded() -> None:
    raw = bytearray(make_zip({"a.txt": TEXTS[0].encode()}))
    end = raw.rindex(b"PK\x05\x06")
    struct.pack_into("<L", raw, end + 12, 1 << 30)
    assert [kind for kind, _ in get_problems(read("zip", bytes(raw)))] == ["limit"]


def test_empty_archive_is_told() -> None:
    assert get_problems(read("zip", make_zip({}))) == [("empty", "sample")]
