"""Names that no gazetteer need have: the words around them tell that they are places.

"Arlo, a town in the east", "near Arlo, about 40 km from Kelba", "in Arlo, in Norland's Oskar
province". The parser takes many such names for bodies or people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from counterclaim.model.span import Span
from counterclaim.vocabulary.parties import load_countries
from counterclaim.vocabulary.places import load_place_table, make_alternatives

_WORD = r"(?:[aA]l-|[eE]l-)?[A-Z\u00c0-\u017d][\w'\u2019]*(?:-[\w'\u2019]+)*\w"
_NAME = rf"(?P<name>(?:[A-Z][\w'\u2019]*\w\s+(?:al|el|el-|bin|ibn)\s+)?{_WORD}(?:\s+{_WORD}){{0,2}})"
#: Words between an article and the noun; none that opens a phrase of its own ("a resident of the town").
_BETWEEN = r"(?:(?!(?:of|in|at|from|to|for|by|with|who|which|that)\b)[\w'\u2019-]+\s+){0,4}?"
_LEADS = r"(?<![\w-])(?i:in|at|near|outside|around|of|from|to|on|into|against|inside)\s+(?:the\s+)?"
_DISTANCE = (
    r",\s+(?:which\s+(?:is|lies)\s+)?(?:[a-z]+\s+){0,2}\d[\d.,]*[\s-]*(?:km|kms|kilomet(?:er|re)s?|miles?)\b"
)


def iter_told_names(text: str) -> Iterator[Span]:
    """Iterate over the names that the words around them call a place."""
    for pattern in (_noun_pattern(), _distance_pattern(), _inside_pattern(), _country_pattern()):
        for match in pattern.finditer(text):
            yield _drop_opening(text, Span(*match.span("name")))
    for match in _between_pattern().finditer(text):
        yield from (Span(*match.span("name")), Span(*match.span("second")))


def _drop_opening(text: str, span: Span) -> Span:
    """Drop a preposition that opens a sentence ("In Arlo, a town")."""
    first, _, rest = text[span.start : span.end].partition(" ")
    if rest and first.lower() in load_place_table().unknown_prepositions:
        return Span(span.end - len(rest), span.end)
    return span


@lru_cache(maxsize=1)
def _noun_pattern() -> re.Pattern[str]:
    """Make the pattern of a name and a noun after it ("Arlo, a small town in")."""
    nouns = make_alternatives(load_place_table().own_town_nouns)
    return re.compile(
        rf"(?<![\w'\u2019-]){_NAME},\s+(?:an?|the)\s+{_BETWEEN}(?:{nouns})"
        r"(?=\s+(?:in|on|of|near|about|close|outside|at|around|some|just|under|held|controlled|that|where|north"
        r"|south|east|west|\d)|,)"
    )


@lru_cache(maxsize=1)
def _distance_pattern() -> re.Pattern[str]:
    """Make the pattern of a name and a distance after it."""
    return re.compile(rf"(?<![\w'\u2019-]){_NAME}(?={_DISTANCE})")


@lru_cache(maxsize=1)
def _between_pattern() -> re.Pattern[str]:
    """Make the pattern of two names that something lies between ("the road between Arlo and Kelba")."""
    nouns = make_alternatives(load_place_table().way_nouns)
    second = _NAME.replace("?P<name>", "?P<second>")
    return re.compile(
        rf"\b(?:{nouns})s?\s+(?:\w+\s+)?between\s+(?:the\s+(?:\w+\s+){{1,2}}of\s+)?{_NAME}\s+and\s+{second}"
    )


@lru_cache(maxsize=1)
def _country_pattern() -> re.Pattern[str]:
    """Make the pattern of a name after a preposition and its country ("in Arlo, Norland, on Friday")."""
    names = "|".join(re.escape(each.name) for each in load_countries().values())
    return re.compile(_LEADS + _NAME + rf"(?=,\s+(?:{names})(?:[,.;:)]|\s+[a-z(]|\s*$))")


@lru_cache(maxsize=1)
def _inside_pattern() -> re.Pattern[str]:
    """Make the pattern of a name after a preposition and a larger one after it ("in Arlo, in northern X")."""
    table = load_place_table()
    directions = make_alternatives(table.directions)
    divisions = make_alternatives((*table.region_nouns, *table.district_nouns))
    larger = (
        rf"the\s+(?:{directions})|(?:{directions})\s+[A-Z]|the\s+[A-Z]\w+(?:\s+[A-Z]\w+)?\s+(?:{divisions})\b"
        rf"|(?:[A-Z][\w'\u2019]+\s+){{1,3}}(?:(?:{directions})\s+)?(?:[A-Z][\w-]+\s+){{0,3}}(?:{divisions})\b"
        rf"|the\s+(?:{divisions})\s+of\b"
    )
    return re.compile(_LEADS + _NAME + rf"(?=,?\s+in\s+(?:{larger}))")
