"""Which encoding the bytes of a document are in: by their mark, and by what is told beside them.

The labels are those that browsers know, and what they read under them (encodings.json).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import msgspec

#: Byte order marks, and what follows them (HTML Standard, BOM sniffing).
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: Encodings in which plain ASCII is written otherwise: only who is told of them can read them.
WIDE = frozenset({"utf-16-le", "utf-16-be"})

_CHARSET = re.compile(r"""\bcharset\s*=\s*["']?\s*([^\s"';,]+)""", re.IGNORECASE)


class _Encodings(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of encodings.json."""

    about: str
    #: Labels by Python's name of the codec.
    encodings: dict[str, tuple[str, ...]]


def find_charset(content_type: str | None) -> str | None:
    """Find the encoding that a header `Content-Type` names; None for none, or one that is not known.

    Args:
        content_type: such as `text/html; charset=windows-1251`.

    Returns:
        Python's name of it.
    """
    named = _CHARSET.search(content_type or "")
    return find_encoding(named[1]) if named else None


def find_encoding(label: str) -> str | None:
    """Find Python's name of the encoding that browsers read under a label; None for one they do not know."""
    return _load_labels().get(label.strip().lower())


def find_mark(head: bytes) -> tuple[str | None, int]:
    """Find the encoding that a byte order mark tells, and how long the mark is."""
    found = ((encoding, len(mark)) for mark, encoding in MARKS if head.startswith(mark))
    return next(found, (None, 0))


def mark_wide(head: bytes, charset: str | None) -> bytes:
    """Put the mark before bytes of UTF-16 that have none, so that one look at them tells what they are."""
    is_marked = charset not in WIDE or find_mark(head)[0]
    return head if is_marked else next(mark for mark, encoding in MARKS if encoding == charset) + head


@lru_cache(maxsize=1)
def _load_labels() -> Mapping[str, str]:
    raw = (files("counterclaim.read") / "encodings.json").read_bytes()
    table = msgspec.json.decode(raw, type=_Encodings).encodings
    return {label: encoding for encoding, labels in table.items() for label in labels}
