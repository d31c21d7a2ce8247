"""Find the words of a text that name or point to a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.annotate.date_guards import is_date
from counterclaim.annotate.date_reading import DateReading, make_reading
from counterclaim.annotate.date_vocabulary import find_date_words, load_date_patterns
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span


def find_readings(doc: Doc, blocks: Sequence[Span]) -> tuple[DateReading, ...]:
    """Find the time expressions of a parsed text in text order; the longest reading wins."""
    text = get_text(doc)
    readings = [
        reading
        for block in blocks
        for reading in iter_readings(text, block)
        if is_date(reading, doc, text=text)
    ]
    return tuple(sorted(keep_longest(readings), key=lambda reading: reading.span))


def iter_readings(text: str, block: Span, language: str = "en") -> Iterator[DateReading]:
    """Yield every match of every pattern in a block, overlapping ones too."""
    words = find_date_words(text[block.start : block.end])
    for pattern in load_date_patterns(language):
        if pattern.may_match(words):
            for match in pattern.regex.finditer(text, block.start, block.end):
                yield make_reading(match, pattern.entry, language)


def keep_longest(readings: Sequence[DateReading]) -> list[DateReading]:
    """Keep the longest of overlapping readings; of equal ones the first pattern's."""
    kept: list[DateReading] = []
    taken: set[int] = set()
    for reading in sorted(readings, key=lambda reading: reading.span.start - reading.span.end):
        stretch = range(reading.span.start, reading.span.end)
        if taken.isdisjoint(stretch):
            taken.update(stretch)
            kept.append(reading)
    return kept
