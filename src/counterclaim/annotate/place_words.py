"""Patterns around a place name: direction, kind of place, relation.

All patterns are made once from the data of `vocabulary/en/places.json`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from counterclaim.model.span import Span
from counterclaim.model.values import PlaceRelation
from counterclaim.vocabulary.places import load_place_table, make_alternatives

#: What kind of place the words around a name call it.
PlaceKind = Literal["settlement", "region", "district", "area"]

#: Characters looked at before a name for the words that lead to it.
LOOK_BACK = 70

_DISTANCE = re.compile(
    r"\b(?:km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|yards|minutes|hours)\b[^.;]{0,30}\b(?:of|from|to)\s+"
    r"(?:the\s+)?(?:[a-z-]+\s+){0,3}$"
)
_AND = re.compile(
    r"\b(?P<first>between|from)\s+(?:[\w'\u2019.-]+\s+){1,5}(?:and|to)\s+(?:the\s+)?(?:[a-z-]+\s+(?:of\s+)?){0,2}$"
)
#: Words between an article and its noun; none of them opens a phrase of its own.
_BETWEEN = r"(?:(?!(?:of|in|at|from|to|for|by|with|near|on)\b)[\w-]+\s+){0,3}?"
_THE = re.compile(r"\b(?:the|in|from)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFrame:
    """A place name with the words around it that belong to it."""

    #: From the first direction word to the noun after the name.
    span: Span
    #: The bare name.
    core: Span
    #: What the text calls it; None when it does not say.
    kind: PlaceKind | None
    #: True where the words name a part of the place ("southern", "the south of").
    is_part: bool


def make_frame(text: str, core: Span, *, is_country: bool = False) -> NameFrame:
    """Make the frame of a name: "southern Oskar province" for "Oskar".

    "South of" a town is outside it, but "Kelba, south of Norland" and "the south of" are within.
    """
    direction = _direction_pattern().search(text, max(0, core.start - LOOK_BACK), core.start)
    start = direction.start() if direction else core.start
    after = _noun_after_pattern().match(text, core.end)
    lead = _lead_pattern().search(text[max(0, start - LOOK_BACK) : start])
    kind = _kind_of(after.group(1)) if after else _kind_of(lead.group("noun")) if lead else None
    nature = _nature_pattern().match(text, core.end) if after is None else None
    if nature is not None or _nature_end_pattern().search(text[core.start : core.end]):
        kind, after = "area", nature
    if kind is None:
        later = _apposition_pattern().match(text, core.end)
        kind = _kind_of(later.group("noun")) if later else None
    begin = _find_part_start(text, start, is_country=is_country)
    part_of = begin < start
    return NameFrame(
        span=Span(begin, after.end(1) if after else core.end),
        core=core,
        kind=kind,
        is_part=direction is not None or part_of,
    )


def _find_part_start(text: str, start: int, *, is_country: bool) -> int:
    """Find where "the south of" before a name starts; the name's own start when it is not there."""
    before = text[max(0, start - LOOK_BACK) : start]
    part = _part_pattern().search(before)
    if part is None or _DISTANCE.search(before) or find_relation(text, start) in ("offshore", "outside"):
        return start
    lead = before[: part.start()]
    return start - len(part.group()) if is_country or _THE.search(lead) else start


def find_relation(text: str, start: int) -> PlaceRelation:
    """Find the relation that the words before an offset give to the place there."""
    before = text[max(0, start - LOOK_BACK) : start]
    second = _AND.search(before)
    if second:
        first = start - len(second.group()) + len(second.group("first")) + 1
        relation = find_relation(text, first)
        return relation if relation in ("between", "on_route") else "at"
    for relation, pattern in _relation_patterns():
        if pattern.search(before):
            return relation
    return "near" if _DISTANCE.search(before) or _part_pattern().search(before) else "at"


def _kind_of(noun: str) -> PlaceKind | None:
    """Return the kind of place a noun says."""
    table = load_place_table()
    word = " ".join(noun.lower().split()).removesuffix("s")
    if word in table.settlement_nouns or word.endswith((" city", " town", " village")):
        return "settlement"
    if word in table.district_nouns or noun in table.district_nouns:
        return "district"
    return "region" if word in table.region_nouns else None


@lru_cache(maxsize=1)
def _all_nouns() -> str:
    """Make the alternatives of the nouns for settlements, districts and regions."""
    table = load_place_table()
    return make_alternatives([*table.settlement_nouns, *table.region_nouns, *table.district_nouns])


@lru_cache(maxsize=1)
def _direction_pattern() -> re.Pattern[str]:
    """Make the pattern of directions right before a name."""
    words = make_alternatives(load_place_table().directions)
    return re.compile(rf"\b(?:(?:{words})(?:\s+(?:and\s+)?|-))+$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _noun_after_pattern() -> re.Pattern[str]:
    """Make the pattern of a noun for a region or district right after a name."""
    table = load_place_table()
    words = make_alternatives([*table.region_nouns, *table.district_nouns])
    return re.compile(rf"(?:'s|\u2019s)?\s+({words})\b(?!\s+of\b)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _nature_pattern() -> re.Pattern[str]:
    """Make the pattern of a noun for a natural feature right after a name ("the Tarn river")."""
    words = make_alternatives(load_place_table().natural_nouns)
    return re.compile(
        rf"[ \u00a0]+({words})(?![\w-])(?!\s+(?:of|city|town|district|county)\b)", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _nature_end_pattern() -> re.Pattern[str]:
    """Make the pattern of a name that ends in a noun for a natural feature ("Tarn Valley")."""
    words = make_alternatives(word.title() for word in load_place_table().natural_nouns)
    return re.compile(rf"\w\s+(?:{words})$")


@lru_cache(maxsize=1)
def _lead_pattern() -> re.Pattern[str]:
    """Make the pattern of a noun before a name: "the town of", "the capital"."""
    return re.compile(
        rf"\b(?P<noun>{_all_nouns()})s?(?:\s+(?:of|called|named)(?:\s+the)?|,)?\s+$", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _apposition_pattern() -> re.Pattern[str]:
    """Make the pattern of a noun after a name: ", a small town in"."""
    return re.compile(rf",\s+(?:a|an|the|its|their)\s+{_BETWEEN}(?P<noun>{_all_nouns()})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _part_pattern() -> re.Pattern[str]:
    """Make the pattern of "the south of" right before a name."""
    nouns = make_alternatives([*load_place_table().direction_nouns, *load_place_table().directions])
    return re.compile(rf"\b(?:{nouns})\s+of\s+(?:the\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _relation_patterns() -> tuple[tuple[PlaceRelation, re.Pattern[str]], ...]:
    """Make the pattern of each relation; nouns such as "the town of" may follow its words."""
    word = r"\s+(?!(?:in|at|on|of|from|to|by|with|and|near|or|off|into|inside|for)\b)[a-z-]+"
    noun = rf"\s+(?:{_all_nouns()})(?:\s+of)?"
    gap = rf"(?:\s+(?:the|a|an|its|their))?(?:{word}){{0,2}}(?:{noun})?(?:\s+the)?\s+$"
    patterns = []
    for relation, phrases in load_place_table().relations.items():
        words = make_alternatives(phrases)
        patterns.append((relation, re.compile(rf"\b(?:{words}){gap}", re.IGNORECASE)))
    return tuple(sorted(patterns, key=lambda pair: _ORDER.index(pair[0])))


#: The more telling relation is tried first: "on the road between" is no mere "between".
_ORDER: tuple[PlaceRelation, ...] = ("on_route", "offshore", "outside", "between", "near", "at")
