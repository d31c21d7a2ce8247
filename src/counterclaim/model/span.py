"""Spans of a report's text.

Invariant: offsets are 0-based Unicode code points, end exclusive, and for every Evidence
`report.text[start:end] == quote`.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open stretch `[start, end)` of a report's text, in code points."""

    #: First code point, 0-based.
    start: int
    #: One past the last code point.
    end: int

    def contains(self, other: Span) -> bool:
        """Tell whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


def join_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join the spans that overlap; the rest stay, in text order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.overlaps(joined[-1]):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


class Evidence(msgspec.Struct, frozen=True, order=True):
    """The words of a report that carry a value, with their place."""

    #: First code point, 0-based.
    start: int
    #: One past the last code point.
    end: int
    #: The words themselves: `report.text[start:end]`.
    quote: str


def make_evidence(text: str, start: int, end: int) -> Evidence:
    """Cut evidence out of a text, without white space at its edges.

    Raises:
        ValueError: the stretch is empty, or outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span [{start}, {end}) does not fit a text of {len(text)} code points")
    quote = text[start:end]
    left = len(quote) - len(quote.lstrip())
    quote = quote.strip()
    if not quote:
        raise ValueError(f"span [{start}, {end}) holds only white space")
    return Evidence(start + left, start + left + len(quote), quote)
