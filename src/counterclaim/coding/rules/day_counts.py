"""Days told by counting: of a toll that rose on a day, and "a day after the blast"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from msgspec.structs import replace as with_fields

from counterclaim.annotate.layers import AnnotatedReport, DateExpression
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_subject, get_clause_verb, get_span_root
from counterclaim.coding.rules.event_days import is_day
from counterclaim.coding.rules.mentions import MentionMap
from counterclaim.model.values import DateValue
from counterclaim.vocabulary.harms import get_words

#: Longest count of days that tells the day of an event.
MOST_DAYS = 30
#: Words between "a day after" and the event ("the deadly twin", at most).
_REACH = 6


def leave_out_counts(
    annotated: AnnotatedReport, expressions: Sequence[DateExpression]
) -> list[DateExpression]:
    """Leave out the days on which a count changed ("the death toll rose to 101 on Tuesday").

    A day within the name of the count is not one ("the toll of Sunday's blast rose").
    """
    return [each for each in expressions if not _is_of_count(annotated, each)]


def _is_of_count(annotated: AnnotatedReport, expression: DateExpression) -> bool:
    root = get_span_root(annotated.doc, expression.span)
    verb = get_clause_verb(root)
    subject = find_subject(verb)
    if subject is None or not is_day(expression) or subject.is_ancestor(root):
        return False
    names_event = any(child.dep_ == "prep" and child.lower_ in {"from", "of"} for child in subject.children)
    if names_event and subject.i < root.i < verb.i:  # "the toll from a raid in X on Friday rose"
        return False
    words = {subject.lower_, subject.lemma_.lower()}
    return verb.lower_ in get_words("change_verbs") and bool(words & get_words("count_nouns"))


def find_counted_back(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[DateExpression]:
    """Find the day of the main event from "a day after the blast".

    Only where the sentence has a day of its own: without one nothing tells from which day the count is.
    """
    for expression in annotated.dates.expressions:
        meaning = expression.meaning
        if expression.rule != "units_after_event" or meaning is None or meaning.unit != "day":
            continue
        anchor = _find_anchor_day(annotated, expression)
        event = _find_event(annotated, expression, mentions)
        if anchor is None or event is None or meaning.count is None or meaning.count > MOST_DAYS:
            continue
        day = anchor.start - timedelta(days=int(meaning.count))
        value = with_fields(anchor, start=day, end=day, wording=expression.wording)
        yield replace(expression, kind="DATE", value=value, basis="resolved")


def _find_anchor_day(annotated: AnnotatedReport, expression: DateExpression) -> DateValue | None:
    """Find the one day that the sentence of a count names."""
    sentence = get_span_root(annotated.doc, expression.span).sent
    days = [
        each.value
        for each in annotated.dates.expressions
        if each.value is not None
        and is_day(each)
        and not each.is_stamp
        and sentence.start_char <= each.span.start < sentence.end_char
    ]
    return days[0] if len({day.start for day in days}) == 1 else None


def _find_event(annotated: AnnotatedReport, expression: DateExpression, mentions: MentionMap) -> Token | None:
    """Find the main event's word right after "after"."""
    last = get_span_root(annotated.doc, expression.span)
    start = last.i + 1
    near = annotated.doc[start : min(start + _REACH, last.sent.end)]
    if not near or near[0].lower_ != "after":
        return None
    return next((t for t in near if mentions.by_trigger.get(t.i, -1) == mentions.main), None)
