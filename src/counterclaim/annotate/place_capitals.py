"""Capitals that are not named: "in Somalia's capital", "in Yemen's rebel-held capital", "the capital".

Invariant: only a country with one capital is read, and "the capital" alone only where the text's
places lie in one country and none of them is its capital already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from counterclaim.annotate.layers import PartyName, PlaceName
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.place_words import find_relation
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span
from counterclaim.model.values import PlaceValue
from counterclaim.vocabulary.gazetteer import GazetteerEntry, find_entries
from counterclaim.vocabulary.parties import load_countries

_OF_COUNTRY = re.compile(
    r"(?:'s|\u2019s?)?\s+(?:[a-z-]+\s+){0,3}?capital(?![\w-])(?!\s+(?:city\s+)?(?:of\s+)?[A-Z])"
)
_BARE = re.compile(r"(?<=\b[Ii]n the )capital(?![\w-])(?!,?\s+(?:city\s+)?(?:of\s+)?[A-Z])(?!\s+of\b)")
#: What follows a capital that is named, or is no city ("capital, Mogadishu", "capital punishment").
_NAMED = re.compile(r",\s+[A-Z]|\s+(?:punishment|of|market|region|province|murder|crime)\b")


def find_capital_places(
    doc: Doc, parties: Sequence[PartyName], places: Sequence[PlaceName]
) -> tuple[PlaceName, ...]:
    """Find the capitals that a text speaks of without their names, in text order."""
    text = get_text(doc)
    found = [*_iter_owned(text, parties), *_iter_bare(text, places)]
    return tuple(sorted(found, key=lambda place: place.span))


def _iter_owned(text: str, parties: Sequence[PartyName]) -> Iterator[PlaceName]:
    """Iterate over capitals after the name or adjective of their country."""
    for party in parties:
        match = _OF_COUNTRY.match(text, party.span.end) if party.country and party.kind == "country" else None
        if match is not None and not _NAMED.match(text, match.end()):
            yield from _iter_capital(text, Span(party.span.start, match.end()), party.country)


def _iter_bare(text: str, places: Sequence[PlaceName]) -> Iterator[PlaceName]:
    """Iterate over "in the capital" of the one country that the places of a text lie in."""
    countries = {place.value.country for place in places if place.value.country}
    entry = find_capital(next(iter(countries))) if len(countries) == 1 else None
    if entry is None or any(place.value.geonames == entry.geonames for place in places):
        return
    for match in _BARE.finditer(text):
        if not _NAMED.match(text, match.end()):
            yield from _iter_capital(text, Span(*match.span()), entry.country)


def _iter_capital(text: str, span: Span, country: str | None) -> Iterator[PlaceName]:
    entry = find_capital(country) if country else None
    if entry is None:
        return
    value = PlaceValue(
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames,
        precision="settlement",
        relation=find_relation(text, span.start),
        wording=text[span.start : span.end],
    )
    yield PlaceName(span=span, value=value, population=entry.population)


@lru_cache(maxsize=256)
def find_capital(country: str) -> GazetteerEntry | None:
    """Find the capital of a country (ISO 3166-1 alpha-3); None where it has two, or none is known."""
    known = load_countries().get(country)
    names = known.capitals if known is not None else ()
    towns = (
        next((each for each in find_entries(name) if _is_town_of(each, country)), None) for name in names
    )
    found = [town for town in towns if town is not None]
    return found[0] if len({town.geonames for town in found}) == 1 else None


def _is_town_of(entry: GazetteerEntry, country: str) -> bool:
    return entry.feature == "settlement" and entry.country == country and entry.population > 0
