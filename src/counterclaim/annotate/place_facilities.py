"""Facilities: buildings and sites with a name or a nation ("the Ostra Mosque", "German consulate")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span
from counterclaim.vocabulary.gazetteer import find_entries
from counterclaim.vocabulary.places import load_place_table, make_alternatives

_NAME = r"(?:[A-Z\u00c0-\u017d][\w'\u2019-]*|St\.|[aA]l-[A-Z][\w'\u2019-]*)"
_GAP = "[ \u00a0]+"
_LINK = rf"(?:{_GAP}(?:of|de|del|la|al|el|bin|ibn|the)|{_GAP}and)?"
_STOP = (
    r"(?!(?:The|A|An|In|At|On|Near|Outside|Inside|From|Of|And|But|When|After|Before|While|For|To|By|Its"
    r"|Our|Their|His|Her|This|That|These|Those|One|Two|No|Some|Many|Most|Every|Each)\b)"
)


def find_facilities(doc: Doc, parties: Sequence[PartyName]) -> tuple[Span, ...]:
    """Find the spans of facilities, in text order, without their article."""
    text = get_text(doc)
    officials = [party.span for party in parties if party.kind in ("government", "military", "police")]
    named = [span for span in _iter_named(text) if not any(span.overlaps(official) for official in officials)]
    found = {*named, *_iter_national(text, parties), *_iter_started(text)}
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _iter_named(text: str) -> Iterator[Span]:
    """Iterate over capitalised names with a noun for a building after them.

    A town with a common noun ("a Kelba hospital") stays a town, and so does a town called "Beach".
    """
    for match in _named_pattern().finditer(text):
        name = match.group("name") if match.group("noun").islower() else match.group()
        if not any(entry.is_main for entry in find_entries(name)):
            yield Span(match.start("name"), match.end())


def _iter_started(text: str) -> Iterator[Span]:
    """Iterate over names that begin with a word for a site ("Camp Orlo")."""
    for match in _started_pattern().finditer(text):
        yield Span(match.start(), match.end())


def _iter_national(text: str, parties: Sequence[PartyName]) -> Iterator[Span]:
    """Iterate over nouns for buildings after a nation or a body ("German consulate")."""
    for party in parties:
        match = _national_pattern().match(text, party.span.end)
        if match:
            yield Span(party.span.start, match.end())
        elif _national_pattern().search(text, party.span.start, party.span.end):
            yield party.span


@lru_cache(maxsize=1)
def _named_pattern() -> re.Pattern[str]:
    """Make the pattern of a name and a noun; weaker nouns count only when capitalised."""
    table = load_place_table()
    strong = make_alternatives(table.strong_facility_nouns)
    capitalised = make_alternatives(
        word.title() for word in (*table.facility_nouns, *table.strong_facility_nouns)
    )
    words = rf"{_STOP}{_NAME}(?:{_LINK}{_GAP}{_STOP}{_NAME}){{0,4}}"
    return re.compile(rf"(?<![\w'\u2019-])(?P<name>{words}){_GAP}(?P<noun>{capitalised}|{strong})(?![\w-])")


@lru_cache(maxsize=1)
def _started_pattern() -> re.Pattern[str]:
    """Make the pattern of a word for a site and a name after it."""
    starts = make_alternatives(load_place_table().facility_starts)
    return re.compile(rf"(?<![\w'-])(?:{starts})(?:\s+(?:the|al))?\s+{_NAME}(?:{_GAP}{_STOP}{_NAME}){{0,2}}")


@lru_cache(maxsize=1)
def _national_pattern() -> re.Pattern[str]:
    """Make the pattern of a noun for a building after a nation."""
    nouns = make_alternatives(load_place_table().strong_facility_nouns)
    return re.compile(
        rf"(?:'s|\u2019s)?\s+(?:(?!(?:of|to|for|in|at|from|by|on|and)\b)[a-z]+\s+)?(?:{nouns})(?![\w-])",
        re.IGNORECASE,
    )
