"""Cut a text into blocks: paragraphs, headings, list lines."""

from __future__ import annotations

import re
from statistics import median_low

from counterclaim.model.span import Span

#: A text counts as hard-wrapped when its longer lines end near one column (old wires, mail).
WRAP_MIN_LINES = 6
WRAP_COLUMNS = range(45, 101)
#: Share of lines that must lie between 60 % of the longest line and the longest line.
WRAP_SHARE = 0.6

_LINE = re.compile(r"[^\n]+")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def find_blocks(text: str) -> tuple[Span, ...]:
    """Find the blocks of a text, in order, without their line breaks.

    Each line is a block of its own, unless the text is hard-wrapped: then paragraphs
    between blank lines are.
    """
    pattern = _PARAGRAPH if is_hard_wrapped(text) else _LINE
    return tuple(
        Span(match.start(), match.end()) for match in pattern.finditer(text) if match.group().strip()
    )


def is_hard_wrapped(text: str) -> bool:
    """Tell whether lines break at a column rather than at the end of a paragraph."""
    lengths = [len(line) for line in text.split("\n") if line.strip()]
    if len(lengths) < WRAP_MIN_LINES or max(lengths) not in WRAP_COLUMNS:
        return False
    full = sum(length >= 0.6 * max(lengths) for length in lengths)
    return full / len(lengths) >= WRAP_SHARE and median_low(lengths) in WRAP_COLUMNS
