"""Undated reports: tell events of other times apart where no day of publication is known.

Without it "Saturday" is no day and "29 May" has no year, but the words still differ: a report calls
its own event by weekdays and days just past, and earlier ones by months and years.
"""

from __future__ import annotations

from itertools import islice

from counterclaim.annotate.date_meaning import DateMeaning
from counterclaim.annotate.layers import AnnotatedReport, DateExpression
from counterclaim.annotate.parsed import iter_told
from counterclaim.annotate.tree import Doc
from counterclaim.coding.rules.groups import Group

#: Sentences in which a report gives the time of its own event, maybe in two ways ("on Friday", "on 4 June").
LEAD_SENTENCES = 4
#: Days of the week that lie so far apart are two days, whenever the report was written.
_APART_DAYS = 2
_WEEK = 7
#: Forms of words that count from the day they are written.
_NEAR_FORMS = frozenset({"weekday", "clock"})
_NEAR_UNITS = frozenset({"second", "minute", "hour", "day"})
_LONG_UNITS = frozenset({"year", "decade", "century"})
_FAR_UNITS = frozenset({"week", "month", "quarter", "year", "decade", "century"})


def is_of_another_time(group: Group, annotated: AnnotatedReport, main: Group) -> bool:
    """Tell whether a group's words for its time differ in kind from those of the report's opening.

    False where the day of publication is known: the calendar tells better then.
    """
    if annotated.report.published is not None or not group.dates or group is main:
        return False
    own = [each.meaning for each in group.dates if each.meaning is not None]
    if _is_on_other_weekday(group, main):
        return True
    if any(map(is_years_back, own)) and not any(map(_is_back, main.dates)):
        return True
    if group.victim and group.victim != main.victim and any(map(_is_full, own)) and not main.dates:
        return True
    if not any(map(_is_far, own)) or any(map(_is_near, own)):
        return False
    sentences = list(islice(iter_told(annotated.doc), LEAD_SENTENCES))
    end = sentences[-1].end_char if sentences else 0
    is_plain = all(map(_is_vague, own)) or _is_new(annotated.doc, group)
    start = annotated.doc[main.first].sent.end_char if is_plain else end
    if group.dates[0].span.start < start:
        return False
    end = min(end, group.dates[0].span.start)
    early = [e for e in annotated.dates.expressions if e.span.end <= end and not e.is_stamp]
    lead = [e.meaning for e in early if e.meaning is not None]
    is_told_near = any(map(_is_near, lead))
    is_told_by_none = _is_new(annotated.doc, group) and not any(map(_is_far, lead))
    is_shared = any(_share_month(one, other) for one in own for other in lead)
    return (is_told_near or is_told_by_none) and not is_shared


def _is_on_other_weekday(group: Group, main: Group) -> bool:
    """Tell whether a new act is told of another day of the week than the main event's."""
    own, known = _list_weekdays(group), _list_weekdays(main)
    is_new = not group.is_definite and any(not trigger.entry.harm for trigger in group.triggers)
    gaps = [abs(one - other) for one in own for other in known]
    return is_new and bool(gaps) and all(_APART_DAYS <= gap <= _WEEK - _APART_DAYS for gap in gaps)


def _is_new(doc: Doc, group: Group) -> bool:
    """Tell whether words bring in an event that was not told before ("a suicide attack")."""
    nouns = [doc[t.token] for t in group.triggers if not t.entry.harm and doc[t.token].pos_ == "NOUN"]
    return not group.is_definite and any(
        child.dep_ == "det" and child.lower_ in {"a", "an", "another"}
        for noun in nouns
        for child in noun.lefts
    )


def _list_weekdays(group: Group) -> list[int]:
    """List the days of the week that a group names."""
    meanings = (each.meaning for each in group.dates)
    return [m.weekday for m in meanings if m is not None and m.weekday is not None and m.form == "weekday"]


def _is_near(meaning: DateMeaning) -> bool:
    """Tell whether words count from the day of writing ("on Saturday", "yesterday", "tonight")."""
    is_near_shift = meaning.form == "shift" and meaning.unit in _NEAR_UNITS and meaning.kind != "DURATION"
    return (meaning.form in _NEAR_FORMS or is_near_shift) and meaning.month is None


def _is_vague(meaning: DateMeaning) -> bool:
    """Tell whether words name no day, so that they do not say a day of the opening over again."""
    return meaning.day is None


def _is_far(meaning: DateMeaning) -> bool:
    """Tell whether words name a month, a year or a length of weeks ("in March", "two years ago")."""
    if meaning.form == "calendar":
        return meaning.year is not None or meaning.month is not None
    back = (meaning.offset or 0) < 0 or meaning.sign == -1
    return meaning.form == "shift" and meaning.unit in _FAR_UNITS and back


def _is_back(expression: DateExpression) -> bool:
    """Tell whether an expression counts back by years."""
    return expression.meaning is not None and is_years_back(expression.meaning)


def _is_full(meaning: DateMeaning) -> bool:
    """Tell whether words name a day with its year, as of what is history ("on 3 January 2020")."""
    return meaning.form == "calendar" and meaning.year is not None and meaning.day is not None


def is_years_back(meaning: DateMeaning) -> bool:
    """Tell whether words count back by years ("four years ago"): no news."""
    back = (meaning.offset or 0) < 0 or meaning.sign == -1
    return meaning.form == "shift" and meaning.unit in _LONG_UNITS and back


def _share_month(one: DateMeaning, other: DateMeaning) -> bool:
    """Tell whether two expressions may mean the same time ("29 May", "in May 2014")."""
    return one.month is not None and one.month == other.month
