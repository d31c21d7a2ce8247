"""Find the dates that stamp a report: publication lines, datelines, dates on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from counterclaim.annotate.date_reading import DateReading
from counterclaim.annotate.date_vocabulary import load_date_vocabulary, make_alternatives
from counterclaim.model.span import Span

#: In order of trust: a cue for publication, a dateline, a line of its own, a cue for a later version.
StampKind = Literal["published", "dateline", "bare", "updated"]
STAMP_ORDER: tuple[StampKind, ...] = ("published", "dateline", "bare", "updated")

#: Blocks from the start and the end in which a date alone on its line can be a stamp.
HEAD_BLOCKS = 10
TAIL_BLOCKS = 2
#: Words other than dates and furniture that a stamp line may hold (a town, an outlet, a name).
MAX_OTHER_WORDS = 5
MAX_BYLINE_WORDS = 8
#: Words after a cued date with which the line is still no sentence.
MAX_LOOSE_WORDS = 2
#: Marks between the parts of a stamp line, which no sentence holds.
DIVIDERS = "|•·"

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_DATELINE_TOWN = re.compile(
    r"\W*(?:[A-Z][\w.'’-]*(?:,?\s+|\s*/\s*|,?\s*\([A-Z][\w .,/]*\),?\s*[-–—]*\s*)){0,7}[-–—]?\s*$"
)
_DATELINE_END = re.compile(r"\s*,?\s*(?:\([^()a-z]*[A-Z][^()]{0,40}\)|/[A-Z][\w .]+/|[-–—]{1,2}(?:\s|$)|_\s)")
#: "TOWN (Agency - 14 March 2021)".
_DATELINE_OPEN = re.compile(r"\W*[A-Z][^()a-z]*\([A-Z][\w .&/]{1,40}[-–—,/]\s*$")
#: "Town, Ky. (14 March 2021) –".
_DATELINE_ENCLOSED = re.compile(r"\W*[A-Z][\w.'’, -]{1,40}\(\s*$")
_ENCLOSED_END = re.compile(r"\)\s*[-–—]")
#: "— Ann Orr (@AnnOrr) March 14, 2021", the foot of a post.
_POST_FOOT = re.compile(r"\(@\w+\)\s*$")


#: A month as machines write it, at the start of a page.
_HEAD_MONTH = re.compile(
    r"\s*(?:date:?\s+)?(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d-])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date that stamps the report."""

    reading: DateReading
    kind: StampKind


def find_stamps(
    text: str, readings: Sequence[DateReading], blocks: Sequence[Span], language: str = "en"
) -> tuple[Stamp, ...]:
    """Find the stamps of a text, in text order."""
    stamps: list[Stamp] = []
    for reading in readings:
        if not is_day(reading):
            continue
        index = next((i for i, block in enumerate(blocks) if block.contains(reading.span)), None)
        if index is None:
            continue
        in_frame = index < HEAD_BLOCKS or index >= len(blocks) - TAIL_BLOCKS
        line = _get_line(text, blocks[index], reading.span)
        kind = judge_stamp(text, reading, line, readings, language)
        if kind is None and in_frame:
            kind = judge_frame(text, reading, blocks[index], readings, language)
        if kind is not None:
            stamps.append(Stamp(reading=reading, kind=kind))
    return tuple(stamps)


def find_head_month(text: str) -> date | None:
    """Find the middle of the month that a page's head prints alone ("date 2021-06"); it tells the year."""
    match = _HEAD_MONTH.match(text)
    return date(int(match["year"]), int(match["month"]), 15) if match else None


def is_day(reading: DateReading) -> bool:
    """Tell whether a reading names one day of a month."""
    meaning = reading.meaning
    if meaning.form == "numeric":
        return True
    return (
        meaning.form == "calendar"
        and meaning.day is not None
        and meaning.month is not None
        and meaning.last_day is None
    )


def has_year(reading: DateReading) -> bool:
    """Tell whether the words of a reading hold their year."""
    return reading.meaning.year is not None


def judge_stamp(
    text: str, reading: DateReading, line: Span, readings: Sequence[DateReading], language: str = "en"
) -> StampKind | None:
    """Judge by a cue before the date ("Published", "Updated:") whether it is a stamp."""
    if not has_year(reading):
        return None
    before = text[line.start : reading.span.start]
    if _POST_FOOT.search(before):
        return "updated"
    for kind in ("published", "updated"):
        cue = _get_cue_pattern(kind, language).search(before)
        if cue is None:
            continue
        after = text[reading.span.end : line.end]
        is_closed = _get_end_pattern(language).match(after) is not None
        if _is_marked(before, cue.start(), after) and is_closed:
            return "published" if kind == "published" else "updated"
        if not _is_byline(before[: cue.start()], language):
            continue
        others = _find_other_words(text, Span(reading.span.end, line.end), readings, language)
        is_machine = reading.rule == "iso" and not before[: cue.start()].strip()
        if len(others) <= MAX_LOOSE_WORDS or is_machine or (is_closed and not after.lstrip().startswith(",")):
            return "published" if kind == "published" else "updated"
    return None


def _is_marked(before: str, cue: int, after: str) -> bool:
    """Tell whether marks set a cue and its date apart: "Posted: ... 1:42 PM", "(Published ...)"."""
    is_enclosed = before[:cue].endswith("(") and after.startswith(")")
    return is_enclosed or (before.rstrip().endswith(":") and not after.startswith(","))


def judge_frame(
    text: str, reading: DateReading, block: Span, readings: Sequence[DateReading], language: str = "en"
) -> StampKind | None:
    """Judge by its place whether a date is a dateline, or stands alone on its line."""
    before, after = text[block.start : reading.span.start], text[reading.span.end : block.end]
    if is_dateline(before, after, language):
        return "dateline"
    if not has_year(reading):
        return None
    first = _WORD.match(text, block.start)
    others = _find_other_words(text, block, readings, language)
    is_phrase = first is not None and first.group().lower() in _get_openers(language)
    is_alone = sum(is_day(other) and block.contains(other.span) for other in readings) == 1
    is_divided = any(mark in before + after for mark in DIVIDERS)
    is_short = len(others) <= MAX_OTHER_WORDS and (is_divided or all(word[0].isupper() for word in others))
    return "bare" if is_short and is_alone and not is_phrase else None


def is_dateline(before: str, after: str, language: str = "en") -> bool:
    """Tell whether a date stands in a dateline: after a town, before an agency or a dash."""
    if _DATELINE_OPEN.fullmatch(before) and after.startswith(")"):
        return True
    if _DATELINE_ENCLOSED.fullmatch(before) and _ENCLOSED_END.match(after):
        return True
    if not _DATELINE_TOWN.fullmatch(before) or not _DATELINE_END.match(after):
        return False
    words = [word.lower() for word in _WORD.findall(before)]
    return words[0] not in _get_openers(language) if words else after.lstrip(" ,").startswith("(")


def _is_byline(words: str, language: str) -> bool:
    """Tell whether what stands before a cue is nothing, furniture, or names with capitals."""
    found = [word for word in _WORD.findall(words) if word.lower() not in _get_furniture(language)]
    return len(found) <= MAX_BYLINE_WORDS and all(word[0].isupper() for word in found)


def _find_other_words(text: str, stretch: Span, readings: Sequence[DateReading], language: str) -> list[str]:
    """Find the words of a stretch that are neither times, cues nor furniture."""
    inside = [reading.span for reading in readings if reading.span.overlaps(stretch)]
    return [
        match.group()
        for match in _WORD.finditer(text, stretch.start, stretch.end)
        if match.group().lower().rstrip(".") not in _get_furniture(language)
        and not any(span.start <= match.start() < span.end for span in inside)
    ]


def _get_line(text: str, block: Span, span: Span) -> Span:
    """Return the line of a block on which a span begins."""
    start = max(block.start, text.rfind("\n", 0, span.start) + 1)
    end = text.find("\n", span.end)
    return Span(start, block.end if end < 0 else min(end, block.end))


def _get_openers(language: str) -> tuple[str, ...]:
    """Return the words that open a sentence with a date, and no stamp ("On January 4 - ...")."""
    return load_date_vocabulary(language).stamps["sentence_openers"]


@lru_cache(maxsize=16)
def _get_cue_pattern(kind: str, language: str) -> re.Pattern[str]:
    """Return the pattern of a cue that directly precedes a date."""
    stamps = load_date_vocabulary(language).stamps
    cues, links = (make_alternatives(stamps[name]).replace(" ", r"\s+") for name in (kind, "links"))
    return re.compile(rf"(?<!\w){cues}\s*{links}?\s*[:|–—-]?\s*(?:{links}\s+){{0,2}}$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _get_furniture(language: str) -> frozenset[str]:
    """Return the words that stamp lines are furnished with, cues included."""
    stamps = load_date_vocabulary(language).stamps
    cues = (word for name in ("published", "updated") for phrase in stamps[name] for word in phrase.split())
    return frozenset((*stamps["furniture"], *cues))


@lru_cache(maxsize=8)
def _get_end_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of what closes a stamp: a mark, a clock time, the word before it."""
    words = make_alternatives(load_date_vocabulary(language).stamps["enders"])
    return re.compile(rf"\s*(?:$|[|•·–—;,()\[@-]|{words}\b|\d{{1,2}}[:.h]\d\d)", re.IGNORECASE)
