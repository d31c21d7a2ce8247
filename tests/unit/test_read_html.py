from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.catalog import detect_format
from counterclaim.read.formats.html import MAX_DEPTH, MAX_ELEMENTS, read
from tests.pages import ADDRESS, LINKED, META, PARAGRAPHS, TEXT, TITLE, make_page


def read_page(raw: bytes, name: str = "page.html") -> Report:
    [(report, part)] = read(io.BytesIO(raw), name)
    assert isinstance(report, Report), report
    assert part is None
    return report


def read_problem(raw: bytes) -> Problem:
    [(problem, _)] = read(io.BytesIO(raw), "page.html")
    assert isinstance(problem, Problem)
    assert problem.where == "page.html"
    return problem


def test_a_page_gives_its_article_and_nothing_around_it() -> None:
    report = read_page(make_page())
    assert report.text == TEXT
    assert (report.title, report.outlet, report.url) == (TITLE, "The Velmora Courier", ADDRESS)
    assert (report.byline, report.language, report.path) == (("Ilsa Tarn", "Oren Vale"), "en", "page.html")


def test_a_page_tells_when_it_was_published_and_changed() -> None:
    report = read_page(make_page())
    assert (report.published, report.published_basis) == (date(2031, 3, 4), "metadata")
    assert report.published_at == datetime(2031, 3, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert report.edition is not None
    assert report.edition.edited_at == datetime(2031, 3, 5, 8, tzinfo=UTC)


def test_the_same_bytes_give_the_same_report() -> None:
    assert read_page(make_page()) == read_page(make_page())


def test_blocks_are_parted_by_a_blank_line_and_line_breaks_kept() -> None:
    paragraphs = (
        *PARAGRAPHS,
        "Killed:<br>nine,\n  among them <b>three</b>&nbsp;children",
        "The toll rose on Wed\u00adnesday to&#32;ten \x93people\x94.",
    )
    text = read_page(make_page(paragraphs=paragraphs)).text
    assert text.removeprefix(TEXT).split("\n\n")[1:] == [
        "Killed:\nnine, among them three children",
        "The toll rose on Wednesday to ten “people”.",
    ]


def test_lists_quotations_and_tables_keep_their_words_apart() -> None:
    extra = (
        "<h2>What is known</h2><ul><li>Nine people were killed in the blast at the market.</li>"
        "<li>Twenty were hurt and taken to two hospitals.</li></ul>"
        "<blockquote><p>“We had nothing to do with it,” the foreign ministry said.</p></blockquote>"
        "<table><tr><th>Harm</th><th>People</th></tr><tr><td>killed</td><td>9</td></tr></table>"
    )
    text = read_page(make_page(paragraphs=(*PARAGRAPHS[:2], f"</p>{extra}<p>", *PARAGRAPHS[2:]))).text
    assert text.split("\n\n")[2:-2] == [
        "What is known",
        "Nine people were killed in the blast at the market.",
        "Twenty were hurt and taken to two hospitals.",
        "“We had nothing to do with it,” the foreign ministry said.",
        "Harm | People",
        "killed | 9",
    ]


@pytest.mark.parametrize(
    ("head", "before", "expected"),
    [
        (
            '<meta property="article:published_time" content="2031-03-04T20:00:00+02:00">',
            "",
            date(2031, 3, 4),
        ),
        ('<meta name="dc.date" content="2031-03-04">', "", date(2031, 3, 4)),
        ('<meta name="pubdate" content="Tue, 04 Mar 2031 10:00:00 +0000">', "", date(2031, 3, 4)),
        ("", '<time datetime="2031-03-04T10:00">4 March</time>', date(2031, 3, 4)),
        ("", '<span itemprop="datePublished" content="2031-03-04">today</span>', date(2031, 3, 4)),
        ("", '<p class="post-date">Published March 4, 2031 at 10:15</p>', date(2031, 3, 4)),
        ("", '<p class="post-date">03/04/2031</p>', None),
        ('<link rel="canonical" href="https://courier.example/2031/03/04/blast">', "", date(2031, 3, 4)),
        ('<meta name="date" content="0001-01-01T00:00:00">', "", None),
        ("", '<time datetime="2031-03-04">x</time><time datetime="2031-02-01">y</time>', None),
        ("", "", None),
    ],
)
def test_the_day_is_found_by_trust_and_never_guessed(head: str, before: str, expected: date | None) -> None:
    report = read_page(make_page(head=head, before=before, linked=None))
    assert report.published == expected
    assert (report.published_basis == "unknown") is (expected is None)


def test_the_local_day_of_a_moment_is_taken_where_a_page_tells_it_twice() -> None:
    head = '<meta property="article:published_time" content="2031-03-04T23:30:00-05:00">'
    linked = {"@type": "NewsArticle", "datePublished": "2031-03-05T04:30:00Z"}
    report = read_page(make_page(head=head, linked=linked))
    assert report.published == date(2031, 3, 4)
    assert report.published_at == datetime(2031, 3, 5, 4, 30, tzinfo=UTC)


def test_a_time_without_a_zone_gives_the_day_alone() -> None:
    report = read_page(make_page(linked={"@type": "NewsArticle", "datePublished": "2031-03-04T23:30:00"}))
    assert (report.published, report.published_at) == (date(2031, 3, 4), None)


@pytest.mark.parametrize(
    ("name", "canonical", "url"),
    [
        ("page.html", ADDRESS, ADDRESS),
        ("https://www.courier.example/a?b=1", ADDRESS, ADDRESS),
        ("https://courier.example/a", "/world/blast", "https://courier.example/world/blast"),
        ("https://mirror.example/a", ADDRESS, "https://mirror.example/a"),
        ("https://ourier.example/a", ADDRESS, "https://ourier.example/a"),
        ("page.html", "javascript:alert(1)", None),
        ("page.html", "http://[broken", None),
    ],
)
def test_a_fetched_page_names_addresses_of_its_own_site_only(
    name: str, canonical: str, url: str | None
) -> None:
    head = f'<link rel="canonical" href="{canonical}">'
    assert read_page(make_page(head=head), name).url == url


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_a_page_is_read_in_the_encoding_that_it_declares(charset: str) -> None:
    assert read_page(make_page(charset=charset)).text == TEXT


@pytest.mark.parametrize(
    ("declared", "actual"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("nonsense", "utf-8")]
)
def test_a_wrongly_declared_encoding_is_told_by_the_bytes(declared: str, actual: str) -> None:
    page = make_page().decode().replace('charset="utf-8"', f'charset="{declared}"')
    assert read_page(page.encode(actual)).text == TEXT


def test_a_few_broken_bytes_lose_nothing_else() -> None:
    raw = make_page().replace("20, the mayor’s".encode(), "20, \xff\xfe the mayor’s".encode())
    broken = raw.replace("\xff\xfe".encode(), b"\xff\xfe")
    assert read_page(broken).text == TEXT.replace("20, ", "20, \ufffd\ufffd ")


def test_the_declared_language_counts_where_the_words_agree() -> None:
    assert read_page(make_page(language="en-GB")).language == "en"
    assert read_page(make_page(language="es")).language is None
    assert read_page(make_page(language="de-DE")).language is None


@pytest.mark.parametrize(
    ("raw", "kind", "words"),
    [
        (b"", "empty", "empty page"),
        (b"<!-- nothing -->", "empty", "empty page"),
        (bytes(range(1, 256)) * 40, "binary", "no encoding"),
        (b"\x89PNG\r\n" + bytes(4000), "binary", "binary"),
        (
            b"<html><head><script src=a.js></script></head><body><div id=root></div><noscript>You need to "
            b"enable JavaScript to run this app.</noscript></body></html>",
            "empty",
            "scripts",
        ),
        (
            b"<html><body><article>" + b"<div>" * (MAX_DEPTH + 1) + TEXT.encode(),
            "malformed",
            "nested more than",
        ),
        (b"<html><body>" + b"<p>x</p>" * MAX_ELEMENTS, "malformed", "elements"),
        (
            make_page(paragraphs=("Der Bürgermeister sagte, dass die Retter noch in der Straße sind. " * 9,)),
            "language",
            "",
        ),
    ],
)
def test_a_page_without_a_report_gives_a_problem(raw: bytes, kind: str, words: str) -> None:
    problem = read_problem(raw)
    assert problem.kind == kind
    assert words in problem.message


def test_pictures_in_a_page_and_broken_metadata_do_not_matter() -> None:
    head = (
        META
        + '<meta name="author" content="Ilsa Tarn"><script type="application/ld+json">'
        + '{"author": "' * 9_000
        + "</script>"
    )
    picture = f'<img alt="the market" src="data:image/png;base64,{"A" * 3_000_000}">'
    report = read_page(make_page(head=head, linked=None, before=picture))
    assert (report.text, report.byline) == (TEXT, ("Ilsa Tarn",))


def test_deep_json_is_passed_over() -> None:
    head = META + '<script type="application/ld+json">' + "[" * 50_000 + "</script>"
    assert read_page(make_page(head=head)).published == date(2031, 3, 4)


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"<!DOCTYPE html><html>", "a", "html"),
        (b"\xef\xbb\xbf \n<!-- saved from url=(0031) -->\n<HTML>", "a.txt", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">', "a", "html"),
        ("<!doctype html>".encode("utf-16"), "a", "html"),
        (b"<p>no page", "a.htm", "html"),
        (b'{"text": "<html>"}', "a", "jsonl"),
        (b"The <html> tag begins a page.", "a.txt", "text"),
        (b'<?xml version="1.0"?><rss version="2.0">', "a.txt", "feed"),
    ],
)
def test_a_page_is_told_by_its_beginning(head: bytes, name: str, expected: str) -> None:
    assert detect_format(head, name) == expected


def test_linked_data_of_another_object_is_not_the_articles() -> None:
    linked = {"@graph": [each for each in LINKED["@graph"] if each["@type"] == "WebSite"]}  # type: ignore[attr-defined]
    assert read_page(make_page(linked=linked)).published is None
