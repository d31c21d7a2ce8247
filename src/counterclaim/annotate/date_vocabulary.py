"""The words and patterns of time expressions, from vocabulary/<language>/dates.json."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from counterclaim.annotate.date_meaning import DateAnchor, DateForm, TimexKind, Unit
from counterclaim.vocabulary.load import load_table
from counterclaim.vocabulary.templates import expand_template, write_spaces


class PatternEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One pattern and the fields that it fixes whatever it matches."""

    rule: str
    form: DateForm
    pattern: str
    kind: TimexKind = "DATE"
    anchor: DateAnchor = "none"
    unit: Unit | None = None
    offset: int | None = None
    sign: int | None = None
    count: float | None = None
    fixed_daypart: str | None = None
    reference: str | None = None


class HolidayEntry(msgspec.Struct, frozen=True, kw_only=True):
    """When a holiday falls: a day of the year, days from Easter, or the nth weekday of a month."""

    month: int | None = None
    day: int | None = None
    easter: int | None = None
    weekday: int | None = None
    #: -1 is the last.
    nth: int | None = None


class DateVocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of vocabulary/<language>/dates.json."""

    about: str
    lexicons: dict[str, dict[str, int | str]]
    holidays: dict[str, HolidayEntry]
    fragments: dict[str, str]
    patterns: tuple[PatternEntry, ...]
    #: Words around a match that make it a date, or none.
    guards: dict[str, tuple[str, ...]]
    direction: dict[str, frozenset[str]]
    stamps: dict[str, tuple[str, ...]]
    #: Verbs, by what their day tells of an event: it, the response to it, or what came of it.
    occasions: dict[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePattern:
    """A compiled pattern."""

    entry: PatternEntry
    regex: re.Pattern[str]


@lru_cache(maxsize=8)
def load_date_vocabulary(language: str = "en") -> DateVocabulary:
    """Load a language's words and patterns of time expressions."""
    return load_table("dates", DateVocabulary, language=language)


@lru_cache(maxsize=8)
def load_date_patterns(language: str = "en") -> tuple[DatePattern, ...]:
    """Compile the patterns of a language, in the order of the data file."""
    vocabulary = load_date_vocabulary(language)
    lexicons: Mapping[str, Mapping[str, object]] = {**vocabulary.lexicons, "holidays": vocabulary.holidays}
    return tuple(
        DatePattern(entry=entry, regex=_compile(entry.pattern, vocabulary.fragments, lexicons))
        for entry in vocabulary.patterns
    )


def make_alternatives(words: Mapping[str, object] | tuple[str, ...]) -> str:
    """Make a pattern of alternatives, longest first; both apostrophes fit."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    escaped = (re.escape(word).replace("\\ ", " ").replace("'", "['’]") for word in ordered)
    return f"(?:{'|'.join(escaped)})"


def _compile(
    pattern: str, fragments: Mapping[str, str], lexicons: Mapping[str, Mapping[str, object]]
) -> re.Pattern[str]:
    """Compile a pattern that stands between word boundaries, and not inside a number."""
    lists = {name: make_alternatives(words) for name, words in lexicons.items()}
    written = write_spaces(expand_template(pattern, fragments, lists), r"\s")
    return re.compile(rf"(?<![\w$£€#@])(?<!\d[.,:/-])(?:{written})(?!\w)", re.IGNORECASE)
