"""When: the dates that the words bind to each mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from counterclaim.annotate.dates import resolve_expression
from counterclaim.annotate.layers import AnnotatedReport, Attribution, DateExpression
from counterclaim.coding.rules.attachment import is_before_speaker
from counterclaim.coding.rules.captions import is_in_caption
from counterclaim.coding.rules.clauses import get_clause_verb, get_span_root
from counterclaim.coding.rules.day_counts import find_counted_back, leave_out_counts
from counterclaim.coding.rules.event_days import find_event_day, is_day, leave_out_deaths
from counterclaim.coding.rules.mentions import SAME_DAY, MentionDraft, MentionMap
from counterclaim.coding.rules.shared_scenes import iter_shared_scenes
from counterclaim.coding.rules.stance import Stance, make_event_stance
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.coding.rules.told_hours import find_told_hour
from counterclaim.model.values import DateValue

#: Rules of expressions whose anchor is the day of speaking ("yesterday", "last week").
_SPOKEN = frozenset(
    {
        "today",
        "tonight",
        "this_daypart",
        "last_night",
        "unit_ago",
        "past_unit",
        "current_unit",
        "weekday",
        "day_before_yesterday",
        "day_before",
    }
)


def iter_date_drafts(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[StatementDraft]:
    """Yield the date statements of every mention, in text order."""
    for index, draft in enumerate(mentions.drafts):
        expressions = list(_iter_expressions(draft))
        is_loose = False
        if draft.role == "main":
            expressions, is_loose = _choose_main_day(annotated, mentions, expressions)
        for expression in expressions:
            stance = make_event_stance(annotated, get_span_root(annotated.doc, expression.span))
            value = _resolve_in_speech(annotated, expression, stance)
            if value is None:
                continue
            yield StatementDraft(
                mention=index,
                property="date",
                value=value,
                evidence=cut_evidence(annotated, [expression.span]),
                speakers=stance.speakers,
                basis="derived" if is_loose and is_day(expression) else expression.basis,
                confidence=0.6 if is_loose else 0.85,
            )


def _choose_main_day(
    annotated: AnnotatedReport, mentions: MentionMap, own: Sequence[DateExpression]
) -> tuple[list[DateExpression], bool]:
    """Choose the expressions that date the main event, and tell whether the lead had to give the day.

    The words of pictures come last: their day may be the picture's own.
    """
    plain = [expression for expression in own if not is_in_caption(annotated, expression.span)]
    plain = leave_out_counts(annotated, plain)
    kept = _keep_one_day(leave_out_deaths(annotated, plain), annotated.report.published)
    if any(map(is_day, kept)):
        return kept, False
    scenes = [each for group in iter_shared_scenes(annotated, mentions) for each in group.dates]
    if shared := _keep_one_day([e for e in scenes if is_day(e)], annotated.report.published):
        return shared, False
    counted = [*find_counted_back(annotated, mentions)][:1] or [*find_told_hour(annotated, mentions)]
    if counted:
        return counted, False
    found = leave_out_counts(annotated, find_event_day(annotated, mentions))
    found = [each for each in found if _lies_in(each, kept)]
    captions = _keep_one_day(own, annotated.report.published)
    if not found and any(map(is_day, leave_out_counts(annotated, captions))):
        return captions, False
    return [*kept, *found], True


def _lies_in(expression: DateExpression, periods: Sequence[DateExpression]) -> bool:
    """Tell whether a day lies in one of the periods that the event's own words give, if any do."""
    day = expression.value
    known = [period.value for period in periods if period.value is not None]
    return not known or (day is not None and any(p.start <= day.start <= p.end for p in known))


def _keep_one_day(expressions: Sequence[DateExpression], published: date | None) -> list[DateExpression]:
    """Keep the expressions of the day that is named most often, the first one of several.

    A day or a period beside it bounds something else ("the worst this year", "the first since May");
    days after publication are plans. Without a day, all stay.
    """
    past = [e for e in expressions if not _is_after(e, published)]
    counts = Counter(e.value.start for e in past if e.value is not None and is_day(e))
    if not counts:
        return past
    day = max(counts, key=lambda each: counts[each])
    return [e for e in past if e.value is not None and e.value.start == e.value.end == day]


def _is_after(expression: DateExpression, published: date | None) -> bool:
    """Tell whether a date lies after publication, time zones allowed for."""
    value = expression.value
    return published is not None and value is not None and value.start > published + SAME_DAY


def _iter_expressions(draft: MentionDraft) -> Iterator[DateExpression]:
    for group in draft.groups:
        for expression in group.dates:
            if expression.kind in {"DATE", "TIME"} and expression.value is not None:
                yield expression


def _resolve_in_speech(
    annotated: AnnotatedReport, expression: DateExpression, stance: Stance
) -> DateValue | None:
    """Resolve a word like "yesterday" inside a speech against the day of the speech, where it is told."""
    if stance.attribution is None or expression.rule not in _SPOKEN:
        return expression.value
    said_on = find_said_on(annotated, stance.attribution)
    return expression.value if said_on is None else resolve_expression(expression, anchor=said_on)


def find_said_on(annotated: AnnotatedReport, attribution: Attribution) -> date | None:
    """Find the day on which a speaker spoke: the date of the cue, or of the same speaker's other words."""
    own = _find_cue_day(annotated, attribution)
    if own is not None or not attribution.speakers:
        return own
    name = attribution.speakers[-1].name
    others = [each for each in annotated.attributions if each.speakers and each.speakers[-1].name == name]
    days = {day for each in others if (day := _find_cue_day(annotated, each)) is not None}
    return days.pop() if len(days) == 1 else None


def _find_cue_day(annotated: AnnotatedReport, attribution: Attribution) -> date | None:
    """Find the day that modifies the cue itself ("said on Tuesday")."""
    for expression in annotated.dates.expressions:
        value = expression.value
        if value is None or value.start != value.end or expression.is_stamp:
            continue
        if any(part.contains(expression.span) for part in attribution.content):
            continue
        root = get_span_root(annotated.doc, expression.span)
        verb = get_clause_verb(root)
        if verb.i == attribution.cue_token and not is_before_speaker(root, verb):
            return value.start
    return None
