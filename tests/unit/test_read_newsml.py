from __future__ import annotations

import io
from datetime import date, datetime, timedelta, timezone

import pytest

from counterclaim.model.report import Edition, Report
from counterclaim.model.statement import Problem
from counterclaim.read.fitting import is_feed, is_newsml
from counterclaim.read.formats.newsml import read
from counterclaim.read.found import Found, Notice
from tests.wires import OTHER, SENTENCE, make_newsml, make_newsml_item, make_rss

CHANGED = datetime(2031, 3, 4, 12, 30, tzinfo=timezone(timedelta(hours=2)))
GUID = "urn:newsml:wire.velmora.example:20310304:1"


def read_all(raw: bytes) -> list[Found]:
    """Read everything in a file."""
    return list(read(io.BytesIO(raw), "wire.xml"))


def read_report(item: str) -> Report:
    """Read a message of one item, which is a report."""
    [(report, part)] = read_all(make_newsml(item))
    assert isinstance(report, Report), report
    assert part == "item 1"
    return report


def test_a_news_item_gives_a_report_with_all_that_it_tells() -> None:
    report = read_report(make_newsml_item())
    assert report.text == f"SANDRY, March 4 (VNA)\n\n{SENTENCE}"
    assert (report.title, report.byline) == ("Blast in Sandry", ("Ana Reed",))
    assert (report.outlet, report.language) == ("Velmora News Agency", "en")
    assert (report.published, report.published_at) == (date(2031, 3, 4), CHANGED)
    assert report.edition == Edition(guid=GUID, version="3", edited_at=CHANGED)


def test_an_item_alone_is_read_like_one_in_a_message() -> None:
    assert read_all(make_newsml_item().encode()) == read_all(make_newsml())


NITF = """<nitf><head><title>x</title></head><body>
<body.head><hedline><hl1>Blast</hl1></hedline><byline>Ana Reed</byline></body.head>
<body.content><p>One <em>died</em>.</p><!-- not said --><block><p>Two lived.</p></block></body.content>
<body.end><tagline>vna/ar</tagline></body.end></body></nitf>"""


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (NITF, "One died.\n\nTwo lived."),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>"
         "<h1>Blast in Sandry</h1><p>One died.</p></body></html>", "One died."),
        ("</inlineXML><inlineData contenttype='text/plain'>One died.\n Two lived.</inlineData><inlineXML>",
         "One died.\nTwo lived."),
        ("</inlineXML><remoteContent href='a.jpg'/><inlineXML><p>One died.</p>", "One died."),
    ],
)  # fmt: skip
def test_xhtml_nitf_and_plain_words_are_read(content: str, text: str) -> None:
    assert read_report(make_newsml_item(content=content)).text == f"SANDRY, March 4 (VNA)\n\n{text}"


def test_a_canceled_item_is_a_kill_with_the_note_as_its_reason() -> None:
    meta = "<edNote>KILL: the town is wrong.</edNote><signal qcode='sig:update'/>"
    [(notice, _)] = read_all(make_newsml(make_newsml_item(status="stat:canceled", meta=meta)))
    assert notice == Notice(
        guid=GUID,
        by="Velmora News Agency",
        reason="KILL: the town is wrong.",
        made_at=CHANGED,
        where="wire.xml:1",
    )


@pytest.mark.parametrize(
    ("signal", "found"),
    [
        ("<signal qcode='sig:correction'/><signal qcode='sig:cwarn'/>", ("correction", "cwarn")),
        ("<signal uri='http://cv.iptc.org/newscodes/signal/update'/>", ("update",)),
        ("<edNote>CORRECTS the toll</edNote>", ("correction",)),
    ],
)
def test_signals_are_those_of_the_item_and_of_its_note(signal: str, found: tuple[str, ...]) -> None:
    edition = read_report(make_newsml_item(meta=signal)).edition
    assert edition and edition.signals == found


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"status": "stat:withheld"}, "withheld", "withheld by its publisher"),
        ({"status": "http://cv.iptc.org/newscodes/pubstatusg2/withheld"}, "withheld", "withheld"),
        ({"meta": "<embargoed>2999-01-01T00:00:00Z</embargoed>"}, "embargo", "until 2999-01-01T00:00:00Z"),
        ({"meta": "<embargoed/>"}, "embargo", "until further notice"),
        ({"guid": " "}, "malformed", "no `guid`"),
        ({"content": "<p> </p>"}, "empty", "no text"),
    ],
)
def test_what_may_not_or_cannot_be_read_is_told(changes: dict[str, str], kind: str, words: str) -> None:
    [(problem, _)] = read_all(make_newsml(make_newsml_item(**changes)))
    assert isinstance(problem, Problem)
    assert problem.kind == kind
    assert words in problem.message


def test_pictures_and_packages_are_counted() -> None:
    package = make_newsml_item().replace("newsItem", "packageItem")
    items = (make_newsml_item(kind="ninat:picture"), make_newsml_item(), package)
    report, *aside = (found for found, _ in read_all(make_newsml(*items)))
    assert isinstance(report, Report)
    told = [each.message for each in aside if isinstance(each, Problem)]
    assert told == ["items of kind 'packageItem' left out: 1", "items of type 'picture' left out: 1"]


def test_items_before_the_damage_are_read_and_the_damage_is_told() -> None:
    content = f"<p>{OTHER}</p>"
    raw = make_newsml(make_newsml_item(), make_newsml_item(guid="urn:2", content=content))
    for damaged in (
        raw[:-90],
        raw.replace(OTHER.encode(), b"a & b"),
        raw.replace(b'guid="urn:2"', b"guid=2"),
    ):
        (report, _), (problem, _) = read_all(damaged)
        assert isinstance(report, Report)
        assert isinstance(problem, Problem) and "broken or cut off" in problem.message


@pytest.mark.parametrize(
    "entity", ['<!ENTITY x "aaaa">', '<!ENTITY x SYSTEM "file:///etc/passwd">', "<!ELEMENT newsItem ANY>"]
)
def test_no_document_type_is_read_and_no_entity_unfolded(entity: str) -> None:
    item = make_newsml_item(content="<p>One died. &x;</p>")
    [(problem, _)] = read_all(f"<!DOCTYPE newsItem [{entity}]>{item}".encode())
    assert isinstance(problem, Problem) and "declares a document type" in problem.message


def test_it_is_told_from_feeds() -> None:
    heads = (make_newsml(), make_newsml_item().encode(), make_rss(), b"<newsItem>")
    assert [(is_newsml(head), is_feed(head)) for head in heads] == [
        (True, False), (True, False), (False, True), (False, False),
    ]  # fmt: skip
