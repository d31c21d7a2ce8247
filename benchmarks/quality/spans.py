"""Predictions that are spans of a text: time expressions, place names, attributions.

Invariant: offsets are code points of the document's `text`, end exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence

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
        "attributions": to_rows(annotated.attributions),
    }


def to_rows(attributions: Sequence[Attribution]) -> list[Row]:
    """Turn attributions into rows, one a cue, without those that somebody else is said to say.

    The gold is univocal: no cue stands inside another's content, and speech that goes on is one.
    """
    said: dict[tuple[Span, Span | None], list[Span]] = {}
    for each in attributions:
        if any(span.contains(each.cue) for other in attributions for span in other.content):
            continue
        said.setdefault((each.cue, each.source), []).extend(each.content)
    return [
        {
            "source": [_to_pair(source)] if source else None,
            "cue": [_to_pair(cue)],
            "content": [_to_pair(span) for span in content] or None,
        }
        for (cue, source), content in said.items()
    ]


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
