"""The HTML brief: one file that loads nothing and runs nothing, whatever the reports say."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import msgspec
import pytest

from counterclaim.brief import html
from counterclaim.brief.account import EventAccount
from counterclaim.brief.document import load_style
from counterclaim.brief.gather import Notices, make_account
from counterclaim.brief.html import render_html_brief
from counterclaim.brief.templating import find_host, say_span
from counterclaim.ledger.base import MentionRecord
from counterclaim.model.statement import Finding, Speaker
from counterclaim.policy.case import make_case
from tests.cases import MAYOR, MEDICS, POLICE, at_place, count, make_test_dossier, on_day, own, take, tell

FRONT, SULONIA = "Harrow Front", "Sulonia"
FIRST = tell(
    own(FRONT, "claim"),
    count(12, MAYOR),
    take(POLICE, "blame", SULONIA),
    on_day(3, POLICE),
    at_place("Tarn Bridge", "MLI", lat=14.3, lon=-3.6),
)
LATER = tell(own(SULONIA, "deny"), count(30, MAYOR), count(14, MEDICS), outlet="Harrow Star", day=6)
#: Attributes by which a browser would load something, and where it may point.
LOADING = {"src", "srcset", "href", "data", "action", "formaction", "poster", "background"}
HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"


class Tags(HTMLParser):
    """Collects the tags of a document with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.found.append((tag, dict(attrs)))


def gather(*records: MentionRecord, notices: Notices | None = None) -> EventAccount:
    dossier = make_test_dossier(*records)
    return make_account(dossier, make_case(dossier), notices=notices)


def iter_tags(document: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(document)
    return iter(parser.found)


def flatten(document: str) -> str:
    """Return the words of a document without its tags and style."""
    body = re.sub(r"<style>.*?</style>", " ", document, flags=re.S)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_disputes_stand_before_figures_and_reports_last() -> None:
    document = render_html_brief(gather(FIRST, LATER))
    ids = ["disputes", "figures", "responsibility", "history", "where", "turns", "values", "sources"]
    places = [document.index(f'id="{each}"') for each in ids]
    assert places == sorted(places)
    assert document.index("It does not say who did it") > places[-1]


def test_every_accusation_stands_beside_its_speaker() -> None:
    words = flatten(render_html_brief(gather(FIRST, LATER)))
    for said in ("claimed by Harrow Front", "blamed by police", "denied by Sulonia"):
        assert said in words


def test_the_policy_lets_nothing_be_loaded_and_no_script_run() -> None:
    document = render_html_brief(gather(FIRST))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', document)
    style = re.search(r"<style>(.*?)</style>", document, re.S)
    assert policy and style
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert "default-src 'none'" in policy.group(1) and f"style-src 'sha256-{digest}'" in policy.group(1)
    assert "script" not in policy.group(1) and "unsafe" not in policy.group(1)


def test_the_document_holds_all_that_it_shows() -> None:
    document = render_html_brief(gather(FIRST, LATER))
    for tag, attributes in iter_tags(document):
        assert tag not in {"script", "link", "iframe", "object", "embed", "form", "base"}
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in LOADING & attributes.keys():
            value = attributes[name] or ""
            assert value.startswith(("data:image/svg+xml;base64,", "https://", "#")), value
            assert tag == "a" or value.startswith("data:")
    assert "url(" not in load_style() and "@import" not in load_style()


@pytest.mark.parametrize("where", ["party", "speaker", "outlet", "title", "words", "place", "finding"])
def test_what_a_report_says_is_never_markup(where: str) -> None:
    record = {
        "party": lambda: tell(take(POLICE, "blame", HOSTILE)),
        "speaker": lambda: tell(count(3, Speaker(name=HOSTILE))),
        "outlet": lambda: tell(count(3, POLICE), outlet=HOSTILE),
        "title": lambda: _retitle(tell(count(3, POLICE))),
        "words": lambda: tell(take(POLICE, "blame", SULONIA, words=HOSTILE)),
        "place": lambda: tell(at_place(HOSTILE, "MLI")),
        "finding": lambda: FIRST,
    }[where]()
    finding = Finding(rule="CC999", severity="note", message=HOSTILE)
    notices = Notices({record.report.id: (finding,)}) if where == "finding" else None
    document = render_html_brief(gather(record, notices=notices))
    tags = list(iter_tags(document))
    assert "49" not in flatten(document).replace(record.report.id, "")
    assert "script" not in {tag for tag, _ in tags}
    assert sum(tag == "style" for tag, _ in tags) == 1
    assert all("onerror" not in attributes for _, attributes in tags)
    assert "alert(1)" in flatten(document.replace("&lt;", "").replace("&gt;", ""))


def _retitle(record: MentionRecord) -> MentionRecord:
    return replace(record, report=msgspec.structs.replace(record.report, title=HOSTILE))


def test_the_same_event_gives_the_same_bytes() -> None:
    assert render_html_brief(gather(FIRST, LATER)) == render_html_brief(gather(LATER, FIRST))


def test_without_the_library_a_note_stands_and_the_tables_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "can_draw", lambda: False)
    document = render_html_brief(gather(FIRST, LATER))
    assert "pip install" in flatten(document)
    assert "<img" not in document and "<table" in document


def test_the_words_are_written_once_for_each_who_says_them() -> None:
    words = flatten(render_html_brief(gather(FIRST, LATER)))
    assert "“Ilsa Tarn said 30 people were killed +.”" in words


def test_spans_are_short() -> None:
    figure = gather(FIRST, LATER).figures[0]
    assert say_span(figure) == "14–30"
    open_one = msgspec.structs.replace(figure, is_open=True)
    assert say_span(open_one) == "14–30+"
    blank = msgspec.structs.replace(figure, low=None, high=None, value="left blank")
    assert say_span(blank) == "left blank"


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://delta.example/a", "delta.example"), ("http://[", "address"), ("https:///x", "address")],
)
def test_a_link_is_named_by_its_host(url: str, host: str) -> None:
    assert find_host(url) == host
