"""Date expressions and the report's own date.

Invariant: every value is one that words of the text stand for; where neither the words nor the
report's calendar tell, the value is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.annotate.date_context import DateContext
from counterclaim.annotate.date_finder import find_readings
from counterclaim.annotate.date_meaning import Direction, Period
from counterclaim.annotate.date_narrative import (
    TextCalendar,
    find_ahead_weekday,
    find_lead_day,
    find_weekday_pairs,
    make_value,
    resolve_readings,
)
from counterclaim.annotate.date_resolve import resolve_meaning
from counterclaim.annotate.date_stamp import find_head_month, find_stamps
from counterclaim.annotate.date_told import find_told_day
from counterclaim.annotate.layers import DateExpression, DateLayer
from counterclaim.annotate.publication import find_order, settle_order, settle_publication
from counterclaim.annotate.tree import Doc
from counterclaim.model.report import Report
from counterclaim.model.span import Span
from counterclaim.model.values import DateValue


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayConflict:
    """A full date whose weekday is not the one written beside it."""

    span: Span
    #: Monday is 0.
    said: int
    true: int


def find_dates(report: Report, doc: Doc, blocks: Sequence[Span]) -> DateLayer:
    """Find and resolve the date expressions of a report, and settle its publication date."""
    readings = find_readings(doc, blocks)
    stamps = find_stamps(report.text, readings, blocks)
    order = find_order(doc, readings)
    publication = settle_publication(report, doc, readings=readings, stamps=stamps, order=order)
    stamped = frozenset(stamp.reading.span for stamp in stamps)
    calendar = TextCalendar(
        published=publication.report.published,
        lead=find_lead_day(doc, readings, stamped)
        or find_head_month(report.text)
        or find_told_day(doc, readings, stamped),
        order=settle_order(publication, stamps, order),
        weekday_pairs=find_weekday_pairs(readings, stamped),
        ahead_weekday=find_ahead_weekday(doc, readings, publication.report.published),
    )
    expressions = resolve_readings(doc, readings, stamps=stamped, calendar=calendar)
    return DateLayer(publication=publication, expressions=expressions)


def resolve_expression(
    expression: DateExpression, *, anchor: date, direction: Direction = "past"
) -> DateValue | None:
    """Resolve an expression as if its words had been said on another day.

    Args:
        expression: one that `find_dates` made; one that states its whole date keeps it.
        anchor: the day on which the words were said.
        direction: whether the clause tells of the past or the future, for weekdays and days of a month.
    """
    if expression.meaning is None or expression.basis == "stated":
        return expression.value
    day = Period(start=anchor, end=anchor, precision="day")
    context = DateContext(anchor=anchor, narrative=day, direction=direction)
    resolution = resolve_meaning(expression.meaning, context)
    return make_value(resolution.period, expression.wording) if resolution else None


def find_weekday_conflicts(expressions: Iterable[DateExpression]) -> tuple[WeekdayConflict, ...]:
    """Find the dates written with a weekday on which they do not fall."""
    return tuple(
        WeekdayConflict(span=expression.span, said=said, true=true)
        for expression in expressions
        if expression.meaning is not None and expression.value is not None
        if expression.meaning.form in {"calendar", "numeric"}
        if (said := expression.meaning.weekday) is not None
        if (true := expression.value.start.weekday()) != said
    )
