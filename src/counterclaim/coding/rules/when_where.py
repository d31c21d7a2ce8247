"""When and where: the dates and places that the words bind to each mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterclaim.annotate.dates import resolve_expression
from counterclaim.annotate.layers import AnnotatedReport, Attribution, DateExpression, PlaceName
from counterclaim.coding.rules.clauses import get_clause_verb, get_span_root
from counterclaim.coding.rules.mentions import MentionDraft, MentionMap
from counterclaim.coding.rules.stance import Stance, make_stance
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.model.span import Span
from counterclaim.model.values import DateValue

#: Rules of expressions whose anchor is the day of speaking ("yesterday", "last week").
_SPOKEN = frozenset({"today", "this_morning", "last_period", "this_period", "ago", "weekday"})


def iter_date_drafts(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[StatementDraft]:
    """Yield the date statements of every mention, in text order."""
    for index, draft in enumerate(mentions.drafts):
        for expression in _iter_expressions(draft):
            stance = make_stance(annotated, get_span_root(annotated.doc, expression.span))
            value = _resolve_in_speech(annotated, expression, stance)
            if value is None:
                continue
            yield StatementDraft(
                mention=index,
                property="date",
                value=value,
                evidence=cut_evidence(annotated, [expression.span]),
                speakers=stance.speakers,
                basis=expression.basis,
            )


def _iter_expressions(draft: MentionDraft) -> Iterator[DateExpression]:
    for group in draft.groups:
        for expression in group.dates:
            if expression.kind in {"DATE", "TIME"} and expression.value is not None:
                yield expression


def _resolve_in_speech(annotated: AnnotatedReport, expression: DateExpression, stance: Stance) -> DateValue | None:
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
        if get_clause_verb(get_span_root(annotated.doc, expression.span)).i == attribution.cue_token:
            return value.start
    return None


def iter_place_drafts(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[StatementDraft]:
    """Yield the place statements of every mention, one a place, with all the words that name it."""
    for index, draft in enumerate(mentions.drafts):
        names = [place for group in draft.groups for place in group.places]
        if not names and draft.role == "main":
            names = list(_find_lead_places(annotated, mentions, draft))
        by_value: dict[tuple[str, str | None, str], list[PlaceName]] = {}
        for name in names:
            by_value.setdefault((name.value.name, name.value.country, name.value.relation), []).append(name)
        for found in by_value.values():
            yield _make_place_draft(annotated, index, found)


def _make_place_draft(annotated: AnnotatedReport, index: int, names: Sequence[PlaceName]) -> StatementDraft:
    first = names[0]
    stance = make_stance(annotated, get_span_root(annotated.doc, first.span))
    spans: list[Span] = [name.span for name in names]
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
    """Find the places of the first sentence about the main event that no other mention has."""
    taken = {place.span for other in mentions.drafts if other is not draft for group in other.groups for place in group.places}
    for group in draft.groups:
        sentence = annotated.doc[group.first].sent
        inside = [
            place
            for place in annotated.places
            if sentence.start_char <= place.span.start < sentence.end_char and place.span not in taken
        ]
        if inside:
            yield from inside
            return
