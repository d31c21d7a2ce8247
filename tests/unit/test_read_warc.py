from __future__ import annotations

import gzip
import zlib

import pytest

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.found import Found
from counterclaim.read.message import find_media_type, fits_digest, join_chunks
from tests.crawls import DATE, TEXTS, WarcSample, make_warc
from tests.pages import ADDRESS, make_page
from tests.pages import TEXT as TEXT_OF_PAGE
from tests.readers import read

ID = "record urn:uuid:00000000-0000-4000-8000-{:012d}, fetched " + DATE
TEXT = TEXTS[0].encode()


def get_texts(found: list[Found]) -> list[str]:
    """Return the texts of the reports."""
    return [each.found.text for each in found if isinstance(each.found, Report)]


def get_problems(found: list[Found]) -> list[Problem]:
    """Return the Problems."""
    return [each.found for each in found if isinstance(each.found, Problem)]


def test_record_gives_its_address_and_where_and_when_it_was_fetched() -> None:
    one, two, *_ = read("warc", make_warc())
    assert isinstance(one.found, Report) and isinstance(two.found, Report)
    assert (one.found.text, one.found.url) == (TEXTS[0], "https://velmora.example/1")
    assert (one.part, two.part) == (ID.format(1), ID.format(2))
    assert one.found.path == "sample/https://velmora.example/1"


def test_the_day_of_the_crawl_is_not_the_day_of_publication() -> None:
    report = read("warc", make_warc())[0].found
    assert isinstance(report, Report)
    assert (report.published, report.published_at) == (None, None)


def test_records_without_a_report_are_counted() -> None:
    crawl = WarcSample().add(TEXT).add(b"a: b", kind="metadata", type="application/warc-fields")
    crawl.add(b"", kind="revisit")
    crawl.add(TEXT, address="https://v.example/robots.txt")
    crawl.add(b"\x89PNG", type="image/png").add(b"no", status="503 Service Unavailable")
    found = read("warc", crawl.close())
    assert len(get_texts(found)) == 1
    assert [(problem.kind, problem.message) for problem in get_problems(found)] == [
        ("aside", f"{kind} left out: 1")
        for kind in (
            "answers other than success", "documents of other types", "files for crawlers",
            "metadata records", "revisit records",
        )
    ]  # fmt: skip


def make_chunks(raw: bytes) -> bytes:
    """Send bytes in chunks of forty."""
    pieces = [raw[start : start + 40] for start in range(0, len(raw), 40)]
    return b"".join(b"%x;n=1\r\n%s\r\n" % (len(each), each) for each in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(TEXT), {"Content-Encoding": "gzip"}),
        (zlib.compress(TEXT), {"Content-Encoding": "deflate"}),
        (zlib.compress(TEXT)[2:-4], {"Content-Encoding": "deflate"}),
        (make_chunks(TEXT), {"Transfer-Encoding": "chunked"}),
        (make_chunks(gzip.compress(TEXT)), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        # Crawlers unpack bodies and keep the headers.
        (TEXT, {"Content-Encoding": "gzip"}),
        (TEXT, {"Transfer-Encoding": "chunked"}),
    ],
)
def test_body_is_unpacked_as_its_headers_say_where_they_hold(body: bytes, headers: dict[str, str]) -> None:
    assert get_texts(read("warc", WarcSample().add(body, headers=headers).close())) == [TEXTS[0]]


def test_body_that_unfolds_to_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.read.message.MAX_DOCUMENT", 1000)
    crawl = WarcSample().add(gzip.compress(b"a" * 100_000), headers={"Content-Encoding": "gzip"}).add(TEXT)
    found = read("warc", crawl.close())
    assert [problem.kind for problem in get_problems(found)] == ["limit"]
    assert get_texts(found) == [TEXTS[0]]


@pytest.mark.parametrize("digest", ["WARC-Block-Digest", "WARC-Payload-Digest"])
def test_record_that_was_changed_gives_a_problem_and_the_others_are_read(digest: str) -> None:
    raw = make_warc()
    for name in {"WARC-Block-Digest", "WARC-Payload-Digest"} - {digest}:
        raw = raw.replace(name.encode(), b"X" + name.encode()[1:])
    found = read("warc", raw.replace(b"Gunmen", b"Guards"))
    problem = get_problems(found)[0]
    assert (problem.kind, problem.where) == ("damaged", "sample/https://velmora.example/1")
    assert get_texts(found) == [TEXTS[1]]


def test_crawl_that_ends_early_keeps_what_was_before() -> None:
    raw = WarcSample().add(TEXT).add(TEXTS[1].encode()).close()
    found = read("warc", raw[:-60])
    assert get_texts(found) == [TEXTS[0]]
    assert [problem.kind for problem in get_problems(found)] == ["damaged"]


def test_packed_crawl_that_ends_early_keeps_what_was_before() -> None:
    crawl = [WarcSample().add(text.encode(), address=f"https://v.example/{text[:3]}") for text in TEXTS]
    packed = b"".join(gzip.compress(each.close()) for each in crawl)
    found = read("compressed", packed[:-40])
    assert get_texts(found) == list(TEXTS[:2])
    assert [problem.kind for problem in get_problems(found)][-1] == "damaged"


def test_record_that_is_none_ends_the_crawl_with_a_problem() -> None:
    found = read(
        "warc", WarcSample().add(TEXT).close() + b"WARC/1.0\r\nContent-Length: -7\r\n\r\n" + b"x" * 99
    )
    assert get_texts(found) == [TEXTS[0]]
    assert [problem.kind for problem in get_problems(found)] == ["damaged"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"3\r\nabc\r\n0\r\n\r\n", b"abc"),
        (b"3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", b"abcde"),
        (b"3\r\nabc\r\n5\r\nde", b"abcde"),
        (b"0\r\n\r\n", b""),
        (b"abc", None),
        (b"3\r\nabc\r\nxyz", None),
        (b"", None),
    ],
)
def test_join_chunks(body: bytes, expected: bytes | None) -> None:
    assert join_chunks(body) == expected


@pytest.mark.parametrize(
    ("digest", "expected"),
    [
        ("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", True),
        ("SHA-1:a9993e364706816aba3e25717850c26c9cd0d89d", True),
        ("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", True),
        ("sha1:a9993e364706816aba3e25717850c26c9cd0d89e", False),
        ("sha1:", False),
        ("crc99:1234", True),
    ],
)
def test_fits_digest(digest: str, expected: bool) -> None:
    assert fits_digest(digest, b"abc") is expected


def test_find_media_type() -> None:
    assert find_media_type("Text/HTML; charset=utf-8") == "text/html"
    assert find_media_type(None) is find_media_type(" ; x") is None


def test_page_is_read_as_a_page_at_its_own_address() -> None:
    crawl = WarcSample().add(make_page(), type="text/html; charset=utf-8", address=ADDRESS + "?page=1")
    [found] = read("warc", crawl.close())
    assert isinstance(found.found, Report)
    assert (found.found.text, found.found.url, found.found.outlet) == (
        TEXT_OF_PAGE,
        ADDRESS,
        "The Velmora Courier",
    )
    assert found.found.path == f"sample/{ADDRESS}?page=1"


def test_part_of_a_page_is_a_page_because_it_is_called_one() -> None:
    body = b"<div><p>" + b"</p><p>".join(text.encode() for text in TEXTS) + b"</p></div>"
    [text] = get_texts(read("warc", WarcSample().add(body, type="text/html").close()))
    assert "<" not in text


def test_text_is_decoded_as_its_server_says() -> None:
    crawl = WarcSample().add(
        "The mayor of Caf\u00e9 Sandry died.".encode("cp1252"), type="text/plain; charset=windows-1252"
    )
    assert get_texts(read("warc", crawl.close())) == ["The mayor of Caf\u00e9 Sandry died."]


def test_lines_within_a_crawl_are_named_by_file_and_address() -> None:
    crawl = WarcSample().add(b'{"text": "One died."}\n{"text": 7}\n', type="application/x-ndjson")
    one, two = read("warc", crawl.close())
    assert isinstance(one.found, Report) and isinstance(two.found, Problem)
    assert (one.found.path, two.found.where) == tuple(f"sample/https://velmora.example/1:{n}" for n in (1, 2))
