"""The words and patterns of time expressions, from vocabulary/<language>/dates.json."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from counterclaim.annotate.date_meaning import DateAnchor, DateForm, TimexKind, Unit
from counterclaim.vocabulary.load import load_table
from counterclaim.vocabulary.templates import expand_template, write_spaces

_WORD = re.compile(r"[^\W\d_]+|0")
_DIGIT = re.compile(r"\d")


class PatternEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One pattern and the fields that it fixes whatever it matches."""

    rule: str
    form: DateForm
    pattern: str
    #: Words of which each match holds one of each row, "0" for a digit, lists as in patterns.
    needs: tuple[str, ...] = ()
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
    """A pattern of a language, compiled when a text first holds a word that it needs."""

    entry: PatternEntry
    needs: tuple[frozenset[str], ...]
    language: str

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern compiled."""
        return _compile(self.entry.pattern, self.language)

    def may_match(self, words: AbstractSet[str]) -> bool:
        """Tell whether a text of these words, as `find_date_words` gives them, may hold a match."""
        return not any(each.isdisjoint(words) for each in self.needs)


@lru_cache(maxsize=8)
def load_date_vocabulary(language: str = "en") -> DateVocabulary:
    """Load a language's words and patterns of time expressions."""
    return load_table("dates", DateVocabulary, language=language)


@lru_cache(maxsize=1)
def load_holidays() -> Mapping[str, HolidayEntry]:
    """Load the holidays of all languages by their names."""
    tables = (load_date_vocabulary(language).holidays for language in ("es", "fr", "en"))
    return {name: entry for table in tables for name, entry in table.items()}


@lru_cache(maxsize=8)
def load_date_patterns(language: str = "en") -> tuple[DatePattern, ...]:
    """Load the patterns of a language, in the order of the data file."""
    return tuple(
        DatePattern(
            entry=entry, needs=tuple(_find_needs(row, language) for row in entry.needs), language=language
        )
        for entry in load_date_vocabulary(language).patterns
    )


def find_date_words(text: str) -> frozenset[str]:
    """Find the words of a text, in small letters; "0" stands for its digits."""
    return frozenset(_WORD.findall(_DIGIT.sub("0", text.casefold())))


def make_alternatives(words: Iterable[str]) -> str:
    """Make a pattern of alternatives, longest first; both apostrophes fit."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    escaped = (re.escape(word).replace("\\ ", " ").replace("'", "['’]") for word in ordered)
    return f"(?:{'|'.join(escaped)})"


@lru_cache(maxsize=64)
def _find_needs(row: str, language: str) -> frozenset[str]:
    """Find the words of which a pattern needs one; of each phrase of a list the last one."""
    lists = {name: "|".join(phrases) for name, phrases in _get_lists(language).items()}
    phrases = expand_template(row.replace(" ", "|"), {}, lists).split("|")
    return frozenset(_WORD.findall(_DIGIT.sub("0", phrase.casefold()))[-1] for phrase in phrases if phrase)


def _get_lists(language: str) -> dict[str, Iterable[str]]:
    """Get the lists of a language that its patterns name."""
    vocabulary = load_date_vocabulary(language)
    return {**vocabulary.lexicons, "holidays": vocabulary.holidays}


@lru_cache(maxsize=8)
def _make_lists(language: str) -> Mapping[str, str]:
    """Make the alternatives of each list of a language."""
    return {name: make_alternatives(words) for name, words in _get_lists(language).items()}


@lru_cache(maxsize=512)
def _compile(pattern: str, language: str) -> re.Pattern[str]:
    """Compile a pattern that stands between word boundaries, and not inside a number."""
    fragments = load_date_vocabulary(language).fragments
    written = write_spaces(expand_template(pattern, fragments, _make_lists(language)), r"\s")
    return re.compile(rf"(?<![\w$£€#@])(?<!\d[.,:/-])(?:{written})(?!\w)", re.IGNORECASE)
