from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from counterclaim.model.report import Report
from counterclaim.read.formats.jsonl import decode_report
from counterclaim.read.reports import read_reports
from counterclaim.read.text import decode_text

TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"))


@given(TEXTS)
def test_decode_text_keeps_every_character_but_line_breaks(text: str) -> None:
    decoded = decode_text(text.encode())
    kept = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert decoded == kept
    assert "\r" not in decoded


@given(TEXTS)
def test_decode_text_is_stable(text: str) -> None:
    once = decode_text(text.replace("\ufeff", "").encode())
    assert decode_text(once.encode()) == once


@given(TEXTS)
def test_text_of_a_row_is_not_changed(text: str) -> None:
    line = msgspec.json.encode({"text": text})
    assert decode_report(line, place="-:1").text == text


@given(st.binary(max_size=300))
def test_any_bytes_give_one_report_or_one_problem(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(raw)
        [found] = read_reports([str(path)])
    assert isinstance(found, Report) == (not hasattr(found, "kind"))


@given(st.lists(st.binary(max_size=60).filter(lambda raw: b"\n" not in raw and raw.strip()), min_size=1))
def test_every_line_of_jsonl_is_told_of_once(lines: list[bytes]) -> None:
    # A mark of byte order is no line, and says how all of them are written.
    assume(not lines[0].startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        path.write_bytes(b"\n".join(lines))
        assert len(list(read_reports([str(path)], input_format="jsonl"))) == len(lines)
