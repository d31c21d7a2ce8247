"""Date expressions and the report's own date, in languages that are read without a parse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from counterclaim.annotate.date_context import DateContext, Resolution
from counterclaim.annotate.date_finder import iter_readings, keep_longest
from counterclaim.annotate.date_narrative import find_reference, get_full_day, make_expression
from counterclaim.annotate.date_reading import DateReading
from counterclaim.annotate.date_resolve import resolve_meaning
from counterclaim.annotate.date_stamp import Stamp, find_head_month, find_stamps
from counterclaim.annotate.layers import DateExpression, DateLayer, Publication
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.publication import choose_stamp, read_stamp
from counterclaim.annotate.tree import Doc
from counterclaim.model.report import Report
from counterclaim.model.span import Span, make_evidence


def find_dates(report: Report, doc: Doc, blocks: Sequence[Span], language: str) -> DateLayer:
    """Find and resolve the date expressions of a report, and settle its publication date."""
    text = get_text(doc)
    found = [reading for block in blocks for reading in iter_readings(text, block, language)]
    readings = tuple(sorted(keep_longest(found), key=lambda reading: reading.span))
    stamps = find_stamps(text, readings, blocks, language)
    publication = settle_publication(report, stamps)
    stamped = frozenset(stamp.reading.span for stamp in stamps)
    anchor = publication.report.published or _find_lead(readings, stamped)
    expressions: list[DateExpression] = []
    for reading in readings:
        is_dated = reading.meaning.month is not None and reading.meaning.day is not None
        known = anchor or (find_head_month(text) if is_dated else None)
        resolution = _resolve(reading, known, expressions)
        expressions.append(make_expression(reading, resolution, is_stamp=reading.span in stamped))
    return DateLayer(publication=publication, expressions=tuple(expressions))


def settle_publication(report: Report, stamps: Sequence[Stamp]) -> Publication:
    """Settle the day of publication: metadata first, else the most trusted stamp; days come first."""
    stamp = None if report.published is not None else choose_stamp(stamps)
    day = read_stamp(stamp.reading, "day_first") if stamp else None
    if stamp is None or day is None:
        return Publication(report=report)
    span = stamp.reading.span
    return Publication(
        report=msgspec.structs.replace(report, published=day, published_basis="stated"),
        evidence=make_evidence(report.text, span.start, span.end),
    )


def _find_lead(readings: Sequence[DateReading], stamped: frozenset[Span]) -> date | None:
    """Find the first full date of the narrative, where the report has no date of its own."""
    return next((day for r in readings if r.span not in stamped and (day := get_full_day(r.meaning))), None)


def _resolve(
    reading: DateReading, anchor: date | None, earlier: Sequence[DateExpression]
) -> Resolution | None:
    """Resolve a reading; a report tells of the past, and day comes before month."""
    context = DateContext(
        anchor=anchor, narrative=find_reference(reading, earlier, anchor), direction="past", order="day_first"
    )
    return resolve_meaning(reading.meaning, context)
