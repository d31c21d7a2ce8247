"""Write the extracted body of a page as the text of a report: one line a block, blank lines between.

Every offset of a report counts the code points of this text. The page itself is kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements of the extracted body that stand on lines of their own.
_BLOCKS = frozenset({"body", "p", "head", "quote", "list", "item", "table", "row", "code", "div", "main"})
_PARAGRAPH = "\n\n"
_CELLS = " | "
#: Invisible characters that part words for layout only: soft hyphen, zero width space, byte order mark.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
#: Numbers of characters that pages mean as Windows does (HTML Standard, numeric character references).
_WINDOWS = {number: bytes([number]).decode("cp1252", "ignore") for number in range(0x80, 0xA0)}
_PLAIN = _INVISIBLE | _WINDOWS
_LAYOUT = re.compile(f"[{''.join(map(chr, _PLAIN))}]")


def make_page_text(body: _Element) -> str:
    """Make the text of an extracted body; blocks are parted by a blank line, `<br>` by a line break."""
    blocks = map(_clean_block, clean_words("".join(_iter_pieces(body))).split("\x02"))
    return _PARAGRAPH.join(block for block in blocks if block)


def clean_words(words: str) -> str:
    """Take out what only lays words out, and write every letter one way (NFC)."""
    if words.isascii():
        return words
    # Few pages hold any, and looking for one is ten times as fast as writing all anew.
    plain = words.translate(_PLAIN) if _LAYOUT.search(words) else words
    return normalize("NFC", plain)


def clean_line(words: str | None) -> str | None:
    """Clean words that a page gives beside its text; None where nothing is left."""
    if not words:
        return None
    cleaned = clean_words(words)
    if cleaned.isprintable():
        return " ".join(cleaned.split()) or None
    return " ".join("".join(each for each in cleaned if each.isprintable() or each.isspace()).split()) or None


def drop_title(text: str, title: str | None) -> str:
    """Drop the headline from the beginning of a text: it stands beside it, as the title."""
    first, _, rest = text.partition(_PARAGRAPH)
    return rest if title and rest and _fold(first) == _fold(title) else text


def _iter_pieces(element: _Element) -> Iterator[str]:
    """Yield the words of an element in order; U+0002 stands where a block begins or ends.

    Goes by a stack of its own: a page may be nested deeper than Python likes.
    """
    walked: list[tuple[_Element, bool]] = [(element, False)]
    while walked:
        each, is_done = walked.pop()
        tag = each.tag
        if is_done:
            yield "\x02" if tag in _BLOCKS else ""
            yield (each.tail or "").replace("\n", " ")
            continue
        walked.append((each, True))
        if tag == "lb":
            yield "\n"
        elif tag == "cell" and each.getprevious() is not None:
            yield _CELLS
        elif tag in _BLOCKS:
            yield "\x02"
        if isinstance(tag, str) and each.text:
            # A line break in the page is a space; only `lb` breaks a line.
            yield each.text.replace("\n", " ")
        walked.extend((child, False) for child in reversed(each))


def _clean_block(block: str) -> str:
    if "\n" not in block:
        return " ".join(block.split())
    return "\n".join(filter(None, (" ".join(line.split()) for line in block.split("\n"))))


def _fold(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
