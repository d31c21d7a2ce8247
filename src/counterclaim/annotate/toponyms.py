"""Toponyms: every word that points to a place, also where no event could have happened there.

The places of `annotate.places` are where something is said to be. Toponyms are those, and the
countries that act, the adjectives ("Norlandic"), the towns inside the names of bodies ("Kelba Fire
Department") and the streets. A toponym is the bare name, without "southern" and "province".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from counterclaim.annotate.layers import PartyName, Toponym
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.place_candidates import Candidate
from counterclaim.annotate.place_choice import Choice
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span
from counterclaim.vocabulary.gazetteer import find_entries
from counterclaim.vocabulary.parties import load_countries, load_country_names
from counterclaim.vocabulary.places import make_alternatives
from counterclaim.vocabulary.toponyms import load_adjectives, load_toponym_table

_NAME = r"(?:[A-Z][\w'\u2019-]*|[NSEW]\.|St\.|\d+(?:st|nd|rd|th))"
#: Words in lower case before and after a name.
_LEAD = re.compile(r"(?:[a-z][\w-]*\s+)+(?=[^a-z])")
_TAIL = re.compile(r"(?:\s+[a-z][\w-]*)+$")


def find_toponyms(
    doc: Doc,
    parties: Sequence[PartyName],
    resolved: Iterable[tuple[Candidate, Choice | None]],
) -> tuple[Toponym, ...]:
    """Find the toponyms of a text, in text order; none overlaps another.

    Args:
        doc: the parsed text.
        parties: the parties of the text; countries among them are toponyms.
        resolved: the names of places with what each means.
    """
    text = get_text(doc)
    groups: tuple[Iterable[Toponym], ...] = (
        (_make_toponym(text, candidate, choice) for candidate, choice in resolved),
        _iter_streets(text),
        _iter_countries(text, parties),
        _iter_adjectives(text),
    )
    taken: list[Toponym] = []
    for group in groups:
        for toponym in group:
            if not any(toponym.span.overlaps(other.span) for other in taken):
                taken.append(toponym)
    return tuple(sorted(taken, key=lambda toponym: toponym.span))


def _make_toponym(text: str, candidate: Candidate, choice: Choice | None) -> Toponym:
    """Make the toponym of a name and what it means."""
    span = find_bare_span(text, candidate)
    if choice is None:
        return Toponym(span=span, manner="place")
    entry = choice.entry
    return Toponym(
        span=span,
        manner="place",
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames,
        is_certain=choice.is_certain,
    )


def find_bare_span(text: str, candidate: Candidate) -> Span:
    """Find the bare name in the words of a candidate: the form that the gazetteer has."""
    if candidate.kind == "state":
        return candidate.span
    for name in candidate.names:
        start = text.find(name, candidate.span.start, candidate.span.end)
        if start >= 0 and (candidate.kind == "country" or find_entries(name)):
            return _strip_nouns(text, Span(start, start + len(name)))
    return _strip_nouns(text, candidate.span)


def _strip_nouns(text: str, span: Span) -> Span:
    """Strip the words in lower case around a name ("mainland", "province")."""
    words = text[span.start : span.end]
    lead, tail = _LEAD.match(words), _TAIL.search(words)
    start = span.start + (lead.end() if lead else 0)
    end = span.start + tail.start() if tail else span.end
    return Span(start, end) if start < end else span


def _iter_countries(text: str, parties: Sequence[PartyName]) -> Iterator[Toponym]:
    """Iterate over the countries that act or own a body, not in an amount ("US$5")."""
    for party in parties:
        match = _country_pattern().match(text, party.span.start, party.span.end)
        if match and party.country and text[match.end() : match.end() + 1] != "$":
            yield _make_country(Span(match.start(), match.end()), party.country, manner="country")


def _make_country(span: Span, iso3: str | None, *, manner: str) -> Toponym:
    """Make the toponym of a country, at its middle."""
    country = load_countries().get(iso3 or "")
    return Toponym(
        span=span,
        manner="country" if manner == "country" else "adjective",
        country=iso3,
        lat=country.lat if country else None,
        lon=country.lon if country else None,
        geonames=country.geonames if country else None,
    )


def _iter_adjectives(text: str) -> Iterator[Toponym]:
    """Iterate over the adjectives and peoples of countries and of parts of the world."""
    regions = load_toponym_table().adjectives
    for match in _adjective_pattern().finditer(text):
        span = Span(match.start(), match.end())
        if match.group() in regions:
            yield _make_region(span, regions[match.group()])
        else:
            yield _make_country(span, load_adjectives()[match.group()], manner="adjective")


def _make_region(span: Span, name: str) -> Toponym:
    """Make the toponym of an adjective of a region."""
    entry = next((entry for entry in find_entries(name) if entry.is_main), None)
    if entry is None:
        return Toponym(span=span, manner="adjective")
    return Toponym(
        span=span, manner="adjective", country=entry.country, lat=entry.lat, lon=entry.lon,
        geonames=entry.geonames,
    )  # fmt: skip


def _iter_streets(text: str) -> Iterator[Toponym]:
    """Iterate over streets, highways and natural features, which the gazetteer does not have."""
    for pattern in _feature_patterns():
        for match in pattern.finditer(text):
            yield Toponym(span=Span(match.start("name"), match.end("name")), manner="street")


@lru_cache(maxsize=1)
def _country_pattern() -> re.Pattern[str]:
    """Make the pattern of the names of countries."""
    return re.compile(rf"(?:{make_alternatives(load_country_names())})(?![\w-])")


@lru_cache(maxsize=1)
def _adjective_pattern() -> re.Pattern[str]:
    """Make the pattern of adjectives that are no part of a longer one ("Native American")."""
    table = load_toponym_table()
    words = make_alternatives([*load_adjectives(), *table.adjectives])
    lead = "".join(rf"(?<!\b{word}[ -])" for word in table.compound_starts)
    return re.compile(rf"{lead}(?<![\w'\u2019])(?:{words})(?![\w'\u2019]*[a-z])")


@lru_cache(maxsize=1)
def _feature_patterns() -> tuple[re.Pattern[str], ...]:
    """Make the patterns of streets without a number of a house, of highways, of natural features."""
    table = load_toponym_table()
    streets, nature = make_alternatives(table.street_nouns), make_alternatives(table.natural_nouns)
    roads, starts = make_alternatives(table.highway_nouns), make_alternatives(table.natural_starts)
    return (
        re.compile(rf"(?<!\w)(?P<name>(?:{roads}) \d+[A-Z]?)(?!\w)"),
        re.compile(rf"(?<![\w-])(?<!\d )(?P<name>{_NAME}(?: {_NAME}){{0,2}} (?:{streets}))(?!\w)"),
        re.compile(rf"(?<![\w-])(?P<name>{_NAME}(?: {_NAME}){{0,2}} (?:{nature}))(?!\w)"),
        re.compile(rf"(?<![\w-])(?P<name>(?:{starts}) {_NAME}(?: {_NAME})?)(?!\w)"),
    )
