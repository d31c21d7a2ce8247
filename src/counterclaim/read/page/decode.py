"""Decode the bytes of a page: what it declares is often not what it is.

The order is that of the HTML Standard (encoding sniffing algorithm) but for one thing: bytes that are
valid UTF-8 and not plain ASCII are UTF-8 whatever is declared, because no other encoding gives such
bytes by chance.
"""

from __future__ import annotations

import codecs
import re

from counterclaim.errors import BinaryReportError

#: How much of a page is looked at for the encoding that it declares.
DECLARED_WITHIN = 4_096
#: Share of characters that could not be decoded from which a page is no text, and as many at least.
MAX_LOST = 0.01
LEAST_LOST = 3
#: What stands for bytes that could not be decoded.
LOST = "\ufffd"
#: What a page is that declares nothing and is not UTF-8: the encoding of the languages that are coded.
WESTERN = "cp1252"

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
#: What browsers read under these names (WHATWG Encoding Standard, section 4.2).
_READ_AS = {
    "iso-8859-1": WESTERN,
    "iso8859-1": WESTERN,
    "latin1": WESTERN,
    "latin-1": WESTERN,
    "us-ascii": WESTERN,
    "ascii": WESTERN,
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    # Whoever could read this name in plain bytes had no UTF-16.
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}


def decode_page(raw: bytes) -> str:
    """Decode a page by its byte order mark, as UTF-8, or as it declares itself.

    A few bytes that do not fit become U+FFFD: browsers show such pages, and so do we.

    Raises:
        BinaryReportError: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _require_readable(raw[len(mark) :].decode(encoding, "replace"))
    if raw.count(b"\x00") > max(LEAST_LOST, MAX_LOST * len(raw)):
        raise BinaryReportError("is no page but binary; save it as HTML")
    declared = find_declared(raw) or WESTERN
    for encoding in ("utf-8", declared):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _require_readable(raw.decode(_choose_lossy(raw, declared), "replace"))


def find_declared(raw: bytes) -> str | None:
    """Find the encoding that a page declares, by Python's name; None for one that is not known."""
    declared = _DECLARED.search(raw, 0, DECLARED_WITHIN)
    if declared is None:
        return None
    name = declared[1].decode("ascii", "replace").lower()
    try:
        found = codecs.lookup(_READ_AS.get(name, name))
    except LookupError:
        return None
    # Python names codecs, too, that make no text of bytes ("hex", "zip").
    return found.name if found._is_text_encoding else None


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
