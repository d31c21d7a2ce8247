"""Responsibility statements: positions with their mention, and doubts with the claim they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from counterclaim.annotate.layers import AnnotatedReport, Attribution
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_preposition_object, get_clause_verb, is_definite
from counterclaim.coding.rules.mentions import MentionMap
from counterclaim.coding.rules.other_deeds import find_other_deed
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.coding.rules.proposition import PRESUPPOSING
from counterclaim.coding.rules.responsibility import find_positions
from counterclaim.coding.rules.settling import FIRM
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.coding.rules.triggers import Trigger
from counterclaim.coding.rules.when import find_said_on
from counterclaim.model.span import join_spans
from counterclaim.model.values import ResponsibilityValue
from counterclaim.vocabulary.triggers import load_triggers

#: Types of event that somebody is charged with.
_DEEDS = frozenset({"ASSAULT", "DISASTER"})


def iter_position_statements(
    annotated: AnnotatedReport, mentions: MentionMap, triggers: Sequence[Trigger]
) -> Iterator[StatementDraft]:
    """Yield the positions of every mention, in text order, each party, position and speaker once."""
    merged: dict[tuple[object, ...], tuple[int, PositionDraft]] = {}
    for position in find_positions(annotated, triggers):
        index = _find_mention(annotated, mentions, position)
        if index is None:
            continue
        key = (index, *position.key)
        if key in merged:
            first = merged[key][1]
            spans = join_spans((*first.evidence, *position.evidence))
            merged[key] = (index, replace(first, evidence=spans, channel=first.channel or position.channel))
        else:
            merged[key] = (index, position)
    firm = {(index, each.actor) for index, each in merged.values() if each.position in FIRM}
    for index, position in merged.values():
        if position.rule == "habit" and (index, position.actor) in firm:
            continue
        yield _make_draft(annotated, index, position)


def _find_mention(annotated: AnnotatedReport, mentions: MentionMap, position: PositionDraft) -> int | None:
    """Find the mention a position is about: the main one for claims and where no word tells."""
    token = annotated.doc[position.token]
    if position.rule == "crime":
        return mentions.main  # "called it another war crime by X": one more of X's, this one
    if token.i in mentions.by_trigger and not position.is_about_claim:
        index = _find_matter(token, mentions) or mentions.by_trigger[token.i]
        is_told = position.position == "assert_fact" or position.rule in PRESUPPOSING
        if is_told and index is not None and _is_response(token, index, mentions):
            return None
        if position.position == "assert_fact" and index is not None and index == mentions.main:
            is_other, other = find_other_deed(annotated, mentions, token)
            return other if is_other else index
        if index is not None and not is_told and _points_to_main(token, index, mentions):
            return mentions.main
        return mentions.main if index is None and not is_told else index
    for deep in token.subtree:
        if (
            deep.i in mentions.by_trigger
            and mentions.by_trigger[deep.i] is not None
            and not position.is_about_claim
        ):
            return mentions.by_trigger[deep.i]
    return mentions.main


def _find_matter(token: Token, mentions: MentionMap) -> int | None:
    """Find the deed that a charge is about ("charged two men with the bombing")."""
    own = mentions.by_trigger[token.i]
    if own is None or mentions.drafts[own].type in _DEEDS:
        return None
    found = (mentions.by_trigger.get(deep.i) for deep in token.subtree if deep != token)
    return next((each for each in found if each is not None and mentions.drafts[each].type in _DEEDS), None)


def _points_to_main(token: Token, index: int, mentions: MentionMap) -> bool:
    """Tell whether "the attack" that somebody owns or is blamed for is the one the report is about.

    Words around it may name another country (that of the group) and make it an event of its own.
    """
    is_bare = all(child.dep_ in {"det", "punct"} for child in token.children)
    return mentions.drafts[index].role == "other" and is_definite(token) and is_bare


def _is_response(token: Token, index: int, mentions: MentionMap) -> bool:
    """Tell whether a deed answers the event it was joined to ("in response to it, X held a drill")."""
    verb = get_clause_verb(token)
    reason = find_preposition_object(verb, "in")
    if reason is None or reason.lemma_.lower() not in load_triggers().cause_nouns | {"response"}:
        return False
    return any(mentions.by_trigger.get(deep.i) == index for deep in reason.subtree if deep != token)


def _make_draft(annotated: AnnotatedReport, index: int, position: PositionDraft) -> StatementDraft:
    """Make the statement draft of a position."""
    is_about = position.position in {"question", "confirm", "withdraw"}
    return StatementDraft(
        mention=index,
        property="responsibility",
        value=ResponsibilityValue(actor=position.actor, position=position.position, channel=position.channel),
        evidence=cut_evidence(annotated, position.evidence),
        speakers=position.speakers,
        polarity=position.polarity,
        certainty=position.certainty,
        said_on=_find_said_on(annotated, position),
        basis=position.basis,
        confidence=position.confidence,
        about_claim_of=position.actor if is_about else None,
    )


def _find_said_on(annotated: AnnotatedReport, position: PositionDraft) -> date | None:
    """Find when a position was taken: the day of the attribution that covers its evidence."""
    for attribution in annotated.attributions:
        speakers = {speaker.name for speaker in attribution.speakers}
        if speakers & {speaker.name for speaker in position.speakers} and _touches(attribution, position):
            return find_said_on(annotated, attribution)
    return None


def _touches(attribution: Attribution, position: PositionDraft) -> bool:
    return any(
        span.overlaps(attribution.cue) or any(span.overlaps(part) for part in attribution.content)
        for span in position.evidence
    )
