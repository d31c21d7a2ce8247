"""Chorus: speakers that say one thing together ("X and Y blamed Z" is a position of each)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterclaim.annotate.layers import AnnotatedReport, Attribution
from counterclaim.annotate.speakers import make_speaker
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_issuer, get_span_root, is_counted
from counterclaim.coding.rules.positions import MUTUAL, PositionDraft
from counterclaim.model.values import Position

#: Positions on the speaker's own side, whose party changes with the speaker.
_OWN: frozenset[Position] = frozenset(
    {"claim", "admit", "deny", "decline", "unreachable", "neither", "withdraw"}
)
#: Kinds of speaker that are no side of an event.
_BYSTANDERS = frozenset({"witness", "medical", "media", "ngo", "un", "analyst", "anonymous"})


def iter_chorus(annotated: AnnotatedReport, draft: PositionDraft) -> Iterator[PositionDraft]:
    """Yield a position, and the same for every speaker coordinated with its own."""
    attribution = _find_attribution(annotated, draft) if draft.rule != MUTUAL else None
    if attribution is None or attribution.source is None:
        yield draft
        return
    head = get_span_root(annotated.doc, attribution.source)
    head = find_issuer(head) or head
    root = next((child for child in head.children if _is_first_of_names(child)), head)
    if draft.is_named or not (is_counted(head) and root.conjuncts):
        yield draft  # else it is of "two groups", who are named beside
    for token in root.conjuncts:
        if token.i > root.i and token.pos_ in {"NOUN", "PROPN"} and token.i < attribution.cue_token:
            given = _give_to(annotated, draft, token)
            speaker = given.speakers[-1]
            if _is_bystander(draft, given):
                # "The group and residents said that it had attacked": they say it of the group.
                if draft.position in {"claim", "admit"}:
                    yield replace(given, actor=draft.actor, position="blame")
            elif draft.position in _OWN or given.actor not in {speaker.party, speaker.name}:
                yield given


def _is_first_of_names(child: Token) -> bool:
    """Tell whether a name is the first of those that a number counts ("two groups, X and Y")."""
    return child.dep_ == "appos" and child.pos_ == "PROPN" and is_counted(child.head)


def _is_bystander(draft: PositionDraft, given: PositionDraft) -> bool:
    """Tell whether a position on the first speaker's own side came to somebody who is no side."""
    return draft.position in _OWN and given.actor != draft.actor and given.speakers[-1].kind in _BYSTANDERS


def _find_attribution(annotated: AnnotatedReport, draft: PositionDraft) -> Attribution | None:
    """Find the attribution that gives a position its innermost speaker."""
    if not draft.speakers:
        return None
    for attribution in annotated.attributions:
        words = (attribution.cue, *attribution.content)
        is_near = any(span.overlaps(word) for span in draft.evidence for word in words)
        if is_near and attribution.speakers[-1:] == draft.speakers[-1:]:
            return attribution
    return None


def _give_to(annotated: AnnotatedReport, draft: PositionDraft, token: Token) -> PositionDraft:
    """Give a position to another speaker; one on the speaker's own side becomes one on that one's."""
    named = next(
        (child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"), token
    )
    speaker = make_speaker(annotated.doc, named, annotated.parties)
    first = draft.speakers[-1]
    is_own = draft.position in _OWN and draft.actor in {first.party, first.name}
    actor = speaker.party or speaker.name if is_own else draft.actor
    return replace(draft, actor=actor, speakers=(*draft.speakers[:-1], speaker))
