"""What a page tells of its article in JSON-LD, by the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from counterclaim.read.page.marks import load_page_marks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Objects of one page that are looked at; real pages have some dozens.
MAX_OBJECTS = 2_000
_LINKED = "application/ld+json"


def find_linked_article(tree: HtmlElement) -> Mapping[str, Any]:
    """Find the first object about an article in a page's JSON-LD; an empty one where there is none."""
    articles = load_page_marks().articles
    scripts = (script.text for script in tree.iter("script") if script.get("type") == _LINKED)
    objects = (each for words in scripts for each in _iter_objects(_decode(words)))
    return next((each for each in objects if articles.intersection(_get_types(each))), {})


def _decode(words: str | None) -> object:
    try:
        return msgspec.json.decode(words or "null")
    except (msgspec.DecodeError, RecursionError):
        # Broken JSON is common; what it tells is looked for elsewhere in the page.
        return None


def _iter_objects(decoded: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a page, outer ones first, in the order in which they are written."""
    waiting, seen = [decoded], 0
    while waiting and seen < MAX_OBJECTS:
        each = waiting.pop()
        seen += 1
        if isinstance(each, dict):
            yield each
            waiting.extend(value for value in reversed(each.values()) if isinstance(value, (dict, list)))
        elif isinstance(each, list):
            waiting.extend(value for value in reversed(each) if isinstance(value, (dict, list)))


def _get_types(each: Mapping[str, Any]) -> set[str]:
    types = each.get("@type")
    named = types if isinstance(types, list) else [types]
    return {name.rpartition("/")[2] for name in named if isinstance(name, str)}
