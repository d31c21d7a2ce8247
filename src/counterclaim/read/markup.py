"""Turn HTML and XML that marks up a text into that text: paragraphs parted by an empty line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING
from unicodedata import normalize

import msgspec

from counterclaim.read.text import normalize_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_SPACES = re.compile(" {2,}")
_MARKED = re.compile(r"<[A-Za-z!/]|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
#: Signs that part words for layout only: soft hyphen, zero width space, word joiner, byte order mark.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
#: NUL and the other signs that no XML may hold.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class _ElementNames(msgspec.Struct, frozen=True):
    """Names of elements, without namespace, in lower case (markup.json)."""

    #: Paragraphs of their own, in HTML and in NITF.
    blocks: frozenset[str]
    #: Those that hold no words of the text.
    unread: frozenset[str]


def to_plain_text(words: str) -> str:
    """Turn HTML into text; words without any markup stay as they are, but for space around lines.

    A feed does not always tell which of both it holds.
    """
    return html_to_text(words) if _MARKED.search(words) else tidy_lines(words)


def html_to_text(markup: str) -> str:
    """Turn HTML, a page or a part of one, into its text."""
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        clean = _CONTROLS.sub(" ", markup).encode("utf-8", "replace")
        root = html.document_fromstring(clean, parser=parser) if clean.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        # Nothing but comments, or no element at all.
        root = None
    return element_to_text(root) if root is not None else ""


def element_to_text(root: _Element) -> str:
    """Turn an element, of HTML or of XML in any namespace, into its text."""
    paragraphs = "".join(_iter_pieces(root)).split("\0")
    tidy = (tidy_lines(_SPACES.sub(" ", paragraph)) for paragraph in paragraphs)
    return "\n\n".join(text for text in tidy if text)


def tidy_lines(text: str) -> str:
    """Take away the space around lines, empty lines at the ends, and signs of layout; compose letters."""
    plain = normalize("NFC", text.translate(_INVISIBLE))
    return "\n".join(line.strip() for line in normalize_lines(plain).split("\n")).strip("\n")


def join_words(words: str | None) -> str | None:
    """Put words on one line; None where there are none."""
    return (_SPACE.sub(" ", words).strip() or None) if words else None


def to_heading(words: str | None) -> str | None:
    """Turn a title or a name, which feeds mark up too, into words on one line; None if none."""
    return join_words(to_plain_text(words)) if words else None


def _iter_pieces(root: _Element) -> Iterator[str]:
    """Iterate over the words of an element; NUL parts paragraphs, a newline lines.

    It walks without recursion, so that no depth of elements is too much.
    """
    from lxml.etree import iterwalk

    names, unread = _load_names(), 0
    for event, element in iterwalk(root, events=("start", "end", "comment", "pi")):
        name = _get_name(element)
        if event in ("comment", "pi"):
            words = element.tail if element is not root else None
        elif event == "start":
            unread += name in names.unread
            words = element.text
            if name in names.blocks:
                yield "\0"
            elif name == "br":
                yield "\n"
        else:
            unread -= name in names.unread
            words = element.tail if element is not root else None
            if name in names.blocks:
                yield "\0"
        if words and not unread:
            yield _SPACE.sub(" ", words)


def _get_name(element: _Element) -> str:
    """Return the name of an element without its namespace, in lower case; empty for no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


@lru_cache(maxsize=1)
def _load_names() -> _ElementNames:
    file = resources.files("counterclaim.read").joinpath("markup.json")
    return msgspec.json.decode(file.read_bytes(), type=_ElementNames)
