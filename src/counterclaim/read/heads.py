"""Tell what a file holds by its first bytes: the root of XML, the first keys of JSON."""

from __future__ import annotations

import re
from functools import lru_cache

from counterclaim.read.encoding import find_mark

#: What may stand before the root of an XML file.
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL)
_ROOT = re.compile(r"\s*<([A-Za-z_][\w.:-]*)([^<>]*)")
#: A string, one that the head cuts off too, and the signs that open and close what JSON holds.
_JSON_SIGN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)(?:"(\s*:)?|\\?\Z)|[{}\[\]]', re.DOTALL)


def find_xml_root(head: bytes) -> tuple[str, str] | None:
    """Find the root of an XML file.

    Returns:
        Its local name and its attributes as written; None where no XML begins.
    """
    text, position = decode_head(head), 0
    while prolog := _PROLOG.match(text, position):
        position = prolog.end()
    root = _ROOT.match(text, position)
    return (root[1].rpartition(":")[2], root[2]) if root else None


def find_json_keys(head: bytes) -> frozenset[str]:
    """Find the keys of the first JSON object of a file, as far as its first bytes reach.

    The object may be the whole file, the first of a list or of lines; keys deeper in it do not count.
    """
    text = decode_head(head).lstrip()
    keys: set[str] = set()
    if not text.startswith(("{", "[")):
        return frozenset()
    depth = level = 0
    for sign in _JSON_SIGN.finditer(text):
        if sign[0] in ("{", "["):
            depth += 1
            level = level or (depth if sign[0] == "{" else 0)
        elif sign[0] in ("}", "]"):
            depth -= 1
            if level and depth < level:
                break
        elif sign[2] and depth == level:
            keys.add(sign[1])
    return frozenset(keys)


@lru_cache(maxsize=1)
def decode_head(head: bytes) -> str:
    """Decode the first bytes of a file leniently, for a look at them only.

    One format after the other asks for the same bytes: the last answer is kept.
    """
    encoding, length = find_mark(head)
    return head[length:].decode(encoding or "utf-8", "replace")
