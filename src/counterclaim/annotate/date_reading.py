"""From a match of a pattern to the meaning of its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.annotate.date_meaning import DateMeaning
from counterclaim.annotate.date_vocabulary import PatternEntry, load_date_vocabulary
from counterclaim.model.span import Span

#: Two-digit years below this are of this century (POSIX strptime has 69).
PIVOT_YEAR = 69

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?(?::\d\d)?\s*([ap])?", re.IGNORECASE)


#: Turns the words of a named group, in a language, into the value of its field.
Converter = Callable[[str, str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """Words of a text read by one pattern."""

    span: Span
    rule: str
    meaning: DateMeaning
    #: The words, white space as one space.
    wording: str


def make_reading(match: re.Match[str], entry: PatternEntry, language: str = "en") -> DateReading:
    """Make a reading of a match."""
    groups = {name: text for name, text in match.groupdict().items() if text is not None}
    fields = read_fields(groups, language)
    return DateReading(
        span=Span(match.start(), match.end()),
        rule=entry.rule,
        meaning=make_meaning(entry, fields),
        wording=" ".join(match.group().split()),
    )


def make_meaning(entry: PatternEntry, fields: Mapping[str, object]) -> DateMeaning:
    """Make the meaning from the words' fields and what the pattern itself fixes."""
    merged: dict[str, object] = {
        "form": entry.form,
        "kind": entry.kind,
        "anchor": entry.anchor,
        "unit": entry.unit,
        "offset": entry.offset,
        "sign": entry.sign,
        "count": entry.count,
        "daypart": entry.fixed_daypart,
        "reference": entry.reference,
    }
    merged.update(fields)
    if merged["form"] == "shift" and "step" in merged:
        merged["offset"] = merged["step"]
    if merged["kind"] == "DATE" and (merged.get("clock") or merged.get("daypart")):
        merged["kind"] = "TIME"
    return DateMeaning(**merged)  # type: ignore[arg-type]


def read_fields(groups: Mapping[str, str], language: str = "en") -> dict[str, object]:
    """Read the named groups of a match; a name counts up to its double underscore."""
    fields: dict[str, object] = {}
    for name, text in groups.items():
        words = " ".join(text.lower().split()).replace("’", "'")
        fields[_get_field(name)] = _get_converter(name)(words, language)
    if "today" in fields:
        fields["offset"] = fields.pop("today")
    return fields


def read_count(text: str, language: str = "en") -> float | None:
    """Read a number phrase; None where it is vague ("several")."""
    digits = _NUMBER.match(text)
    if digits:
        return float(digits.group().replace(",", "")) + (0.5 if text.endswith("1/2") else 0.0)
    vague = load_date_vocabulary(language).lexicons["vague_counts"].get(text)
    if vague is not None:
        return float(vague) or None
    number = sum(_get_small_numbers(language).get(word, 0) for word in re.split(r"[\s-]+", text))
    return float(number) or None


def read_clock(text: str, language: str = "en") -> str | None:
    """Read a clock time as HH:MM."""
    word = load_date_vocabulary(language).lexicons["clock_words"].get(text)
    if word is not None:
        return str(word)
    match = _CLOCK.match(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return f"{hour:02d}:{minute:02d}"


def read_half_count(text: str, language: str = "en") -> float | None:
    """Read the whole number of "two and a half"."""
    whole = read_count(text, language)
    return None if whole is None else whole + 0.5


def read_short_year(text: str, _language: str = "en") -> int:
    """Read a year of two digits."""
    number = int(text.strip("'"))
    return number + (2000 if number < PIVOT_YEAR else 1900)


def read_year_words(text: str, language: str = "en") -> int | None:
    """Read a year in words ("nineteen ninety-six")."""
    openings = load_date_vocabulary(language).lexicons["year_words"]
    opening = max((word for word in openings if text.startswith(word)), key=len)
    return int(openings[opening]) + int(read_count(text[len(opening) :].strip(), language) or 0)


@lru_cache(maxsize=8)
def _get_small_numbers(language: str) -> dict[str, int]:
    """Return the number words below a hundred, articles included."""
    lexicons = load_date_vocabulary(language).lexicons
    return {
        word: int(value)
        for name in ("ones", "teens", "tens", "articles")
        for word, value in lexicons[name].items()
    }


def _get_converter(name: str) -> Converter:
    """Return what turns the text of a named group into its field."""
    return _CONVERTERS.get(name) or _CONVERTERS.get(_get_field(name)) or _keep


def _keep(text: str, _language: str) -> str:
    return text


def _read_int(text: str, _language: str) -> int:
    return int(text)


def _get_field(name: str) -> str:
    """Return the field that a named group fills."""
    return name.partition("__")[0]


def _look_up(*lexicons: str) -> Converter:
    """Make a converter that looks words up, with or without their final dot."""

    def convert(text: str, language: str) -> object:
        tables = load_date_vocabulary(language).lexicons
        forms = (text, text.rstrip("."))
        return next((tables[name][word] for name in lexicons for word in forms if word in tables[name]), None)

    return convert


_CONVERTERS: Mapping[str, Converter] = {
    "year": _read_int,
    "year__short": read_short_year,
    "year__words": read_year_words,
    "month": _look_up("months_full", "months_short"),
    "last_month": _look_up("months_full", "months_short"),
    "month__last": _look_up("months_full", "months_short"),
    "month__number": _read_int,
    "day": _read_int,
    "day__word": _look_up("ordinals"),
    "last_day": _read_int,
    "first": _read_int,
    "second": _read_int,
    "weekday": _look_up("weekdays", "weekdays_short"),
    "season": _look_up("seasons"),
    "quarter": _look_up("quarters"),
    "half": _look_up("halves"),
    "decade": _read_int,
    "decade__word": _look_up("decade_words"),
    "century": _read_int,
    "century__word": _look_up("ordinals"),
    "unit": _look_up("units_plural", "units"),
    "unit__adverb": _look_up("adverb_units"),
    "count": read_count,
    "count__half": read_half_count,
    "step": _look_up("steps"),
    "week_step": _look_up("steps"),
    "year_step": _look_up("steps"),
    "today": _look_up("today"),
    "part": _look_up("parts"),
    "part__noun": _look_up("part_nouns"),
    "daypart": _look_up("dayparts"),
    "clock": read_clock,
    "reference": _look_up("present", "past", "future"),
}
