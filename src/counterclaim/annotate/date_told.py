"""The day that tells the year of a text without a day of publication, wherever the text prints it.

A picture's caption, or a second mention of the same day, prints the year that the narrative leaves out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from counterclaim.annotate.date_narrative import LEAD_DAYS, get_full_day
from counterclaim.annotate.date_reading import DateReading
from counterclaim.annotate.date_vocabulary import load_date_vocabulary
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span


def find_told_day(doc: Doc, readings: Sequence[DateReading], stamps: Collection[Span]) -> date | None:
    """Find the first full date of a text, where all of them lie close together and more than one tells it.

    A text that looks back by years, or on an anniversary, may print the full date of that alone.

    Args:
        doc: the parsed text.
        readings: its time expressions.
        stamps: the spans of those that stamp it.
    """
    days = [day for r in readings if r.span not in stamps and (day := get_full_day(r.meaning)) is not None]
    if not days or (max(days) - min(days)).days > LEAD_DAYS or _looks_back(doc, readings):
        return None
    short = {
        (reading.meaning.month, reading.meaning.day)
        for reading in readings
        if reading.meaning.form == "calendar" and reading.meaning.year is None
    }
    is_twice = len(days) > 1 or any((day.month, day.day) in short for day in days)
    has_feast = any(reading.meaning.form == "holiday" for reading in readings)
    return days[0] if is_twice or has_feast else None


def _looks_back(doc: Doc, readings: Sequence[DateReading]) -> bool:
    """Tell whether a text counts in years, or speaks of an anniversary."""
    words = {token.lemma_.lower() for token in doc}
    units = {reading.meaning.unit for reading in readings if reading.meaning.form == "shift"}
    return bool(words & load_date_vocabulary().occasions["memory"]) or "year" in units
