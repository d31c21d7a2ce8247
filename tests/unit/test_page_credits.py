"""Headline, byline and outlet of a page, as trafilatura's whole metadata would tell them."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring
from trafilatura.metadata import extract_metadata

from counterclaim.read.page.credits import PageCredits, find_credits
from tests.pages import LINKED, META, TITLE, make_page

_AUTHOR = '<meta name="author" content="{}">'
PAGES = {
    "metadata and JSON-LD": make_page(),
    "metadata alone": make_page(linked=None, head=META + _AUTHOR.format("Mara Dunn; Oren Vale")),
    "JSON-LD alone": make_page(head=""),
    "neither": make_page(linked=None, head=""),
    "an account for an author": make_page(linked=None, head=META + _AUTHOR.format("marad")),
    "an account for a site": make_page(
        linked=None, head='<meta name="twitter:site" content="@delta_wire"><meta name="x" content="y">'
    ),
    "entities and spaces": make_page(
        linked=None, head='<meta property="og:title" content="Tarn &amp;amp; Ost \n burn">'
    ),
    "a printed byline": make_page(linked=None, head="", before='<p class="byline">By Mara Dunn</p>'),
    "a site of its address": make_page(linked=None, head="<title>Nine killed - courier.example</title>"),
    "an author that is no name": make_page(linked={**LINKED, "author": {"name": 7}}),
}


@pytest.mark.parametrize("name", PAGES)
def test_credits_are_those_of_the_library(name: str) -> None:
    known = extract_metadata(document_fromstring(PAGES[name]), date_config={"outputformat": ""})
    found = find_credits(document_fromstring(PAGES[name]))
    assert found.title == known.title
    assert found.byline == tuple(each.strip() for each in (known.author or "").split(";") if each.strip())
    assert found.outlet == known.sitename


def test_what_cannot_be_read_leaves_what_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AttributeError("a list where an object was meant")

    monkeypatch.setattr("trafilatura.metadata.extract_meta_json", fail)
    found = find_credits(document_fromstring(PAGES["metadata and JSON-LD"]))
    assert found == PageCredits(title=TITLE, byline=(), outlet="The Velmora Courier")
