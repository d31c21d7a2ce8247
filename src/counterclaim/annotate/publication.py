"""Settle the report's own date from metadata or a printed stamp, and repair a swapped one.

Invariant: a stamp is repaired only on the word of a witness in the narrative; metadata never is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from counterclaim.annotate.date_calendar import make_day
from counterclaim.annotate.date_meaning import Direction, NumericOrder
from counterclaim.annotate.date_reading import DateReading
from counterclaim.annotate.date_resolve import resolve_numeric
from counterclaim.annotate.date_stamp import STAMP_ORDER, Stamp, has_year, is_day
from counterclaim.annotate.date_tense import judge_direction
from counterclaim.annotate.date_vocabulary import load_date_vocabulary
from counterclaim.annotate.date_year import LATE_DAYS
from counterclaim.annotate.layers import Publication
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc
from counterclaim.model.report import PublishedBasis, Report
from counterclaim.model.span import Evidence, Span, make_evidence

#: News tells of the last days: days from an event to the report that a witness may lie apart.
WITNESS_DAYS = 7
#: Days from a lone witness to the report: one that lies farther off needs a second.
LONE_WITNESS_DAYS = 3
#: A narrative day this close to the stamp as printed speaks against a swap.
COUNTER_DAYS = 30
#: Code points of narrative in which one witness is enough; elsewhere it takes two.
LEAD_LENGTH = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeDay:
    """A day and month that the narrative names, with the tense of its clause."""

    reading: DateReading
    direction: Direction


def settle_publication(
    report: Report,
    doc: Doc,
    *,
    readings: Sequence[DateReading],
    stamps: Sequence[Stamp],
    order: NumericOrder,
) -> Publication:
    """Settle the day of publication: metadata first, else the most trusted stamp."""
    if report.published is not None:
        return Publication(report=report)
    stamp = choose_stamp(stamps)
    printed = read_stamp(stamp.reading, order) if stamp else None
    if stamp is None or printed is None:
        return Publication(report=report)
    narrative = find_narrative_days(doc, readings, stamps)
    # A dateline is written by hand; machines swap day and month.
    swapped = swap_day(printed) if stamp.kind != "dateline" else None
    witnesses = find_witnesses(stamp.reading, printed, swapped, narrative) if swapped else ()
    is_open = stamp.reading.meaning.form == "numeric" and order == "open"
    basis: PublishedBasis = "repaired" if witnesses and not is_open else "stated"
    return Publication(
        report=msgspec.structs.replace(
            report, published=swapped if witnesses else printed, published_basis=basis
        ),
        evidence=_cite(report.text, stamp.reading.span),
        witnesses=tuple(_cite(report.text, span) for span in witnesses),
    )


def find_order(doc: Doc, readings: Sequence[DateReading]) -> NumericOrder:
    """Find how a text writes numeric dates: by one that has only one reading, or a zone of time."""
    orders = {order for reading in readings if (order := _judge_order(reading)) != "open"}
    if len(orders) == 1:
        return orders.pop()
    zones = load_date_vocabulary().stamps["month_first_zones"]
    numeric = [reading for reading in readings if reading.meaning.form == "numeric"]
    near = " ".join(get_text(doc)[reading.span.end : reading.span.end + 25] for reading in numeric)
    has_zone = any(word.strip("().,") in {zone.upper() for zone in zones} for word in near.split())
    return "month_first" if has_zone and not orders else "open"


def settle_order(publication: Publication, stamps: Sequence[Stamp], order: NumericOrder) -> NumericOrder:
    """Let the stamp that was taken for the day of publication settle how numeric dates are read."""
    evidence, published = publication.evidence, publication.report.published
    if order != "open" or evidence is None or published is None:
        return order
    for stamp in stamps:
        meaning = stamp.reading.meaning
        if stamp.reading.span.start == evidence.start and meaning.form == "numeric":
            return "day_first" if published.day == meaning.first else "month_first"
    return order


def read_stamp(reading: DateReading, order: NumericOrder) -> date | None:
    """Read the day that a stamp prints; an open numeric order is taken as day first."""
    meaning = reading.meaning
    if meaning.form == "numeric":
        return resolve_numeric(meaning, "day_first" if order == "open" else order)
    if meaning.year is None or meaning.month is None or meaning.day is None:
        return None
    return make_day(meaning.year, meaning.month, meaning.day)


def swap_day(day: date) -> date | None:
    """Swap day and month; None where that is no other day."""
    return make_day(day.year, day.day, day.month) if day.day != day.month else None


def find_narrative_days(
    doc: Doc, readings: Sequence[DateReading], stamps: Sequence[Stamp]
) -> tuple[NarrativeDay, ...]:
    """Find the days and months that the narrative names, stamps left out."""
    stamped = {stamp.reading.span for stamp in stamps}
    return tuple(
        NarrativeDay(reading=reading, direction=judge_direction(doc, reading.span))
        for reading in readings
        if is_day(reading) and reading.meaning.form == "calendar" and reading.span not in stamped
    )


def find_witnesses(
    stamp: DateReading, printed: date, swapped: date, narrative: Sequence[NarrativeDay]
) -> tuple[Span, ...]:
    """Find the words that fit the swapped day alone; empty where any speak for the printed one.

    Args:
        stamp: the reading of the stamp; its own weekday is a witness.
        printed: the day as printed.
        swapped: the same with day and month exchanged.
        narrative: the days that the narrative names.
    """
    weekday = stamp.meaning.weekday
    if weekday is not None and weekday == printed.weekday():
        return ()
    if any(_fits(named, printed, COUNTER_DAYS) for named in narrative):
        return ()
    if any(_contradicts(named, swapped) for named in narrative):
        return ()
    own = (stamp.span,) if weekday == swapped.weekday() else ()
    fitting = [named for named in narrative if _fits(named, swapped, WITNESS_DAYS)]
    near = [named for named in fitting if _fits(named, swapped, LONE_WITNESS_DAYS)]
    is_enough = own or len(fitting) > 1 or any(named.reading.span.start < LEAD_LENGTH for named in near)
    return (*own, *(named.reading.span for named in fitting)) if is_enough else ()


def _fits(named: NarrativeDay, day: date, reach: int) -> bool:
    """Tell whether a report of a day would name a narrative day, so close in the right direction."""
    meaning = named.reading.meaning
    years = (meaning.year,) if meaning.year else (day.year - 1, day.year, day.year + 1)
    for year in years:
        other = make_day(year, meaning.month or 0, meaning.day or 0)
        if other is None or meaning.weekday not in (None, other.weekday()):
            continue
        behind = (day - other).days
        if -1 <= behind <= reach or (named.direction != "past" and -reach <= behind <= 0):
            return True
    return False


def _contradicts(named: NarrativeDay, day: date) -> bool:
    """Tell whether the past of the narrative lies after a day."""
    meaning = named.reading.meaning
    if meaning.year is None or named.direction != "past":
        return False
    other = make_day(meaning.year, meaning.month or 0, meaning.day or 0)
    return other is not None and other > day + timedelta(days=LATE_DAYS)


def choose_stamp(stamps: Sequence[Stamp]) -> Stamp | None:
    """Choose the most trusted stamp that prints a year; of equals the first."""
    dated = [stamp for stamp in stamps if has_year(stamp.reading)]
    return min(dated, key=lambda stamp: STAMP_ORDER.index(stamp.kind), default=None)


def _judge_order(reading: DateReading) -> NumericOrder:
    """Judge the order of one numeric date by what the calendar, or its weekday, allows."""
    meaning = reading.meaning
    if meaning.form != "numeric" or meaning.first == meaning.second:
        return "open"
    day = resolve_numeric(meaning, "open")
    if day is None:
        return "open"
    return "day_first" if day.day == meaning.first else "month_first"


def _cite(text: str, span: Span) -> Evidence:
    return make_evidence(text, span.start, span.end)
