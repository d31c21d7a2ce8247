"""Put the lines of printed pages together to paragraphs: paper breaks lines where it ends, not the text.

A line was broken on purpose where the next word would have fitted, where the next line is further
away, of another size, or begins an item of a list. Words parted by a hyphen at the end of a line are
joined, unless the text writes them with a hyphen elsewhere.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

#: Distance between two lines, in the usual distance, from which a paragraph begins.
WIDE = 1.3
#: Change of the size of letters from which another paragraph begins.
RESIZED = 0.1
#: Part of a full line that a line with its next word must reach not to be broken on purpose; after the
#: end of a sentence it must reach more.
FULL, FULL_AT_END = 0.8, 0.95
#: Parts of a page at its upper and lower edge in which its number and running titles stand.
EDGE = 0.08
#: Signs of letters that were printed as one.
LIGATURES = str.maketrans(
    dict(
        zip(
            "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
            ("ff", "fi", "fl", "ffi", "ffl", "st", "st"),
            strict=True,
        )
    )
)

_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
_ITEM = re.compile(r"(?:[•▪●◦‣·–—*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_NUMBER = re.compile(r"(?:page|p\.)?\W*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_PARTED = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+")


class PaperLine(NamedTuple):
    """One line of a page."""

    text: str
    #: Distance from the lower edge of the page, in its height: 0 to 1.
    height: float
    #: Size of its letters, in the height of the page.
    size: float


def make_paper_text(pages: Sequence[Sequence[PaperLine]]) -> str:
    """Make the text of printed pages: a line a paragraph, blank lines between."""
    running = find_running(pages)
    lines = [line for page in pages for line in page if line.text and not is_running(line, running)]
    if not lines:
        return ""
    widths, distance = find_widths(lines), find_distance(lines)
    hyphened = frozenset(word for line in lines for word in re.findall(r"\w+-\w+", line.text.casefold()))
    paragraphs = [lines[0].text]
    for former, line in pairwise(lines):
        if is_break(former, line, width=widths[round(former.size, 3)], distance=distance):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = join_lines(paragraphs[-1], line.text, hyphened)
    return "\n\n".join(paragraphs)


def find_running(pages: Sequence[Sequence[PaperLine]]) -> frozenset[str]:
    """Find what stands at the edge of several pages: titles and addresses, whatever their numbers."""
    edges = ({_mask(line.text) for line in page if _is_at_edge(line)} for page in pages)
    counts = Counter(mask for edge in edges for mask in edge)
    return frozenset(mask for mask, count in counts.items() if count > 1)


def is_running(line: PaperLine, running: frozenset[str]) -> bool:
    """Tell whether a line belongs to the paper and not to the text."""
    return _is_at_edge(line) and (_mask(line.text) in running or bool(_NUMBER.fullmatch(line.text)))


def find_widths(lines: Sequence[PaperLine]) -> Mapping[float, int]:
    """Find by size how many letters a full line has; the few longest of many may be tables."""
    lengths: defaultdict[float, list[int]] = defaultdict(list)
    for line in lines:
        lengths[round(line.size, 3)].append(len(line.text))
    return {size: sorted(found)[math.ceil(0.9 * len(found)) - 1] for size, found in lengths.items()}


def find_distance(lines: Sequence[PaperLine]) -> float:
    """Find the usual distance between two lines, in sizes; 0 where lines do not tell where they stand."""
    gaps = Counter(round(gap, 1) for one, other in pairwise(lines) if (gap := get_distance(one, other)) > 0)
    return min(gaps, key=lambda gap: (-gaps[gap], gap), default=0.0)


def get_distance(former: PaperLine, line: PaperLine) -> float:
    """Return how far below another a line stands, in the size of its letters."""
    return (former.height - line.height) / line.size if line.size > 0 else 0.0


def is_break(former: PaperLine, line: PaperLine, *, width: int, distance: float) -> bool:
    """Tell whether a paragraph ends between two lines."""
    is_far = distance > 0 and get_distance(former, line) > WIDE * distance
    is_resized = abs(former.size - line.size) > RESIZED * max(former.size, line.size)
    if is_far or is_resized or _ITEM.match(line.text):
        return True
    # The next word would have fitted: whoever wrote the line ended it here.
    reached = len(former.text) + 1 + len(line.text.split(maxsplit=1)[0])
    return reached < (FULL_AT_END if _END.search(former.text) else FULL) * width


def join_lines(former: str, line: str, hyphened: frozenset[str]) -> str:
    """Join two lines of a paragraph, and the word that the end of a line parts."""
    parted, rest = _PARTED.search(former), _WORD.match(line)
    if not parted or not rest or not line[0].islower():
        return f"{former} {line}"
    whole = f"{parted[1]}-{rest.group()}".casefold()
    return f"{former}{line}" if whole in hyphened else f"{former[:-1]}{line}"


def _is_at_edge(line: PaperLine) -> bool:
    return not EDGE < line.height < 1 - EDGE


def _mask(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())
