"""Predictions that are spans of a text: time expressions, place names, attributions.

Invariant: offsets are code points of the document's `text`, end exclusive.
"""

from __future__ import annotations

from benchmarks.quality.reading import annotate_text
from benchmarks.quality.rows import Row, find_day, get_name
from counterclaim.annotate.date_timex import to_timex
from counterclaim.annotate.layers import Attribution, Toponym
from counterclaim.model.span import Span


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
    """Make the place names of a document: all words that point to a place.

    The gold sets count every such word, also where a country acts, an adjective and a town inside
    the name of a body. Where two readings come close the better one is answered.
    """
    day, url = find_day(document.get("date")), document.get("url")
    annotated = annotate_text(document["text"], published=day, url=url)
    return {"doc_id": get_name(document), "toponyms": [_to_toponym(each) for each in annotated.toponyms]}


def _to_toponym(toponym: Toponym) -> Row:
    place = {"lat": toponym.lat, "lon": toponym.lon, "country": toponym.country}
    return {**_to_ends(toponym.span), **place}


def _to_ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _to_pair(span: Span) -> list[int]:
    return [span.start, span.end]
