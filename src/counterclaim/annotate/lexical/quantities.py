"""Number phrases with their operators, in languages that are read without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.annotate.layers import Quantity
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span
from counterclaim.model.values import TollOperator
from counterclaim.vocabulary.cues import GAP, compile_cue, join_templates
from counterclaim.vocabulary.lexical import NumberTable, load_number_table, load_toll_table
from counterclaim.vocabulary.numbers import get_bounds

#: Characters looked at before and after a number.
REACH = 40
#: Four plain digits from here on are a year, unless an operator or a person says otherwise.
YEARS = range(1800, 2100)

_DIGITS = r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?![\d.,]\d)|\d+"
_GROUPING = re.compile(r"[.,\u00a0\u202f ](?=\d{3})")
_NO_COUNT_BEFORE = re.compile(r"(?:[\d\w][.,:/h-]|[#$€£@°]\s?)$")
_NO_COUNT_AFTER = re.compile(r"[:h/]\d|[.,]\d|[-–]?\s?%|\s?[€$£]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A number, or a vague number, with the words around it that belong to it."""

    start: int
    end: int
    op: TollOperator
    n: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The compiled patterns of a language."""

    vague: re.Pattern[str]
    exact: re.Pattern[str]
    single: re.Pattern[str]
    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    people: re.Pattern[str]
    #: A verb that puts a number to the harmed ("cifró los heridos en").
    counting: re.Pattern[str]
    revised: re.Pattern[str]


def find_quantities(doc: Doc, language: str, taken: Sequence[Span]) -> tuple[Quantity, ...]:
    """Find the number phrases of a text, outside of what is taken for a date."""
    text = get_text(doc)
    found = _absorb_repeats(
        text, [each for each in _iter_numbers(text, language) if not _overlaps(each, taken)]
    )
    ranged = _join_ranges(text, sorted(found, key=lambda each: each.start), language)
    counted = [each for each in ranged if _is_count(text, each, language)]
    return tuple(_to_quantity(doc, _add_operator(text, each, language)) for each in counted)


@lru_cache(maxsize=4)
def _load_patterns(language: str) -> _Patterns:
    table, tolls = load_number_table(language), load_toll_table(language)
    nouns = [noun for harm in tolls.harms.values() for noun in harm.nouns]
    people = join_templates([*tolls.people, *nouns], tolls.fragments)
    verb, to = join_templates(tolls.counting), join_templates(tolls.counting_to)
    others = join_templates(tolls.others)
    words = join_templates([*table.words, *table.multipliers])
    prefixes = join_templates(word for each in table.prefixes.values() for word in each)
    linkers = join_templates(table.linkers)
    vague = join_templates([*table.plurals, *table.approximate])
    suffixes = join_templates(word for each in table.suffixes.values() for word in each)
    singles = join_templates([*table.ones, *table.zeros])
    fillers, units = join_templates(table.fillers), join_templates(table.units_after)
    link = rf"(?:{linkers}[^\S\n]*)?"
    return _Patterns(
        vague=_compile(rf"(?<![\w-]){vague}(?!\w)"),
        exact=_compile(
            rf"(?<![\w'’.,:/-])(?:{_DIGITS}|{words})(?:[^\S\n-]+{words}|-{words})*(?!\w)"
            rf"|(?<![\w'’.,:/-])\d+(?={people}(?!\w))"
        ),
        single=_compile(rf"(?<![\w-]){singles}(?=\s+(?:{others}\s+)?{people}(?!\w))"),
        prefix=_compile(rf"(?<![\w-])(?P<op>{prefixes})[^\S\n]*(?:{fillers}[^\S\n]+)*$"),
        suffix=_compile(rf"[^\S\n]+(?P<op>{suffixes})(?!\w)"),
        after=_compile(rf"[^\S\n]*-?{link}{units}(?!\w)"),
        before=compile_cue([f"{word}~" for word in table.words_before], ends=True),
        counting=re.compile(
            rf"(?<!\w){verb}(?:\s+{join_templates(tolls.counted)}\s+\w+)?\s+{to}\s*$", re.IGNORECASE
        ),
        people=_compile(rf"{GAP}{link}(?:{others}[^\S\n]+)?{people}(?!\w)"),
        revised=compile_cue([f"{cue}~" for cue in tolls.revised], tolls.fragments, ends=True),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _iter_numbers(text: str, language: str) -> Iterator[_Number]:
    """Iterate over all numbers, vague ones first where they overlap."""
    patterns, table = _load_patterns(language), load_number_table(language)
    taken: list[Span] = []
    for match in patterns.vague.finditer(text):
        taken.append(Span(*match.span()))
        yield _make_vague(match, table)
    for pattern, read in ((patterns.exact, _read_number), (patterns.single, _read_single)):
        for match in pattern.finditer(text):
            n = read(match.group(), table)
            if n is not None and not any(span.overlaps(Span(*match.span())) for span in taken):
                taken.append(Span(*match.span()))
                yield _make_number(match.start(), match.end(), "exact" if n else "zero", n)


def _absorb_repeats(text: str, numbers: Sequence[_Number]) -> list[_Number]:
    """Join a number in words to its digits in brackets ("trente-six (36)")."""
    kept: list[_Number] = []
    for number in sorted(numbers, key=lambda each: each.start):
        is_repeat = kept and number.n is not None and kept[-1].n == number.n
        opening, closing = (
            text[kept[-1].end : number.start] if kept else "",
            text[number.end : number.end + 1],
        )
        if is_repeat and opening.strip() == "(" and closing == ")":
            kept[-1] = replace(kept[-1], end=number.end + 1)
        else:
            kept.append(number)
    return kept


def _make_number(start: int, end: int, op: TollOperator, n: int) -> _Number:
    low, high = get_bounds(op, n)
    return _Number(start=start, end=end, op=op, n=n, low=low, high=high)


def _make_vague(match: re.Match[str], table: NumberTable) -> _Number:
    """Make a vague number ("des dizaines") or a rounded one ("une dizaine")."""
    words = _normalise(match.group())
    if words in table.approximate:
        return _make_number(match.start(), match.end(), "about", table.approximate[words])
    low, high = table.plurals[words]
    return _Number(start=match.start(), end=match.end(), op="plural", n=None, low=low, high=high)


def _normalise(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


def _read_single(words: str, table: NumberTable) -> int:
    """Read an article before a person: one, or none."""
    return 0 if _normalise(words) in table.zeros else 1


def _read_number(words: str, table: NumberTable) -> int | None:
    """Read a number in digits, words or both ("1.200", "deux cents", "3 mil")."""
    total = current = 0
    for word in _split(_GROUPING.sub("", _normalise(words)), table):
        if word in table.multipliers:
            factor = table.multipliers[word]
            current = (current or 1) * factor
            total, current = (total + current, 0) if factor >= 1000 else (total, current)
        elif word.isdigit() and len(word) < 12:
            current += int(word)
        elif word in table.words:
            current += table.words[word]
        else:
            return None
    return total + current


def _split(words: str, table: NumberTable) -> Iterator[str]:
    """Split a number phrase into the longest words that the table has."""
    while words:
        known = (word for word in (*table.words, *table.multipliers) if words.startswith(word))
        piece = max(known, key=len, default="") or words.replace("-", " ").split(" ", 1)[0]
        yield piece
        words = words[len(piece) :].lstrip(" -")


def _overlaps(number: _Number, taken: Sequence[Span]) -> bool:
    return any(span.start < number.end and number.start < span.end for span in taken)


def _join_ranges(text: str, numbers: Sequence[_Number], language: str) -> list[_Number]:
    """Join two exact numbers into a range ("entre 4 et 6", "13 à 20")."""
    joined: list[_Number] = []
    for number in numbers:
        wider = _make_range(text, joined[-1], number, language) if joined else None
        joined[-1:] = [wider] if wider else [*joined[-1:], number]
    return joined


def _make_range(text: str, first: _Number, second: _Number, language: str) -> _Number | None:
    if first.op != "exact" or second.op != "exact" or (first.n or 0) >= (second.n or 0):
        return None
    between = text[first.end : second.start].strip().lower()
    before = text[max(0, first.start - REACH) : first.start].lower()
    if _load_patterns(language).revised.search(before):
        return None
    for opening, joint in load_number_table(language).ranges:
        if between == joint and (match := re.search(rf"(?:^|\s){opening}\s*$", before)):
            start = first.start - (len(before) - match.start()) if opening == "entre" else first.start
            start += len(text[start : first.start]) - len(text[start : first.start].lstrip())
            return _Number(start=start, end=second.end, op="range", n=None, low=first.n, high=second.n)
    return None


def _is_count(text: str, number: _Number, language: str) -> bool:
    """Tell whether a number counts people."""
    patterns = _load_patterns(language)
    before, after = text[max(0, number.start - REACH) : number.start], text[number.end : number.end + REACH]
    if number.op != "zero" and patterns.after.match(after):
        return False
    if number.op != "exact" or number.n is None:
        return True
    if _NO_COUNT_BEFORE.search(before) or _NO_COUNT_AFTER.match(after):
        return False
    is_before_people = patterns.people.match(after) is not None or bool(patterns.counting.search(before))
    if number.n in YEARS and text[number.start : number.end].isdigit():
        return is_before_people and not patterns.before.search(before)
    return is_before_people or not patterns.before.search(before)


def _add_operator(text: str, number: _Number, language: str) -> _Number:
    """Widen a number by the operator before or after it."""
    if number.op == "zero":
        return number
    patterns, table = _load_patterns(language), load_number_table(language)
    after = patterns.suffix.match(text, number.end)
    before = patterns.prefix.search(text[max(0, number.start - REACH) : number.start])
    if before:
        number = _apply(number, _find_operator(before["op"], table.prefixes))
        shift = min(number.start, REACH) - before.start("op")
        return replace(number, start=number.start - shift)
    if after and number.op == "exact":
        return replace(_apply(number, _find_operator(after["op"], table.suffixes)), end=after.end())
    return number


def _find_operator(words: str, lists: Mapping[TollOperator, Sequence[str]]) -> TollOperator:
    return next(op for op, each in lists.items() if _normalise(words) in each)


def _apply(number: _Number, op: TollOperator) -> _Number:
    """Apply an operator to a number that is one."""
    if number.n is None:
        return number
    low, high = get_bounds(op, number.n)
    return replace(number, op=op, low=low, high=high)


def _to_quantity(doc: Doc, number: _Number) -> Quantity:
    tokens = doc.char_span(number.start, number.end, alignment_mode="expand")
    return Quantity(
        span=Span(number.start, number.end),
        op=number.op, n=number.n, low=number.low, high=number.high,
        token=tokens[-1].i if tokens is not None and len(tokens) else 0,
    )  # fmt: skip
