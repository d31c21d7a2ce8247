"""Undated reports: tell events of other times apart where no day of publication is known.

Without it "Saturday" is no day and "29 May" has no year, but the words still differ: a report calls
its own event by weekdays and days just past, and earlier ones by months and years.
"""

from __future__ import annotations

from counterclaim.annotate.date_meaning import DateMeaning
from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.coding.rules.groups import Group

#: Sentences in which a report gives the time of its own event.
LEAD_SENTENCES = 4
#: Forms of words that count from the day they are written.
_NEAR_FORMS = frozenset({"weekday", "clock"})
_NEAR_UNITS = frozenset({"second", "minute", "hour", "day"})
_FAR_UNITS = frozenset({"month", "quarter", "year", "decade", "century"})


def is_of_another_time(group: Group, annotated: AnnotatedReport) -> bool:
    """Tell whether a group's words for its time differ in kind from those of the report's opening.

    False where the day of publication is known: the calendar tells better then.
    """
    if annotated.report.published is not None:
        return False
    own = [each.meaning for each in group.dates if each.meaning is not None]
    if not any(map(_is_far, own)) or any(map(_is_near, own)):
        return False
    sentences = list(annotated.doc.sents)[:LEAD_SENTENCES]
    end = sentences[-1].end_char if sentences else 0
    if group.dates[0].span.start < end:
        return False
    early = [e for e in annotated.dates.expressions if e.span.end <= end and not e.is_stamp]
    lead = [each.meaning for each in early if each.meaning is not None]
    return any(map(_is_near, lead)) and not any(_share_month(one, other) for one in own for other in lead)


def _is_near(meaning: DateMeaning) -> bool:
    """Tell whether words count from the day of writing ("on Saturday", "yesterday", "tonight")."""
    is_near_shift = meaning.form == "shift" and meaning.unit in _NEAR_UNITS and meaning.kind != "DURATION"
    return (meaning.form in _NEAR_FORMS or is_near_shift) and meaning.month is None


def _is_far(meaning: DateMeaning) -> bool:
    """Tell whether words name a month, a year or a length of months ("in March", "two years ago")."""
    if meaning.form == "calendar":
        return meaning.year is not None or meaning.month is not None
    back = (meaning.offset or 0) < 0 or meaning.sign == -1
    return meaning.form == "shift" and meaning.unit in _FAR_UNITS and back


def _share_month(one: DateMeaning, other: DateMeaning) -> bool:
    """Tell whether two expressions may mean the same time ("29 May", "in May 2014")."""
    return one.month is not None and one.month == other.month
