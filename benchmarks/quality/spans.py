"""Predictions that are spans of a text: time expressions, place names, attributions.

Invariant: offsets are code points of the document's `text`, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from benchmarks.quality.reading import annotate_text
from benchmarks.quality.rows import Row, find_day, get_name
from counterclaim.annotate.date_timex import to_timex
from counterclaim.annotate.layers import AnnotatedReport, Attribution, PartyName, PlaceName
from counterclaim.model.span import Span
from counterclaim.vocabulary.gazetteer import find_entries
from counterclaim.vocabulary.parties import load_countries


def make_timex_row(document: Row) -> Row:
    """Make the time expressions of a document; its `dct` is the day of publication."""
    annotated = annotate_text(document["text"], published=find_day(document.get("dct")))
    timexes = [
        {**_to_ends(each.span), "type": each.kind, "value": to_timex(each)}
        for each in annotated.dates.expressions
    ]
    return {"doc_id": get_name(document), "timexes": timexes}


def make_attribution_row(document: Row) -> Row:
    """Make the attributions of a document."""
    annotated = annotate_text(document["text"], published=find_day(document.get("date")))
    return {
        "doc_id": get_name(document),
        "attributions": [_to_roles(each) for each in annotated.attributions],
    }


def _to_roles(attribution: Attribution) -> Row:
    return {
        "source": [_to_pair(attribution.source)] if attribution.source else None,
        "cue": [_to_pair(attribution.cue)],
        "content": [_to_pair(span) for span in attribution.content] or None,
    }


def make_geo_row(document: Row) -> Row:
    """Make the place names of a document: places, and countries that stand as parties.

    The gold sets count every name of a country as a place name, also where it acts; buildings
    that no gazetteer has are not place names there.
    """
    annotated = annotate_text(document["text"], published=find_day(document.get("date")))
    return {"doc_id": get_name(document), "toponyms": list(_iter_toponyms(annotated))}


def _iter_toponyms(annotated: AnnotatedReport) -> Iterator[Row]:
    places = [place for place in annotated.places if not place.is_facility]
    yield from map(_to_toponym, places)
    for party in annotated.parties:
        is_free = not any(place.span.overlaps(party.span) for place in places)
        if is_free and party.kind == "country" and party.manner in {"name", "alias"}:
            yield _to_country(party)


def _to_toponym(place: PlaceName) -> Row:
    value = place.value
    lat, lon = value.lat, value.lon
    if lat is None and value.country and value.precision in {"country", "area"}:
        lat, lon = find_centre(value.country)
    return {**_to_ends(place.span), "lat": lat, "lon": lon, "country": value.country}


def _to_country(party: PartyName) -> Row:
    lat, lon = find_centre(party.country) if party.country else (None, None)
    return {**_to_ends(party.span), "lat": lat, "lon": lon, "country": party.country}


@lru_cache(maxsize=512)
def find_centre(iso3: str) -> tuple[float | None, float | None]:
    """Find the point the gazetteer has for a country, in degrees; (None, None) where it has none."""
    country = load_countries().get(iso3)
    if country is None:
        return None, None
    found = [entry for entry in find_entries(country.name) if entry.feature == "country"]
    own = next((entry for entry in found if entry.country == iso3), None)
    return (own.lat, own.lon) if own else (country.lat, country.lon)


def _to_ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _to_pair(span: Span) -> list[int]:
    return [span.start, span.end]
