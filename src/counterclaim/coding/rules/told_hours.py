"""Days of events that are told only by their hour, from the day on which they were told.

Who says "overnight" or "at 9 a.m." without a day means the night or the day on which that is said:
"struck overnight, officials said on Saturday" is the night to Saturday.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from counterclaim.annotate.date_meaning import Period
from counterclaim.annotate.date_narrative import make_value
from counterclaim.annotate.layers import AnnotatedReport, DateExpression
from counterclaim.annotate.parsed import iter_told
from counterclaim.coding.rules.attachment import is_before_speaker
from counterclaim.coding.rules.clauses import get_clause_verb, get_span_root
from counterclaim.coding.rules.event_days import is_day, is_elsewhere
from counterclaim.coding.rules.mentions import SAME_DAY, MentionMap
from counterclaim.model.span import Span

#: The night that the word names without its day.
_NIGHT = "overnight"
#: Sentences of the opening in which the day of telling may stand.
OPENING_SENTENCES = 3


def find_told_hour(annotated: AnnotatedReport, mentions: MentionMap) -> tuple[DateExpression, ...]:
    """Find the day of a main event told by its hour alone, as one expression or none."""
    hour = next(_iter_hours(annotated, mentions), None)
    if hour is None:
        return ()
    telling = _find_telling(annotated, hour)
    day = telling.value.start if telling is not None and telling.value is not None else None
    if day is None and hour.rule == _NIGHT:
        day = annotated.report.published
    if day is None:
        return ()
    start = day - timedelta(days=1) if hour.rule == _NIGHT else day
    period = Period(start=start, end=day, precision="days" if start < day else "day")
    span = hour.span if telling is None else _join(annotated, hour.span, telling.span)
    wording = " ".join(annotated.report.text[span.start : span.end].split())
    return (replace(hour, kind="DATE", span=span, value=make_value(period, wording), wording=wording),)


def _iter_hours(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[DateExpression]:
    """Iterate over the hours without a day of the main event: in its own words, then the opening's."""
    main = [] if mentions.main is None else [*mentions.drafts[mentions.main].groups]
    yield from (each for group in main for each in group.dates if _is_hour(each))
    taken = {each.span for draft in mentions.drafts for group in draft.groups for each in group.dates}
    end = _find_opening_end(annotated)
    for each in annotated.dates.expressions:
        if main and each.span.start < end and each.span not in taken and _is_hour(each):
            yield from () if is_elsewhere(annotated, each) or each.rule == _NIGHT else (each,)


def _is_hour(expression: DateExpression) -> bool:
    """Tell whether words name a time of the day without its day."""
    is_clock = expression.meaning is not None and expression.meaning.form == "clock"
    return is_clock and expression.value is None


def _find_opening_end(annotated: AnnotatedReport) -> int:
    opening = list(islice(iter_told(annotated.doc), OPENING_SENTENCES))
    return opening[-1].end_char if opening else 0


def _find_telling(annotated: AnnotatedReport, hour: DateExpression) -> DateExpression | None:
    """Find the day on which somebody spoke: in the sentence of the hour, else the opening's first."""
    sentence = get_span_root(annotated.doc, hour.span).sent
    told = [each for each in annotated.dates.expressions if _is_telling(annotated, each)]
    near = [each for each in told if sentence.start_char <= each.span.start < sentence.end_char]
    early = [each for each in told if each.span.start < _find_opening_end(annotated)]
    return next(iter(near or early), None)


def _is_telling(annotated: AnnotatedReport, expression: DateExpression) -> bool:
    """Tell whether a day just past is one on which somebody spoke."""
    if not is_day(expression) or expression.is_stamp or not _is_news(annotated, expression):
        return False
    return _is_said(annotated, expression)


def _is_said(annotated: AnnotatedReport, expression: DateExpression) -> bool:
    """Tell whether a time is one at which somebody spoke."""
    root = get_span_root(annotated.doc, expression.span)
    verb = get_clause_verb(root)
    cues = {attribution.cue_token for attribution in annotated.attributions}
    return verb.i in cues and not is_before_speaker(root, verb)


def _is_news(annotated: AnnotatedReport, expression: DateExpression) -> bool:
    published: date | None = annotated.report.published
    value = expression.value
    return value is not None and (published is None or value.start <= published + SAME_DAY)


def _join(annotated: AnnotatedReport, one: Span, other: Span) -> Span:
    """Join two spans of one sentence; the first alone where they stand in two."""
    root, last = (get_span_root(annotated.doc, span) for span in (one, other))
    if root.sent != last.sent:
        return one
    return Span(min(one.start, other.start), max(one.end, other.end))
