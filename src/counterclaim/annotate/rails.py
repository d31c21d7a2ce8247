"""Rails: lines of a page that name other stories ("Related: ...", the list under "Most read")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from counterclaim.model.span import Span
from counterclaim.vocabulary.triggers import load_triggers

#: A longer line is a paragraph of the story, in code points.
LINE_LENGTH = 130

_LISTED = re.compile(r"\s*(?:\d{1,2}[.)]|[-*\u2022\u25cf\u25aa\u2023>])\s+")
_CLOSED = re.compile(r"[.!?][\"\u201d\u2019')]*\s*$")


def find_rails(text: str, blocks: Sequence[Span]) -> tuple[Span, ...]:
    """Find the lines that name other stories: those a heading opens, and the list below it.

    Args:
        text: the report.
        blocks: its paragraphs and lines, in order.
    """
    rails: list[Span] = []
    is_open = False
    for block in blocks:
        line = text[block.start : block.end]
        heading = _load_heading().match(line)
        is_open = heading is not None and not line[heading.end() :].strip() or (is_open and _is_title(line))
        if is_open or (heading is not None and _is_title(line)):
            rails.append(block)
    return tuple(rails)


def _is_title(line: str) -> bool:
    """Tell whether a line is a title: in a list, or short and not closed as a sentence is."""
    return _LISTED.match(line) is not None or (len(line) <= LINE_LENGTH and not _CLOSED.search(line))


@lru_cache(maxsize=1)
def _load_heading() -> re.Pattern[str]:
    words = "|".join(re.escape(each) for each in sorted(load_triggers().rail_headings, key=len, reverse=True))
    return re.compile(rf"\s*(?:{words})\s*(?:[:|\u2013\u2014-]\s*|$)", re.IGNORECASE)
