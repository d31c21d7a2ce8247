"""Bodies of a state: "Israeli army", "U.S. State Department", "the government of Mali"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span
from counterclaim.vocabulary.parties import load_bodies, load_countries, load_party_table

#: Most words that may stand between a country and a body ("Iranian former senior officials").
MODIFIERS_MAX = 3
#: Characters looked at before a country for "the government of".
LOOK_BACK = 60

_GAP = re.compile(r"('s|\u2019s|'|\u2019)?[ \n\u00a0]+(?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A country with one of its bodies."""

    #: From the first word of either to the last.
    span: Span
    #: Kind of body: government, military, police, media, armed_group.
    kind: str


def extend_to_body(doc: Doc, country: Span, *, is_capital: bool = False) -> Body | None:
    """Extend a country's name to the body of the state beside it; None when there is none.

    Args:
        doc: the parsed text.
        country: the words that name the country.
        is_capital: the words are a capital, which only names of governments may follow.
    """
    if is_capital:
        return _find_capital_body(doc, country)
    return _find_body_after(doc, country) or _find_body_before(get_text(doc), country)


def _find_capital_body(doc: Doc, capital: Span) -> Body | None:
    """Find what belongs to a capital: "the Kyiv government", "Moscow's forces"."""
    body = _find_body_after(doc, capital)
    if body is None or get_text(doc)[capital.end] in "'\u2019":
        return body
    words = load_party_table().capitals.bodies
    return body if get_text(doc)[: body.span.end].split()[-1].lower() in words else None


def _find_body_after(doc: Doc, country: Span) -> Body | None:
    """Find the body after a country ("Iran's Foreign Ministry")."""
    gap = _GAP.match(get_text(doc), country.end)
    if gap is None:
        return None
    start = gap.end()
    is_free = not gap.group(1) and get_text(doc)[country.start : country.end] in _load_plain_names()
    if is_free and get_text(doc)[start].islower() and not _is_premodifier(doc, country):
        return None
    body = _match_body(get_text(doc), country, start)
    return body if body and not _is_adjective(doc, body) else None


def _is_adjective(doc: Doc, body: Body) -> bool:
    """Tell whether "official" is an adjective here ("Norland's official news agency")."""
    if not get_text(doc)[: body.span.end].endswith("official"):
        return False
    covered = doc.char_span(body.span.start, body.span.end, alignment_mode="expand")
    return covered is not None and covered[-1].dep_ in ("amod", "compound")


def _is_premodifier(doc: Doc, country: Span) -> bool:
    """Tell whether a name belongs to the noun after it ("Pakistan police")."""
    covered = doc.char_span(country.start, country.end, alignment_mode="expand")
    return covered is not None and covered.root.dep_ in ("compound", "amod", "nmod", "poss")


def _match_body(text: str, country: Span, start: int) -> Body | None:
    """Match modifiers and a noun of the lexicon from an offset on."""
    position = start
    for _ in range(MODIFIERS_MAX + 1):
        noun = _body_pattern().match(text, position)
        if noun:
            kind = load_bodies()[_normal(noun.group())]
            return Body(span=Span(country.start, noun.end()), kind=kind)
        modifier = _modifier_pattern().match(text, position)
        if modifier is None:
            return None
        position = modifier.end()
    return None


def _find_body_before(text: str, country: Span) -> Body | None:
    """Find the body before a country ("the government of Mali")."""
    begin = max(0, country.start - LOOK_BACK)
    before = _body_of_pattern().search(text[begin : country.start])
    if before is None:
        return None
    kind = load_bodies()[_normal(before.group(1))]
    return Body(span=Span(begin + before.start(1), country.end), kind=kind)


def _normal(words: str) -> str:
    """Return words in lower case with single spaces."""
    return " ".join(words.lower().split())


@lru_cache(maxsize=1)
def _load_plain_names() -> frozenset[str]:
    """Load the names of countries: a lower-case noun after one seldom belongs to it."""
    return frozenset(country.name for country in load_countries().values())


def _any_of(words: tuple[str, ...]) -> str:
    """Make a pattern for any of some phrases, longest first."""
    ordered = sorted(words, key=lambda word: -len(word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@lru_cache(maxsize=1)
def _body_pattern() -> re.Pattern[str]:
    """Make the pattern of the nouns for bodies."""
    return re.compile(rf"(?:{_any_of(tuple(load_bodies()))})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _modifier_pattern() -> re.Pattern[str]:
    """Make the pattern of one modifier and the gap after it."""
    words = _any_of(tuple(load_party_table().body_modifiers))
    return re.compile(rf"(?:{words})(?:[ \n\u00a0]+|-)(?=\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _body_of_pattern() -> re.Pattern[str]:
    """Make the pattern of a body before "of" and a country."""
    return re.compile(rf"(?<!\w)({_any_of(tuple(load_bodies()))})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
