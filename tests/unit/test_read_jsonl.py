from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counterclaim.errors import ReportError
from counterclaim.model.statement import Problem
from counterclaim.read.formats.jsonl import decode_report, is_report_line, read_day, read_instant
from tests.readers import read


def test_decode_report_keeps_every_key() -> None:
    line = (
        b'{"text": "Two died.\\r\\n", "path": "a/1.txt", "url": "u", "outlet": "Velmora Post",'
        b' "title": "Blast", "published": "2031-03-04T23:30:00-11:00", "language": "en", "extra": 1}'
    )
    report = decode_report(line, place="rows.jsonl:1")
    assert (report.text, report.path, report.url) == ("Two died.\r\n", "a/1.txt", "u")
    assert (report.outlet, report.title, report.language) == ("Velmora Post", "Blast", "en")
    assert (report.published, report.published_basis) == (date(2031, 3, 4), "metadata")


@pytest.mark.parametrize("name", ["path", "url", "outlet", "title", "id"])
def test_a_nul_beside_the_text_is_refused(name: str) -> None:
    line = b'{"text": "Two died.", "%s": "a\\u0000b"}' % name.encode()
    [found] = read("jsonl", line)
    assert isinstance(found.found, Problem)
    assert f"no text in its {'path' if name == 'id' else name}; remove it" in found.found.message


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (b'{"text": "Two died."}', "rows.jsonl:7"),
        (b'{"text": "Two died.", "id": "velmora/01"}', "velmora/01"),
        (b'{"text": "Two died.", "id": 12}', "12"),
        (b'{"text": "Two died.", "id": "x", "path": "a.txt"}', "a.txt"),
    ],
)
def test_path_is_path_then_id_then_line(line: bytes, path: str) -> None:
    assert decode_report(line, place="rows.jsonl:7").path == path


def test_absent_keys_are_unknown() -> None:
    report = decode_report(b'{"text": "Two died.", "title": null, "published": ""}', place="-:1")
    assert report.url is report.outlet is report.title is report.published is None
    assert report.published_basis == "unknown"


@pytest.mark.parametrize(
    "line", [b'{"text": 1}', b"{", b"[]", b'{"title": "x"}', b'{"text": "\xff"}', b'{"text": "\\ud83d"}']
)
def test_decode_report_refuses_other_lines(line: bytes) -> None:
    with pytest.raises(ReportError, match="is no report in JSON"):
        decode_report(line, place="-:1")


@pytest.mark.parametrize("words", ["2031-03-04", "2031-03-04T10:00:00", "2031-03-04T10:00:00Z", " 20310304 "])
def test_read_day(words: str) -> None:
    assert read_day(words) == date(2031, 3, 4)


@pytest.mark.parametrize("words", ["4 March 2031", "2031-02-30", "03/04/2031"])
def test_read_day_refuses_other_words(words: str) -> None:
    with pytest.raises(ReportError, match="ISO 8601"):
        read_day(words)


@pytest.mark.parametrize(
    ("line", "expected"),
    [(b'{"text": "a"}\n', True), (b'{"title": "a"}', False), (b"{braces} in a report", False), (b"", False)],
)
def test_is_report_line(line: bytes, expected: bool) -> None:
    assert is_report_line(line) is expected


def test_a_time_with_its_zone_gives_the_day_as_written_and_the_instant() -> None:
    report = decode_report(b'{"text": "a", "published": "2031-03-04T00:30:00+03:00"}', place="-:1")
    assert report.published == date(2031, 3, 4)
    assert report.published_at == datetime(2031, 3, 3, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize("words", ["2031-03-04", "2031-03-04T10:00:00"])
def test_without_a_zone_there_is_no_instant(words: str) -> None:
    assert read_instant(words) is None
