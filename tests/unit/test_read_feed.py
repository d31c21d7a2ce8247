from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from counterclaim.model.report import Edition, Report
from counterclaim.model.statement import Problem
from counterclaim.read.formats.feed import read
from tests.wires import OTHER, SENTENCE, make_atom, make_rss


def read_feed(raw: bytes) -> list[Report | Problem]:
    """Read a feed; a feed gives no notices."""
    found = [each for each, _ in read(io.BytesIO(raw), "feed.xml")]
    assert all(isinstance(each, Report | Problem) for each in found)
    return found  # type: ignore[return-value]


def read_reports(raw: bytes) -> list[Report]:
    """Read a feed whose entries are all reports."""
    return [each for each in read_feed(raw) if isinstance(each, Report)]


def test_an_entry_in_full_gives_a_report_with_all_that_the_feed_tells() -> None:
    full, _ = read_reports(make_rss())
    assert full.text == f"{SENTENCE}\n\nEleven were hurt."
    assert (full.title, full.outlet, full.byline) == ("Blast & fire in Sandry", "Velmora Post", ("Ana Reed",))
    assert (full.url, full.language) == ("https://post.velmora.example/1", "en")
    assert (full.published, full.published_basis) == (date(2031, 3, 4), "metadata")
    assert full.published_at == datetime(2031, 3, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert full.edition == Edition(guid="https://post.velmora.example/#4711")


def test_a_teaser_is_a_report_of_its_own_words_and_says_that_it_is_one() -> None:
    _, teaser = read_reports(make_rss())
    assert teaser.text == OTHER
    assert teaser.edition == Edition(guid="https://post.velmora.example/2", is_partial=True)


def test_an_entry_of_a_title_alone_is_read() -> None:
    raw = b'<rss version="2.0"><channel><item><title>Two died in Sandry</title></item></channel></rss>'
    [report] = read_reports(raw)
    assert (report.text, report.title, report.url, report.outlet) == ("Two died in Sandry", None, None, None)


def test_two_states_of_an_entry_have_one_guid_and_two_ids() -> None:
    before, after = (read_reports(make_atom(count))[0] for count in ("three", "five"))
    assert before.edition and after.edition
    assert before.edition.guid == after.edition.guid == "urn:velmora:1"
    assert before.id != after.id
    assert "five" in after.text


def test_atom_tells_when_it_was_changed() -> None:
    [report] = read_reports(make_atom("three"))
    assert report.text == "A bomb killed three people in Sandry.\n\nThe mayor said so & left."
    assert report.published_at == datetime(2031, 3, 4, 10, tzinfo=UTC)
    assert report.edition == Edition(guid="urn:velmora:1", edited_at=datetime(2031, 3, 5, 8, tzinfo=UTC))
    assert report.outlet == "The first outlet"


def test_atom_with_a_day_of_change_only_counts_from_it() -> None:
    raw = re.sub(rb"<published>.*?</published>", b"", make_atom("three"))
    [report] = read_reports(raw)
    assert report.published_at == datetime(2031, 3, 5, 8, tzinfo=UTC)
    assert report.edition == Edition(guid="urn:velmora:1")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("ana@post.example (Ana Reed)", "Ana Reed"),
        ("Ana Reed", "Ana Reed"),
        ("Ana &lt;b&gt;Reed&lt;/b&gt;", "Ana Reed"),
    ],
)
def test_authors_of_rss_are_names(words: str, name: str) -> None:
    raw = make_rss().replace(b"<dc:creator>Ana Reed</dc:creator>", f"<author>{words}</author>".encode())
    assert read_reports(raw)[0].byline == (name,)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<link>/news/7</link>", "https://post.velmora.example/news/7"),
        ("<guid>7</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>https://[broken</link>", None),
    ],
)
def test_only_web_addresses_are_addresses(link: str, url: str | None) -> None:
    head = "<title>Post</title><link>https://post.velmora.example/</link>" if url else "<title>Post</title>"
    item = f"<item><description>{SENTENCE}</description>{link}</item>"
    [report] = read_reports(f'<rss version="2.0"><channel>{head}{item}</channel></rss>'.encode())
    assert report.url == url


def test_a_day_without_a_zone_is_no_instant() -> None:
    raw = make_rss().replace(b"Tue, 04 Mar 2031 23:30:00 -0500", b"2031-03-04T23:30:00")
    report = read_reports(raw)[0]
    assert (report.published, report.published_at) == (date(2031, 3, 4), None)


def test_rss_1_and_utf_16_are_read() -> None:
    rdf = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://post.velmora.example/"><title>Velmora Post</title></channel>
<item rdf:about="https://post.velmora.example/1"><title>Blast</title><description>{SENTENCE}</description></item>
</rdf:RDF>"""
    [one] = read_reports(rdf.encode())
    [other] = read_reports(rdf.replace('"1.0"?', '"1.0" encoding="UTF-16"?').encode("utf-16"))
    assert one.text == other.text == SENTENCE
    assert one.outlet == "Velmora Post"


@pytest.mark.parametrize("cut", [b"</channel></rss>", b"Bridge shelled</title>", b"</channel>"])
def test_what_came_before_the_cut_is_read_and_the_cut_is_told(cut: bytes) -> None:
    raw = make_rss()
    *reports, problem = read_feed(raw[: raw.index(cut)])
    assert isinstance(problem, Problem) and "cut off" in problem.message
    assert len(reports) == (1 if cut.startswith(b"Bridge") else 2)


def test_entities_are_not_unfolded_and_no_file_is_read() -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    raw = (
        make_rss()
        .replace(b"<rss ", bomb + b"<rss ")
        .replace(b"In short.", b"&b;&f;")
        .replace(OTHER.encode(), b"Two died. &b;&f;")
    )
    texts = [each.text for each in read_reports(raw)]
    assert not any("aaa" in text or "root:" in text for text in texts)


def test_a_feed_without_entries_is_told() -> None:
    [problem] = read_feed(b'<rss version="2.0"><channel><title>x</title></channel></rss>')
    assert isinstance(problem, Problem) and problem.kind == "empty"


@pytest.mark.parametrize(
    "title", ["&#x7FFFFFFF;", "&#1114112;"], ids=["beyond every plane", "one beyond the last"]
)
def test_a_character_that_is_none_is_a_problem_and_no_failure(title: str) -> None:
    item = f"<item><title>{title}</title><description>{SENTENCE}</description></item>"
    raw = f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>'.encode()
    assert all(isinstance(each, Report) or each.message for each in read_feed(raw))


def test_a_day_that_no_calendar_has_is_left_out() -> None:
    item = (
        f"<item><description>{SENTENCE}</description>"
        "<pubDate>Mon, 04 Mar 99999999999999999999 10:00:00 GMT</pubDate></item>"
    )
    raw = f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>'.encode()
    [report] = read_reports(raw)
    assert report.published is None
