"""Decode the bytes of a page: what it declares is often not what it is.

The order is that of the HTML Standard (encoding sniffing algorithm): the byte order mark, what the
server says, what the page says, and a guess; but for one thing: bytes that are valid UTF-8 and not plain
ASCII are UTF-8 whatever is declared, because no other encoding gives such bytes by chance.
"""

from __future__ import annotations

import re

from counterclaim.errors import BinaryReportError
from counterclaim.read.encoding import WIDE, find_encoding, find_mark

#: How much of a page is looked at for the encoding that it declares.
DECLARED_WITHIN = 4_096
#: Share of characters that could not be decoded from which a page is no text, and as many at least.
MAX_LOST = 0.01
LEAST_LOST = 3
#: What stands for bytes that could not be decoded.
LOST = "\ufffd"
#: What a page is that declares nothing and is not UTF-8: the encoding of the languages that are coded.
WESTERN = "cp1252"

_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)


def decode_page(raw: bytes, charset: str | None = None) -> str:
    """Decode a page by its byte order mark, as UTF-8, as its server says, or as it declares itself.

    A few bytes that do not fit become U+FFFD: browsers show such pages, and so do we.

    Args:
        raw: the page.
        charset: the encoding that its server names, by Python's name; None where it names none.

    Raises:
        BinaryReportError: the bytes are no text.
    """
    marked, length = find_mark(raw)
    wide = charset if charset in WIDE else None
    if marked or wide:
        return _require_readable(raw[length:].decode(marked or wide or "", "replace"))
    if raw.count(b"\x00") > max(LEAST_LOST, MAX_LOST * len(raw)):
        raise BinaryReportError("is no page but binary; save it as HTML")
    declared = charset or find_declared(raw) or WESTERN
    for encoding in (declared,) if raw.isascii() else ("utf-8", declared):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _require_readable(raw.decode(_choose_lossy(raw, declared), "replace"))


def find_declared(raw: bytes) -> str | None:
    """Find the encoding that a page declares, by Python's name; None for one that is not known."""
    declared = _DECLARED.search(raw, 0, DECLARED_WITHIN)
    found = find_encoding(declared[1].decode("ascii", "replace")) if declared else None
    # Whoever could read such a name in plain bytes had no UTF-16.
    return "utf-8" if found in WIDE else found


def _choose_lossy(raw: bytes, declared: str) -> str:
    """Choose the encoding of bytes that fit none: UTF-8 where most of what is not ASCII fits it."""
    as_utf_8 = raw.decode("utf-8", "replace")
    lost = as_utf_8.count(LOST)
    fitting = sum(not each.isascii() for each in as_utf_8) - lost
    if fitting > lost:
        return "utf-8"
    return WESTERN if declared == "utf-8" else declared


def _require_readable(text: str) -> str:
    """Return a text of which hardly anything was lost."""
    if text.count(LOST) > max(LEAST_LOST, MAX_LOST * len(text)):
        raise BinaryReportError("is in no encoding that can be told; save it as UTF-8")
    return text
