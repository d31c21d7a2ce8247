"""When and where: the dates and places that the words bind to each mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from counterclaim.annotate.dates import resolve_expression
from counterclaim.annotate.layers import AnnotatedReport, Attribution, DateExpression, PlaceName
from counterclaim.coding.rules.attachment import is_before_speaker
from counterclaim.coding.rules.clauses import get_clause_verb, get_span_root
from counterclaim.coding.rules.mentions import SAME_DAY, MentionDraft, MentionMap
from counterclaim.coding.rules.stance import Stance, make_event_stance
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.model.span import Span
from counterclaim.model.values import DateValue

#: Sentences at the start of a report that speak of its main event unless they say otherwise.
LEAD_SENTENCES = 5
#: A day of the lead is taken for the main event's only when it is at most this old.
LEAD_AGE = timedelta(days=10)
_FINE = frozenset({"site", "settlement", "district"})
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
    }
)


def iter_date_drafts(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[StatementDraft]:
    """Yield the date statements of every mention, in text order."""
    for index, draft in enumerate(mentions.drafts):
        expressions = list(_iter_expressions(draft))
        if draft.role == "main":
            expressions = _keep_one_day(expressions, annotated.report.published)
        is_loose = draft.role == "main" and not any(_is_day(expression) for expression in expressions)
        if is_loose:
            expressions.extend(_find_lead_day(annotated, mentions))
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
                basis="derived" if is_loose and _is_day(expression) else expression.basis,
                confidence=0.6 if is_loose else 0.85,
            )


def _keep_one_day(expressions: Sequence[DateExpression], published: date | None) -> list[DateExpression]:
    """Keep the expressions of the day that is named most often, the first one of several.

    A day or a period beside it bounds something else ("the worst this year", "the first since May");
    days after publication are plans. Without a day, all stay.
    """
    past = [e for e in expressions if not _is_after(e, published)]
    counts = Counter(e.value.start for e in past if e.value is not None and _is_day(e))
    if not counts:
        return past
    day = max(counts, key=lambda each: counts[each])
    return [e for e in past if e.value is not None and e.value.start == e.value.end == day]


def _is_after(expression: DateExpression, published: date | None) -> bool:
    """Tell whether a date lies after publication, time zones allowed for."""
    value = expression.value
    return published is not None and value is not None and value.start > published + SAME_DAY


def _is_day(expression: DateExpression) -> bool:
    return expression.value is not None and expression.value.start == expression.value.end


def _find_lead_day(annotated: AnnotatedReport, mentions: MentionMap) -> tuple[DateExpression, ...]:
    """Find the first day that the lead names for a main event whose own clause names none.

    Not the day on which somebody spoke, nor one that belongs to another mention.
    """
    published = annotated.report.published
    cues = {attribution.cue_token for attribution in annotated.attributions}
    lead = list(islice(annotated.doc.sents, LEAD_SENTENCES))
    end = lead[-1].end_char if lead else 0
    taken = {e.span for draft in mentions.drafts for group in draft.groups for e in group.dates}
    for expression in annotated.dates.expressions:
        if (
            expression.span.start >= end
            or expression.is_stamp
            or expression.span in taken
            or not _is_day(expression)
        ):
            continue
        root = get_span_root(annotated.doc, expression.span)
        value = expression.value
        verb = get_clause_verb(root)
        if (verb.i in cues and not is_before_speaker(root, verb)) or value is None or published is None:
            continue
        if published - LEAD_AGE <= value.start <= published:
            return (expression,)
    return ()


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


def iter_place_drafts(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[StatementDraft]:
    """Yield the place statements of every mention, one a place, with all the words that name it."""
    for index, draft in enumerate(mentions.drafts):
        names = [place for group in draft.groups for place in group.places]
        if draft.role == "main" and not any(name.value.precision in _FINE for name in names):
            names.extend(_find_lead_places(annotated, mentions, draft))
        by_value: dict[tuple[str, str | None, str], list[PlaceName]] = {}
        for name in names:
            by_value.setdefault((name.value.name, name.value.country, name.value.relation), []).append(name)
        for found in by_value.values():
            yield _make_place_draft(annotated, index, found)


def _make_place_draft(annotated: AnnotatedReport, index: int, names: Sequence[PlaceName]) -> StatementDraft:
    first = names[0]
    stance = make_event_stance(annotated, get_span_root(annotated.doc, first.span))
    towns = [name.town for name in names if name.town is not None]
    spans: list[Span] = list(dict.fromkeys([*(name.span for name in names), *towns]))
    return StatementDraft(
        mention=index,
        property="place",
        value=first.value,
        evidence=cut_evidence(annotated, spans),
        speakers=stance.speakers,
        basis="stated" if first.value.name in first.value.wording else "resolved",
    )


def _find_lead_places(
    annotated: AnnotatedReport, mentions: MentionMap, draft: MentionDraft
) -> Iterator[PlaceName]:
    """Find the places of the first sentence that names some, of those about the main event and of the lead.

    Places that another mention has are left out.
    """
    taken = {
        place.span
        for other in mentions.drafts
        if other is not draft
        for group in other.groups
        for place in group.places
    }
    about = [annotated.doc[group.first].sent for group in draft.groups[:1]]
    for sentence in (*about, *islice(annotated.doc.sents, LEAD_SENTENCES)):
        inside = [
            place
            for place in annotated.places
            if sentence.start_char <= place.span.start < sentence.end_char and place.span not in taken
        ]
        if inside:
            yield from inside
            return
