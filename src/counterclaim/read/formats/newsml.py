"""NewsML-G2 by IPTC: news items, alone or in a news message, streamed one by one (codebooks 8.4).

No entity is unfolded, no document type read, no address opened. The words of an item are its inline
XHTML, NITF or plain text; pictures, packages and plans are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from counterclaim.errors import ReportError
from counterclaim.model.statement import Problem
from counterclaim.read.aside import iter_aside
from counterclaim.read.found import Found
from counterclaim.read.markup import element_to_text, join_words, tidy_lines
from counterclaim.read.moments import find_moment
from counterclaim.read.trying import to_problem
from counterclaim.read.wire import (
    Embargo,
    WireItem,
    find_signals,
    get_last,
    get_now,
    make_embargo,
    to_byline,
    to_found,
    to_status,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_PREFIXES = {"n": NAMESPACE}
_ITEM = f"{{{NAMESPACE}}}newsItem"
#: Items that hold no article.
_OTHER_ITEMS = tuple(
    f"{{{NAMESPACE}}}{name}"
    for name in ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
)
#: Classes of news items whose content is words (`ninat:text`); none given counts as one.
_TEXTS = frozenset({"text", "composite", ""})
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(stream: IO[bytes], name: str) -> Iterator[Found]:
    """Read the items of a file, each a report, a notice or a Problem; other items are counted."""
    aside: Counter[str] = Counter()
    now, number = get_now(), 0
    try:
        for number, element in enumerate(_iter_items(stream), start=1):
            place, part = f"{name}:{number}", f"item {number}"
            reason = _find_reason_aside(element)
            if reason:
                aside[reason] += 1
                continue
            try:
                item = make_item(element)
            except ReportError as error:
                yield Found(to_problem(error, place), part)
            else:
                yield Found(to_found(item, place, now=now), part)
    except ReportError as error:
        yield Found(to_problem(error, name))
    else:
        if not number:
            yield Found(Problem(kind="empty", message="holds no item of NewsML-G2", where=name))
    yield from iter_aside(aside, name)


def make_item(item: _Element) -> WireItem:
    """Make what every wire format has of a news item.

    Raises:
        ReportError: it has no guid.
    """
    guid = (item.get("guid") or "").strip()
    if not guid:
        raise ReportError("is no item of NewsML-G2: it has no `guid`, which every item must have")
    embargoed = item.find("n:itemMeta/n:embargoed", _PREFIXES)
    note = " ".join(_iter_texts(item, "itemMeta/edNote")) or None
    bylines = list(_iter_texts(item, "contentMeta/by")) or list(_iter_texts(item, "contentMeta/creator/name"))
    return WireItem(
        guid=guid,
        version=item.get("version"),
        status=to_status(_find_code(item, "itemMeta/pubStatus")),
        signals=find_signals(_iter_codes(item, "itemMeta/signal"), note),
        first_created=find_moment(_find_text(item, "itemMeta/firstCreated")),
        version_created=find_moment(_find_text(item, "itemMeta/versionCreated")),
        embargo=_make_embargo(embargoed) if embargoed is not None else None,
        headline=_find_headline(item),
        byline=tuple(dict.fromkeys(by for words in bylines if (by := to_byline(words)))),
        dateline=_find_text(item, "contentMeta/dateline"),
        body=_find_body(item),
        language=_find_language(item),
        outlet=_find_outlet(item),
        note=note,
        url=guid if guid.startswith(("http://", "https://")) else None,
    )


def _iter_items(stream: IO[bytes]) -> Iterator[_Element]:
    """Iterate over the items of a file; each is given up once the next is asked for.

    Raises:
        ReportError: the XML is broken there, or declares a document type.
    """
    from lxml import etree

    parsing = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    is_first = True
    try:
        for event, element in parsing:
            if is_first and element.getroottree().docinfo.doctype:
                raise ReportError("declares a document type, which no NewsML-G2 has; it may hide entities")
            is_first = False
            if event == "end" and (element.tag == _ITEM or element.tag in _OTHER_ITEMS):
                yield element
                _give_up(element)
    except etree.XMLSyntaxError as error:
        raise ReportError(f"is broken or cut off: {error.msg}; what came before it was read") from error


def _give_up(element: _Element) -> None:
    """Free an element and those before it, so that a message of any length takes little memory."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _find_reason_aside(item: _Element) -> str | None:
    """Find why an item is no report, in words that are counted; None where it is one."""
    if item.tag != _ITEM:
        return f"items of kind {item.tag.rpartition('}')[2]!r}"
    kind = get_last(_find_code(item, "itemMeta/itemClass") or "")
    return None if kind in _TEXTS else f"items of type {kind!r}"


def _iter_texts(item: _Element, path: str) -> Iterator[str]:
    """Iterate over the words of the elements at a path, each on one line."""
    for element in item.findall("/".join(f"n:{step}" for step in path.split("/")), _PREFIXES):
        words = join_words("".join(element.itertext()))
        if words:
            yield words


def _find_text(item: _Element, path: str) -> str | None:
    return next(_iter_texts(item, path), None)


def _iter_codes(item: _Element, path: str) -> Iterator[str]:
    """Iterate over the codes of the elements at a path: as `sig:update` or as an address."""
    for element in item.findall("/".join(f"n:{step}" for step in path.split("/")), _PREFIXES):
        code = element.get("qcode") or element.get("uri") or element.get("literal")
        if code:
            yield code


def _find_code(item: _Element, path: str) -> str | None:
    return next(_iter_codes(item, path), None)


def _make_embargo(element: _Element) -> Embargo:
    words = "".join(element.itertext())
    return make_embargo(words, find_moment(words))


def _find_headline(item: _Element) -> str | None:
    """Find the main headline: one without a role, else the first."""
    found = item.findall("n:contentMeta/n:headline", _PREFIXES)
    ranked = sorted(found, key=lambda each: get_last(each.get("role") or "") not in ("", "main"))
    words = (join_words("".join(each.itertext())) for each in ranked)
    return next((each for each in words if each), None)


def _find_language(item: _Element) -> str | None:
    language = item.find("n:contentMeta/n:language", _PREFIXES)
    tag: str | None = language.get("tag") if language is not None else item.get(_LANGUAGE)
    return tag


def _find_outlet(item: _Element) -> str | None:
    """Find who publishes an item: its provider by name, else by code; else where it comes from."""
    for path in ("itemMeta/provider", "contentMeta/infoSource", "rightsInfo/copyrightHolder"):
        named = _find_text(item, f"{path}/name") or _find_code(item, path)
        if named:
            return named.rpartition(":")[2]
    return None


def _find_body(item: _Element) -> str:
    """Find the text of an item: the first content that has words."""
    for element in item.findall("n:contentSet/*", _PREFIXES):
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name == "inlineData" and (element.get("contenttype") or "text/plain").startswith("text/plain"):
            text = tidy_lines("".join(element.itertext()))
        elif name in ("inlineXML", "inlineData"):
            text = element_to_text(_find_content(element))
        else:
            continue
        if text:
            return text
    return ""


def _find_content(element: _Element) -> _Element:
    """Find the article within inline XML: the body of NITF without its head, or of XHTML."""
    for wanted in ("body.content", "body"):
        for inner in element.iter("{*}" + wanted):
            return inner
    return element
