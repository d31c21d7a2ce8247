"""Number phrases with their operators.

A quantity is a count; ages, dates, times, years, money, distances, ordinals and percentages are
none. Operators and bounds follow codebooks, section 11; their words are in numbers.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.annotate.layers import Quantity
from counterclaim.annotate.not_counts import is_misread
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc, Token
from counterclaim.annotate.tree import Span as TokenSpan
from counterclaim.model.span import Span
from counterclaim.model.values import TollOperator
from counterclaim.vocabulary.numbers import Bounds, get_bounds, load_numbers, make_alternation, read_number

#: How far back an operator can stand from its number, in code points.
PREFIX_REACH = 48
#: Words that may stand between "no" or "some" and their plural noun.
NOUN_REACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Core:
    """A number or vague number without its operator."""

    start: int
    end: int
    op: TollOperator
    n: int | None
    low: int | None
    high: int | None
    #: Where the number itself ends, without a suffix ("80 or more").
    number_end: int | None = None


def find_quantities(doc: Doc) -> tuple[Quantity, ...]:
    """Find the number phrases of a parsed text, in text order."""
    text = get_text(doc)
    cores = _drop_misread(text, doc, sorted(_iter_cores(text), key=lambda core: core.start))
    joined = _join_ranges(text, cores)
    phrases = _drop_inner([_add_operator(text, core) for core in joined])
    phrases += [core for core in _iter_determiners(doc) if not _touches(core, phrases)]
    return tuple(_to_quantity(doc, core) for core in sorted(phrases, key=lambda core: core.start))


@lru_cache(maxsize=1)
def _core_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile the patterns of numbers and of vague numbers."""
    numbers = load_numbers()
    units, factors = numbers["units"], make_alternation(numbers["multipliers"])
    tens = make_alternation(word for word, n in units.items() if n >= 20)
    ones = make_alternation(word for word, n in units.items() if n < 10)
    small = rf"(?:{tens}[\s-]{ones}|{make_alternation(units)})"
    digits = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+(?:\.\d+)?)"
    tail = rf"(?:[^\S\n]+{factors}(?:[^\S\n]+(?:and[^\S\n]+)?{small})?)"
    exact = (
        rf"{make_alternation(numbers['fixed'])}|\ban?[^\S\n]+{factors}{tail}*|{digits}{tail}*|{small}{tail}*"
    )
    plurals = make_alternation(numbers["plural_multipliers"])
    vague = (
        rf"{plurals}[^\S\n]+of[^\S\n]+(?:thousands|millions)"
        rf"|(?:a[^\S\n]+)?{make_alternation(numbers['small_plurals'])}[^\S\n]+{factors}"
        rf"|{make_alternation(numbers['plural_phrases'])}|{make_alternation(numbers['zero_words'])}"
    )
    edge = r"(?<![^\W_])(?:{})(?![^\W_])"
    return re.compile(edge.format(exact), re.IGNORECASE), re.compile(edge.format(vague), re.IGNORECASE)


def _iter_cores(text: str) -> Iterable[_Core]:
    """Yield every number and vague number, vague ones first where they overlap."""
    exact, vague = _core_patterns()
    taken: list[tuple[int, int]] = []
    for match in vague.finditer(text):
        taken.append(match.span())
        yield _make_vague(match)
    for match in exact.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            words = re.sub(r"\s+", " ", match.group().lower())
            n = load_numbers()["fixed"].get(words) or read_number(words)
            if n is not None:
                low, high = get_bounds("exact", n)
                yield _Core(start=match.start(), end=match.end(), op="exact", n=n, low=low, high=high)


def _make_vague(match: re.Match[str]) -> _Core:
    """Make a vague number or a zero from its words."""
    numbers = load_numbers()
    words = re.sub(r"\s+", " ", match.group().lower())
    start, end = match.span()
    if words in numbers["zero_words"]:
        return _Core(start=start, end=end, op="zero", n=0, low=0, high=0)
    if words in numbers["plural_phrases"]:
        low, high = numbers["plural_bounds"][numbers["plural_phrases"][words]]
    else:
        low, high = _scaled_bounds(words.removeprefix("a ").split())
    return _Core(start=start, end=end, op="plural", n=None, low=low, high=high)


def _scaled_bounds(words: Sequence[str]) -> Bounds:
    """Return the bounds of "several hundred" or "tens of thousands"."""
    numbers = load_numbers()
    low, high = numbers["plural_bounds"][words[0]]
    last = words[-1]
    factor = numbers["plural_multipliers"].get(last) or numbers["multipliers"][last]
    return low * factor, None if high is None else (high + 1) * factor - 1


def _drop_misread(text: str, doc: Doc, cores: Sequence[_Core]) -> list[_Core]:
    """Drop numbers that count nothing, and those tied to one ("24 to 48 hours")."""
    kept: list[_Core] = []
    dropped_start = -1
    for core in reversed(cores):
        tied = dropped_start >= 0 and re.fullmatch(r"\s*(?:-|–|to|or|and)\s*", text[core.end : dropped_start])
        if tied or not _is_count(text, doc, core):
            dropped_start = core.start
        else:
            kept.append(core)
    return kept[::-1]


def _is_count(text: str, doc: Doc, core: _Core) -> bool:
    """Tell whether a number counts something."""
    if core.n is None or core.op == "zero":
        return True
    before, after = text[max(0, core.start - PREFIX_REACH) : core.start], text[core.end : core.end + 40]
    return not (is_misread(before, after, core.n) or _is_year(text, doc, core))


def _is_year(text: str, doc: Doc, core: _Core) -> bool:
    """Tell whether four plain digits are a year."""
    words = load_numbers()["not_counts"]
    first, last = words["years"]
    plain = re.fullmatch(r"\d{4}", text[core.start : core.end])
    if not plain or core.n is None or not first <= core.n <= last or _find_prefix(text, core.start):
        return False
    before = re.search(r"(\S+)\s*$", text[max(0, core.start - 20) : core.start])
    if before and before.group(1).lower().lstrip("(") in words["year_words_before"]:
        return True
    token = _last_token(doc, core)
    return not (token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "NNS")


def _join_ranges(text: str, cores: Sequence[_Core]) -> list[_Core]:
    """Join two numbers into a range ("between 4 and 6", "4-6", "4 or 5")."""
    joined: list[_Core] = []
    for core in cores:
        if joined and (wider := _make_range(text, joined[-1], core)):
            joined[-1] = wider
        else:
            joined.append(core)
    return joined


def _make_range(text: str, first: _Core, second: _Core) -> _Core | None:
    """Make a range of two exact numbers when their words say so."""
    if (
        (first.op, second.op) != ("exact", "exact")
        or first.n is None
        or second.n is None
        or first.n >= second.n
    ):
        return None
    between = text[first.end : second.start].lower()
    before = text[max(0, first.start - 12) : first.start].lower()
    # "rose by 3 to 12": the first number is the change, the second what came of it.
    opening = re.search(r"\b(?:between|from|by)\s+(?:about\s+|some\s+)?$", before)
    start = first.start
    if re.fullmatch(r"\s+and\s+", between) and opening and "between" in opening.group():
        start -= len(opening.group())
    elif not re.fullmatch(r"\s?[-–—]\s?|\s+or\s+|\s+to\s+", between) or opening:
        return None
    return _Core(start=start, end=second.end, op="range", n=None, low=first.n, high=second.n)


def _drop_inner(cores: Sequence[_Core]) -> list[_Core]:
    """Drop phrases inside another's operator ("many" of "as many as 50")."""
    return [
        core
        for core in cores
        if not any(o is not core and o.start <= core.start and core.end <= o.end for o in cores)
    ]


def _find_prefix(text: str, start: int) -> tuple[TollOperator, int] | None:
    """Find the operator right before a number and where it starts."""
    before = text[max(0, start - PREFIX_REACH) : start]
    match = _prefix_pattern().search(before)
    if not match:
        return None
    words = re.sub(r"\s+", " ", match.group("words").lower())
    previous = re.search(r"(\w+)\s+$", before[: match.start("words")])
    numbers = load_numbers()
    barred = numbers["not_counts"]["operators_barred_after"].get(words, ())
    if previous and previous.group(1).lower() in barred:
        return None
    ops: Mapping[TollOperator, Sequence[str]] = numbers["prefixes"]
    op = next(op for op, phrases in ops.items() if words in phrases)
    return op, start - len(before) + match.start("words")


@lru_cache(maxsize=1)
def _prefix_pattern() -> re.Pattern[str]:
    """Compile the operators that stand before a number, with the words allowed in between."""
    numbers = load_numbers()
    phrases = make_alternation(phrase for words in numbers["prefixes"].values() for phrase in words)
    fillers = make_alternation(numbers["fillers"])
    return re.compile(rf"(?<!\w)(?P<words>{phrases})[^\S\n]+(?:{fillers}[^\S\n]+)*$", re.IGNORECASE)


def _find_suffix(text: str, end: int) -> tuple[TollOperator, int] | None:
    """Find the operator right after a number and where it ends."""
    for op, phrases in load_numbers()["suffixes"].items():
        match = re.match(rf"[^\S\n]*{make_alternation(phrases)}(?!\w)", text[end : end + 16], re.IGNORECASE)
        if match:
            return op, end + match.end()
    return None


def _add_operator(text: str, core: _Core) -> _Core:
    """Widen a number by the operator before or after it."""
    suffix = _find_suffix(text, core.end) if core.op == "exact" else None
    if suffix and core.n is not None:
        low, high = get_bounds(suffix[0], core.n)
        core = replace(core, number_end=core.end, end=suffix[1], op=suffix[0], low=low, high=high)
    prefix = _find_prefix(text, core.start)
    if not prefix or core.op == "zero":
        return core
    op, start = prefix
    if core.op != "exact" or core.n is None:
        return replace(core, start=start)
    low, high = get_bounds(op, core.n)
    return replace(core, start=start, op=op, low=low, high=high)


def _iter_determiners(doc: Doc) -> Iterable[_Core]:
    """Yield "no", "some", "a" and "an" that count the noun they stand before."""
    people = set(load_numbers()["singular_people"])
    low, high = load_numbers()["plural_bounds"]["some"]
    for token in doc:
        start, end, word = token.idx, token.idx + len(token), token.lower_
        if word == "no" and _counted_noun(token, people):
            yield _Core(start=start, end=end, op="zero", n=0, low=0, high=0)
        elif word == "some" and _counted_noun(token, set()):
            yield _Core(start=start, end=end, op="plural", n=None, low=low, high=high)
        elif word in ("a", "an") and token.i + 1 < len(doc) and doc[token.i + 1].lower_ in people:
            yield _Core(start=start, end=end, op="exact", n=1, low=1, high=1)


def _counted_noun(token: Token, people: set[str]) -> bool:
    """Tell whether a plural noun, or a person, follows the determiner directly."""
    for near in token.doc[token.i + 1 : token.i + 1 + NOUN_REACH]:
        if near.tag_ in ("NNS", "NNPS") or near.lower_ in people:
            return True
        if near.tag_ not in ("JJ", "NN", "VBN", "NNP"):
            return False
    return False


def _touches(core: _Core, others: Sequence[_Core]) -> bool:
    """Tell whether a phrase overlaps one of the others."""
    return any(core.start < other.end and other.start < core.end for other in others)


def get_tokens(doc: Doc, start: int, end: int) -> TokenSpan:
    """Return the tokens that a stretch of text reaches into.

    Raises:
        ValueError: the stretch lies outside the text.
    """
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None:
        raise ValueError(f"no tokens between {start} and {end}")
    return tokens


def _last_token(doc: Doc, core: _Core) -> Token:
    """Return the last token that the number reaches into."""
    return get_tokens(doc, core.start, core.number_end or core.end)[-1]


def _to_quantity(doc: Doc, core: _Core) -> Quantity:
    """Turn a phrase into a Quantity."""
    return Quantity(
        span=Span(core.start, core.end),
        op=core.op,
        n=core.n,
        low=core.low,
        high=core.high,
        token=_last_token(doc, core).i,
    )
