"""Cut a text into stretches that the same statements rest on.

Invariant: the stretches joined are the text, code point by code point, whatever overlaps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Mark(NamedTuple):
    """Words that one statement rests on: a half-open stretch of code points."""

    start: int
    end: int
    #: Id of the statement.
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a text, and the statements that rest on it."""

    text: str
    #: The statement on the fewest words first; empty for text that nothing rests on.
    statements: tuple[str, ...] = ()


def cut_segments(text: str, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Cut a text where marks begin and end; marks outside the text count as far as they are in it."""
    inside = [
        Mark(max(0, mark.start), min(len(text), mark.end), mark.statement)
        for mark in marks
        if max(0, mark.start) < min(len(text), mark.end)
    ]
    begins: defaultdict[int, list[Mark]] = defaultdict(list)
    ends: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in inside:
        begins[mark.start].append(mark)
        ends[mark.end].append(mark)
    cuts = sorted({0, len(text), *begins, *ends})
    open_marks: list[Mark] = []
    segments: list[Segment] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        open_marks = [mark for mark in open_marks if mark.end > start] + begins[start]
        segments.append(Segment(text=text[start:end], statements=_order(open_marks)))
    return tuple(segments)


def _order(marks: Sequence[Mark]) -> tuple[str, ...]:
    ordered = sorted(marks, key=lambda mark: (mark.end - mark.start, mark.start, mark.statement))
    return tuple(dict.fromkeys(mark.statement for mark in ordered))
