"""Web pages: the article of the page is one report; the page itself is what a custodian keeps."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import lru_cache, partial
from threading import get_ident
from typing import IO, TYPE_CHECKING

import msgspec
import trafilatura
from lxml.etree import ParserError, XPath
from lxml.html import HTMLParser, document_fromstring
from trafilatura.settings import Document, Extractor

from counterclaim.errors import EmptyReportError, ReportError
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.read.found import Found
from counterclaim.read.language import find_agreed_language
from counterclaim.read.page.address import find_address, get_host, is_address
from counterclaim.read.page.credits import find_credits
from counterclaim.read.page.dates import find_moments
from counterclaim.read.page.decode import decode_page
from counterclaim.read.page.marks import load_page_marks
from counterclaim.read.page.text import drop_title, make_page_text
from counterclaim.read.trying import try_report

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Largest page that is read, in bytes; pages saved with their pictures in them are cleared of those.
MAX_BYTES = 32 << 20
#: Most elements of a page; the largest news pages have some ten thousand.
MAX_ELEMENTS = 60_000
#: Elements from which a page is extracted one way only: others take a time that grows with its square.
LARGE = 8_000
#: Deepest nesting, as in browsers.
MAX_DEPTH = 512
#: Longest JSON-LD that is looked at although it is no JSON, in characters.
MAX_BROKEN = 8_000
#: Words below which a page that speaks of scripts says nothing else.
MIN_WORDS = 40

_PICTURE = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+")

_COUNT = XPath("count(//*)")
#: One step a level: as many as are allowed, and one more.
_IS_DEEP = XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
#: What no XML may hold, in UTF-8: single bytes, and two characters that are none.
_CONTROLS = bytes(each for each in range(0x20) if each not in b"\t\n\r")
_NO_CHARACTERS = tuple(each.encode() for each in "\ufffe\uffff")

log = logging.getLogger(__name__)
# They tell on standard error what we tell in Problems.
for _name in ("trafilatura", "htmldate", "charset_normalizer", "courlan", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def read(stream: IO[bytes], name: str, *, charset: str | None = None) -> Iterator[Found]:
    """Read a page as one report; a name that is an address is the page's own."""
    raw = stream.read(MAX_BYTES + 1)
    yield Found(try_report(partial(read_page, raw, name, charset=charset), name))


def read_page(raw: bytes, name: str, *, charset: str | None = None) -> Report:
    """Read the article of a page.

    Args:
        raw: the page.
        name: its path or address.
        charset: the encoding that its server names, by Python's name.

    Raises:
        ReportError: there is no article in it, or it is too large or no page.
    """
    if len(raw) > MAX_BYTES:
        raise ReportError(f"is a page of more than {MAX_BYTES >> 20} MiB; save it without its pictures")
    tree = _parse(decode_page(raw, charset))
    size = _count_elements(tree)
    _drop_broken_scripts(tree)
    fetched = name if is_address(name) else None
    # The extraction changes the tree, so what it does not give is looked for before.
    url, declared = find_address(tree, fetched), tree.get("lang") or ""
    moments, is_scripted = find_moments(tree, url), next(tree.iter("script"), None) is not None
    told = find_credits(tree)
    text = drop_title(make_page_text(_extract(tree, url, is_large=size > LARGE).body), told.title)
    _require_article(text, is_scripted)
    return make_report(
        text,
        path=name,
        url=url,
        outlet=told.outlet or (get_host(url) or None if url else None),
        title=told.title,
        language=find_agreed_language(declared, text),
        published=moments.published,
        published_at=moments.published_at,
        byline=told.byline,
        edition=Edition(edited_at=moments.modified_at),
    )


def _parse(page: str) -> HtmlElement:
    clean = _PICTURE.sub("data:,", page).encode("utf-8", "replace").translate(None, _CONTROLS)
    for each in _NO_CHARACTERS:
        clean = clean.replace(each, b"")
    try:
        tree = document_fromstring(clean, parser=_load_parser())
    except ParserError as error:
        raise EmptyReportError("is an empty page; save it again from a browser") from error
    return tree


@lru_cache(maxsize=1)
def _load_parser() -> HTMLParser:
    return HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )


def _count_elements(tree: HtmlElement) -> int:
    """Count the elements of a page.

    Raises:
        ReportError: it would take too long, for the extraction looks at every element many times.
    """
    count = int(_COUNT(tree))
    if count > MAX_ELEMENTS:
        raise ReportError(f"is a page of more than {MAX_ELEMENTS:,} elements; save the article alone")
    if count > MAX_DEPTH and _IS_DEEP(tree):
        raise ReportError(f"is a page nested more than {MAX_DEPTH} deep; save the article alone")
    return count


def _drop_broken_scripts(tree: HtmlElement) -> None:
    """Drop long JSON-LD that is no JSON: the extraction mends it in a time that grows with its square."""
    for script in tree.iter("script"):
        if len(script.text or "") > MAX_BROKEN and "json" in (script.get("type") or ""):
            try:
                msgspec.json.decode(script.text or "")
            except (msgspec.DecodeError, RecursionError):
                script.text = None


def _extract(tree: HtmlElement, url: str | None, *, is_large: bool) -> Document:
    """Extract the article.

    Raises:
        ReportError: there is none, or the extraction failed.
    """
    try:
        document = trafilatura.bare_extraction(tree, options=_make_options(url, is_large=is_large))
    except Exception as error:
        log.debug("the page could not be extracted", exc_info=True)
        message = f"is a page that cannot be read ({type(error).__name__}); save its article as text"
        raise ReportError(message) from error
    if not isinstance(document, Document):
        raise EmptyReportError("is a page without an article; save the page of one report")
    return document


def _make_options(url: str | None, *, is_large: bool) -> Extractor:
    options = _load_options(is_large, get_ident())
    options.url = options.source = url
    return options


@lru_cache(maxsize=64)
def _load_options(is_large: bool, thread: int) -> Extractor:
    """Load how pages are extracted, once a thread, for each page writes its address into them.

    Reading the settings anew takes longer than parsing a page.
    """
    # The body is all that is wanted: `python` would have it written as text besides.
    return Extractor(output_format="txt", comments=False, fast=is_large)


def _require_article(text: str, is_scripted: bool) -> None:
    if not any(map(str.isalnum, text)):
        raise EmptyReportError("is a page without an article; save the page of one report")
    if is_scripted and len(text.split(None, MIN_WORDS)) < MIN_WORDS:
        folded = text.casefold()
        if any(word in folded for word in load_page_marks().script_words):
            raise EmptyReportError(
                "is a page whose words its scripts write; open it in a browser and save what it shows"
            )
