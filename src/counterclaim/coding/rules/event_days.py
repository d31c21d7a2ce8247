"""The day of a main event whose own clauses name none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

from counterclaim.annotate.date_vocabulary import load_date_vocabulary
from counterclaim.annotate.layers import AnnotatedReport, DateExpression
from counterclaim.annotate.parsed import iter_told
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.attachment import is_before_speaker
from counterclaim.coding.rules.clauses import SUBJECTS, get_clause_verb, get_span_root
from counterclaim.coding.rules.mentions import SAME_DAY, MentionMap

#: Sentences at the start of a report whose days are its event's unless their clause speaks of another.
LEAD_SENTENCES = 5
#: Sentences in which the police are called, or "it happened".
BODY_SENTENCES = 25
#: Such a day is taken for the event's only when it is at most this old.
LEAD_AGE = timedelta(days=10)


def is_day(expression: DateExpression) -> bool:
    """Tell whether an expression stands for one day."""
    return expression.value is not None and expression.value.start == expression.value.end


def find_event_day(annotated: AnnotatedReport, mentions: MentionMap) -> tuple[DateExpression, ...]:
    """Find the day of a main event whose own clauses name none, as an expression or none.

    The first day that the lead names, else that on which "it happened" or help was called; not one
    on which somebody spoke or was charged, nor one that belongs to another mention.
    """
    lead = list(islice(iter_told(annotated.doc), BODY_SENTENCES))
    free = list(_iter_free_days(annotated, mentions))
    end = lead[:LEAD_SENTENCES][-1].end_char if lead else 0
    told = [each for each in free if each.span.start < end and not is_elsewhere(annotated, each)]
    if told:
        return (told[0],)
    end = lead[-1].end_char if lead else 0
    pointed = [each for each in free if each.span.start < end and _is_occasion(annotated, each)]
    return tuple(pointed[:1])


def leave_out_deaths(
    annotated: AnnotatedReport, expressions: Sequence[DateExpression]
) -> Sequence[DateExpression]:
    """Leave out the days on which somebody died of an event that the others date earlier."""
    deaths = [each for each in expressions if is_day(each) and _is_death(annotated, each)]
    others = [each for each in expressions if each not in deaths]
    days = [each.value.start for each in others if each.value is not None and is_day(each)]
    first = min((each.value.start for each in deaths if each.value is not None), default=None)
    return others if first is not None and days and min(days) < first else expressions


def _is_death(annotated: AnnotatedReport, expression: DateExpression) -> bool:
    """Tell whether the clause of a day says that somebody died."""
    verb = get_clause_verb(get_span_root(annotated.doc, expression.span))
    return verb.lemma_.lower() in load_date_vocabulary().occasions["death"]


def _iter_free_days(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[DateExpression]:
    """Yield the days just before publication that belong to no mention."""
    published = annotated.report.published
    taken = {e.span for draft in mentions.drafts for group in draft.groups for e in group.dates}
    for expression in annotated.dates.expressions:
        value = expression.value
        if expression.is_stamp or expression.span in taken or not is_day(expression):
            continue
        if value and published and published - LEAD_AGE <= value.start <= published + SAME_DAY:
            yield expression


def is_elsewhere(annotated: AnnotatedReport, expression: DateExpression) -> bool:
    """Tell whether the clause of a day speaks of a speech, or of what came of the event."""
    cues = {each.cue_token for each in annotated.attributions if not each.is_learned}
    root = get_span_root(annotated.doc, expression.span)
    verb = get_clause_verb(root)
    if verb.i in cues and not is_before_speaker(root, verb):
        return not is_response(verb)
    return verb.lemma_.lower() in load_date_vocabulary().occasions["aftermath"] or _is_perfect(verb)


def _is_perfect(verb: Token) -> bool:
    """Tell whether a clause looks back on what came before the event ("had checked in on Friday")."""
    perfect = load_date_vocabulary().direction["perfect_auxiliaries"]
    return any(child.dep_ == "aux" and child.lower_ in perfect for child in verb.children)


def _is_occasion(annotated: AnnotatedReport, expression: DateExpression) -> bool:
    """Tell whether the clause of a day says that "it happened", or that help was called."""
    verb = get_clause_verb(get_span_root(annotated.doc, expression.span))
    occasions = load_date_vocabulary().occasions
    subjects = {child.lower_ for child in verb.children if child.dep_ in SUBJECTS}
    happens = verb.lemma_.lower() in occasions["happening"] and bool(subjects & occasions["pointers"])
    return happens or is_response(verb)


def is_response(verb: Token) -> bool:
    """Tell whether a verb says that help was called or came ("were called to a home")."""
    if verb.lemma_.lower() not in load_date_vocabulary().occasions["response"]:
        return False
    children = {(child.dep_, child.lower_) for child in verb.children}
    is_passive = any(dep == "auxpass" for dep, _ in children)
    is_content = any(dep == "ccomp" for dep, _ in children)
    return not is_content and (is_passive or ("prep", "to") in children)
