"""Resolve the expressions of a text one after another, by publication and by the narrative itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from counterclaim.annotate.date_calendar import make_day
from counterclaim.annotate.date_context import DateContext, Resolution
from counterclaim.annotate.date_meaning import DateMeaning, Direction, NumericOrder, Period, Unit
from counterclaim.annotate.date_reading import DateReading
from counterclaim.annotate.date_resolve import (
    make_stated_period,
    resolve_meaning,
    resolve_numeric,
)
from counterclaim.annotate.date_tense import judge_direction
from counterclaim.annotate.date_vocabulary import load_date_vocabulary
from counterclaim.annotate.layers import DateExpression
from counterclaim.annotate.parsed import get_text, iter_told
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.span import Span
from counterclaim.model.values import DateValue

#: Longest reference period, in days, from which a unit can be counted ("the following year").
REFERENCE_DAYS: dict[Unit, int] = {
    "day": 1, "week": 7, "weekend": 7, "fortnight": 14, "month": 31, "quarter": 92, "year": 366,
    "decade": 3653, "century": 36525,
}  # fmt: skip
#: Without a publication date, a day and month takes the year that brings it this near to the lead's day.
LEAD_DAYS = 60
#: Sentences of the narrative whose full date can set the text's own calendar.
LEAD_SENTENCES = 3
#: Code points after a weekday in which "local time" still belongs to it.
LOCAL_TIME_REACH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCalendar:
    """The days a text offers for measuring from."""

    published: date | None
    #: Day of the lead, where the text prints it in full; used only without a publication date.
    lead: date | None = None
    order: NumericOrder = "open"
    #: Full dates printed with their weekday ("Saturday, 14 September 2019").
    weekday_pairs: tuple[date, ...] = ()
    #: The weekday after publication, where the text tells of it as past: it is later there by the clock.
    ahead_weekday: int | None = None


def resolve_readings(
    doc: Doc, readings: Sequence[DateReading], *, stamps: Collection[Span], calendar: TextCalendar
) -> tuple[DateExpression, ...]:
    """Resolve the readings of a text in order; each may be measured from those before it."""
    expressions: list[DateExpression] = []
    shared = find_shared_years(get_text(doc), readings)
    for reading in readings:
        context = DateContext(
            anchor=calendar.published,
            shared_year=shared.get(reading.span),
            narrative=find_reference(reading, expressions, calendar.published),
            direction=_judge_direction(doc, reading, calendar),
            order=calendar.order,
        )
        resolution = _resolve(reading.meaning, context, calendar)
        expressions.append(make_expression(reading, resolution, is_stamp=reading.span in stamps))
    return tuple(expressions)


def find_shared_years(text: str, readings: Sequence[DateReading]) -> dict[Span, int]:
    """Find the years that months and days share with the date that follows ("May and June 2011")."""
    years: dict[Span, int] = {}
    coordinators = load_date_vocabulary().guards["coordinators"]
    for reading, following in reversed(tuple(pairwise(readings))):
        first, last = reading.meaning, following.meaning
        year = last.year or years.get(following.span)
        between = " ".join(text[reading.span.end : following.span.start].split())
        is_open = first.form == "calendar" and (first.year, first.step, first.year_step) == (None, None, None)
        if is_open and year and first.month and last.month and between in coordinators:
            years[reading.span] = year - (first.month > last.month)
    return years


def find_ahead_weekday(doc: Doc, readings: Sequence[DateReading], published: date | None) -> int | None:
    """Find the weekday after publication where the text tells that it lies ahead, not six days back.

    A report dated in one zone of time tells of a morning in another ("early Friday"); and a bare
    weekday means one day throughout a report, so one plan for it is enough.
    """
    if published is None:
        return None
    ahead = (published.weekday() + 1) % 7
    is_told = any(
        reading.meaning.weekday == ahead
        and is_bare_weekday(reading.meaning)
        and (_is_early(get_text(doc), reading) or judge_direction(doc, reading.span) == "future")
        for reading in readings
    )
    return ahead if is_told else None


def is_bare_weekday(meaning: DateMeaning) -> bool:
    """Tell whether words are a weekday without "last", "this" or "next"."""
    return meaning.form == "weekday" and meaning.step is None and meaning.week_step is None


def _is_early(text: str, reading: DateReading) -> bool:
    """Tell whether a weekday stands with its early hours, or with local time."""
    is_morning = reading.meaning.part == "start" or reading.meaning.daypart == "MO"
    return is_morning or "local time" in text[reading.span.start : reading.span.end + LOCAL_TIME_REACH]


def _judge_direction(doc: Doc, reading: DateReading, calendar: TextCalendar) -> Direction:
    """Judge the direction of a clause; a weekday known to lie ahead lies ahead everywhere."""
    if reading.meaning.weekday == calendar.ahead_weekday and is_bare_weekday(reading.meaning):
        return "future"
    return judge_direction(doc, reading.span)


def make_expression(reading: DateReading, resolution: Resolution | None, *, is_stamp: bool) -> DateExpression:
    """Make the expression of a reading and what it resolved to."""
    return DateExpression(
        span=reading.span,
        kind=reading.meaning.kind,
        rule=reading.rule,
        value=make_value(resolution.period, reading.wording) if resolution else None,
        basis=resolution.basis if resolution else "resolved",
        year_assumed=resolution.year_assumed if resolution else False,
        is_stamp=is_stamp,
        wording=reading.wording,
        meaning=reading.meaning,
    )


def make_value(period: Period, wording: str) -> DateValue:
    """Make a date value of a period."""
    return DateValue(start=period.start, end=period.end, precision=period.precision, wording=wording)


def find_reference(
    reading: DateReading, earlier: Sequence[DateExpression], published: date | None
) -> Period | None:
    """Find the nearest narrative period before an expression that its unit can be counted from."""
    meaning = reading.meaning
    if meaning.anchor == "quarter" and (quarter := find_told_quarter(earlier, published)) is not None:
        return quarter
    if meaning.anchor not in {"narrative", "quarter"} or meaning.unit is None:
        return None
    longest = REFERENCE_DAYS.get(meaning.unit, 0)
    for expression in reversed(earlier):
        value = expression.value
        if value is None or expression.is_stamp or expression.kind not in {"DATE", "TIME"}:
            continue
        period = Period(start=value.start, end=value.end, precision=value.precision)
        if period.length <= longest:
            return period
    return None


def find_told_quarter(earlier: Sequence[DateExpression], published: date | None) -> Period | None:
    """Find the latest quarter that a report has named so far, of those over at publication if it can be."""
    named = [
        Period(start=value.start, end=value.end, precision=value.precision)
        for expression in earlier
        if (value := expression.value) and expression.meaning and expression.meaning.quarter is not None
    ]
    over = [period for period in named if published is None or period.end < published]
    return max(over or named, key=lambda period: period.start, default=None)


def find_lead_day(doc: Doc, readings: Sequence[DateReading], stamps: Collection[Span]) -> date | None:
    """Find the full date that the narrative opens with, outside of asides about other times."""
    opening = [sentence for sentence in iter_told(doc) if sentence.text.strip()]
    end = opening[min(LEAD_SENTENCES, len(opening)) - 1].end_char if opening else 0
    for reading in readings:
        if reading.span.start >= end:
            break
        day = get_full_day(reading.meaning)
        if day is None or reading.span in stamps:
            continue
        return day if _is_in_main_clause(doc, reading.span) else None
    return None


def find_weekday_pairs(readings: Sequence[DateReading], stamps: Collection[Span]) -> tuple[date, ...]:
    """Find the full dates printed with the weekday they fall on."""
    return tuple(
        day
        for reading in readings
        if reading.meaning.weekday is not None and reading.span not in stamps
        if (day := get_full_day(reading.meaning)) and day.weekday() == reading.meaning.weekday
    )


def get_full_day(meaning: DateMeaning) -> date | None:
    """Return the day of words that hold day, month and year; None for all others."""
    if meaning.form == "numeric":
        return resolve_numeric(meaning, "open")
    if meaning.form != "calendar" or None in (meaning.year, meaning.month, meaning.day):
        return None
    return make_day(meaning.year or 0, meaning.month or 0, meaning.day or 0)


def _resolve(meaning: DateMeaning, context: DateContext, calendar: TextCalendar) -> Resolution | None:
    """Resolve against the context; without a publication date, against the text's own calendar."""
    resolution = resolve_meaning(meaning, context)
    if resolution is not None or calendar.published is not None:
        return resolution
    if is_bare_weekday(meaning):
        fitting = {day for day in calendar.weekday_pairs if day.weekday() == meaning.weekday}
        return _make_day_resolution(fitting.pop()) if len(fitting) == 1 else None
    if calendar.lead is None:
        return None
    if meaning.form == "holiday":
        # "Easter Sunday" is the one that lies nearest.
        near = resolve_meaning(meaning, replace(context, anchor=calendar.lead, direction="past"))
        is_near = near is not None and abs((near.period.start - calendar.lead).days) <= LEAD_DAYS
        return replace(near, year_assumed=True) if near is not None and is_near else None
    is_dated = meaning.form == "calendar" and meaning.month is not None
    return _resolve_by_lead(meaning, calendar.lead) if is_dated else None


def _make_day_resolution(day: date) -> Resolution:
    return Resolution(period=Period(start=day, end=day, precision="day"))


def _resolve_by_lead(meaning: DateMeaning, lead: date) -> Resolution | None:
    """Resolve a day and month to the year that brings it near to the day of the lead."""
    if meaning.day is None or meaning.year_step is not None:
        return None
    for year in (lead.year, lead.year - 1, lead.year + 1):
        period = make_stated_period(meaning, year)
        if period and abs((period.start - lead).days) <= LEAD_DAYS:
            return replace(Resolution(period=period), year_assumed=True)
    return None


def _is_in_main_clause(doc: Doc, span: Span) -> bool:
    """Tell whether no relative or participle clause lies between a span and its sentence's verb."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return False
    token: Token = tokens.root
    while token.head.i != token.i:
        if token.dep_ in {"relcl", "acl", "advcl"}:
            return False
        token = token.head
    return token.pos_ in {"VERB", "AUX"}
