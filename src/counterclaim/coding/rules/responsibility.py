"""Responsibility: every position on who did it that a report gives somebody (codebooks 9.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.coding.rules.accusations import iter_accused, iter_excluded, iter_fallen
from counterclaim.coding.rules.actors import find_actor, may_modify
from counterclaim.coding.rules.frames import (
    Scene,
    find_channel,
    get_clause_span,
    iter_claimed,
    iter_denied,
    iter_owned,
    iter_suspected,
)
from counterclaim.coding.rules.positions import PositionDraft, judge_position
from counterclaim.coding.rules.propositions import Proposition, find_propositions
from counterclaim.coding.rules.silences import iter_avenged, iter_declined, iter_doubted, iter_phrases
from counterclaim.coding.rules.stance import Stance, make_stance, make_stances
from counterclaim.coding.rules.triggers import Trigger
from counterclaim.model.span import Span, join_spans
from counterclaim.model.values import Position
from counterclaim.vocabulary.responsibility import load_responsibility

#: Longest stretch from party to predicate that is quoted whole, in code points.
EVIDENCE_REACH = 200
#: Rules of propositions that presuppose the act; a denial of the whole does not touch them.
_PRESUPPOSING = frozenset({"by", "owned", "modified"})
#: Positions that make somebody a party whose silence or answer matters.
_ACCUSING: frozenset[Position] = frozenset(
    {"blame", "suspect", "assert_fact", "claim", "deny_other", "confirm"}
)

_FRAMES: tuple[Callable[[Scene, Token], Iterator[PositionDraft]], ...] = (
    iter_owned,
    iter_claimed,
    iter_denied,
    iter_suspected,
    iter_accused,
    iter_fallen,
    iter_excluded,
    iter_doubted,
    iter_declined,
    iter_avenged,
)


def find_positions(annotated: AnnotatedReport, triggers: Sequence[Trigger]) -> tuple[PositionDraft, ...]:
    """Find all positions of a report, in text order, each once a speaker."""
    events = {trigger.token for trigger in triggers if trigger.entry.type == "ASSAULT"}
    scene = Scene(annotated=annotated, events=events)
    drafts = [*_iter_frames(scene), *_iter_propositions(scene, triggers)]
    drafts.sort(key=lambda draft: draft.evidence[0].start)
    return tuple(_merge(_settle(drafts)))


def _iter_frames(scene: Scene) -> Iterator[PositionDraft]:
    for sentence in scene.annotated.doc.sents:
        for token in sentence:
            for frame in _FRAMES:
                yield from frame(scene, token)
        yield from iter_phrases(scene, sentence)


def _iter_propositions(scene: Scene, triggers: Sequence[Trigger]) -> Iterator[PositionDraft]:
    factual = {trigger.token for trigger in triggers if trigger.modality in {"factual", "negated"}}
    for proposition in find_propositions(scene.annotated.doc, triggers):
        event = proposition.event
        if event is not None and event not in factual:
            continue
        for stance in _make_stances(scene, proposition):
            draft = _make_proposition_draft(scene, proposition, stance)
            if draft is not None:
                yield draft


def _make_stances(scene: Scene, proposition: Proposition) -> tuple[Stance, ...]:
    if proposition.is_hint:
        return (make_stance(scene.annotated, proposition.predicate, is_presupposed=True),)
    return make_stances(scene.annotated, proposition.predicate)


def _make_proposition_draft(scene: Scene, proposition: Proposition, stance: Stance) -> PositionDraft | None:
    """Make the position that a proposition becomes under a stance."""
    annotated = scene.annotated
    if _is_covered(scene, proposition, stance):
        return None
    actor = find_actor(annotated, proposition.party, stance.speaker)
    if actor is None or not actor.is_named or actor.kind in {"person", "media", "igo", "ngo"}:
        return None
    if proposition.rule in {"modified", "owned"} and not may_modify(annotated, actor, proposition.party):
        return None
    if (
        actor.kind == "other"
        and not stance.speakers
        and actor.name not in {p.name for p in annotated.parties}
    ):
        return None
    hedged = _is_hedged(proposition.party)
    position = judge_position(actor, stance, is_hint=proposition.is_hint or hedged)
    if position is None or (
        proposition.rule in {"priced", "likened", "signed", "absent"} and not stance.speakers
    ):
        return None
    spans = _find_evidence(proposition, actor.span, stance.denial)
    return PositionDraft(
        actor=actor.name,
        position=position,
        speakers=stance.speakers,
        certainty="PR" if position == "suspect" and stance.certainty == "CT" else stance.certainty,
        basis=actor.basis,
        channel=find_channel(scene, proposition.predicate)
        if position in {"claim", "admit", "deny"}
        else None,
        evidence=tuple(sorted(spans)),
        token=proposition.event if proposition.event is not None else proposition.predicate.i,
        confidence=0.7 if proposition.is_hint else 0.8,
    )


def _find_evidence(proposition: Proposition, actor: Span, denial: Span | None) -> set[Span]:
    """Find the words that carry a proposition: one stretch from party to predicate, where it is short."""
    token = proposition.predicate
    predicate = Span(token.idx, token.idx + len(token))
    clause = get_clause_span(token) if token.pos_ == "VERB" else predicate
    words = [actor, clause]
    if proposition.event is not None:
        event = token.doc[proposition.event]
        words.append(Span(event.idx, event.idx + len(event)))
    if denial is not None:
        words.append(denial)
    whole = Span(min(span.start for span in words), max(span.end for span in words))
    return {whole} if whole.end - whole.start <= EVIDENCE_REACH else set(join_spans(words))


def _is_covered(scene: Scene, proposition: Proposition, stance: Stance) -> bool:
    """Tell whether a frame already says it: "denied X's attack" speaks of the act as given."""
    if proposition.rule not in _PRESUPPOSING:
        return False
    cue = stance.attribution
    lexicon = load_responsibility()
    if any(ancestor.lemma_.lower() in lexicon.charge_nouns for ancestor in proposition.predicate.ancestors):
        return False
    return cue is not None and (
        cue.cue_lemma in lexicon.denying | lexicon.doubting | {"condemn", "claim", "comment"}
    )


def _is_hedged(party: Token) -> bool:
    words = load_responsibility().probable_words | load_responsibility().possible_words
    return any(child.lower_ in words for child in party.children)


def _settle(drafts: Sequence[PositionDraft]) -> Iterator[PositionDraft]:
    """Fill in whose claim is meant, and drop answers to charges that nobody made."""
    for index, draft in enumerate(drafts):
        if draft.position in {"question", "confirm", "withdraw"} and draft.is_about_claim:
            claimant = draft.actor or _find_last_claimant(drafts[:index])
            if claimant:
                yield replace(draft, actor=claimant)
        elif draft.position == "deny" and draft.is_about_claim:
            rival = _find_rival(draft, drafts[:index])
            if rival is not None:
                yield replace(draft, position="question", actor=rival)
            elif any(other.actor == draft.actor and other.position in _ACCUSING for other in drafts):
                yield draft
        elif draft.position in {"decline", "unreachable", "neither"}:
            if (
                draft.is_explicit
                or draft.position == "neither"
                or any(
                    other.actor == draft.actor and other.position in _ACCUSING | {"deny"} for other in drafts
                )
            ):
                yield draft
        else:
            yield draft


def _find_rival(draft: PositionDraft, before: Iterable[PositionDraft]) -> str | None:
    """Find whose claim a party turns down that claims the act for itself ("dismissed the rival claim")."""
    claims = [other.actor for other in before if other.position == "claim"]
    others = [actor for actor in claims if actor != draft.actor]
    return others[-1] if draft.actor in claims and others else None


def _find_last_claimant(drafts: Iterable[PositionDraft]) -> str | None:
    claims = [draft.actor for draft in drafts if draft.position == "claim"]
    return claims[-1] if claims else None


def _merge(drafts: Iterable[PositionDraft]) -> Iterator[PositionDraft]:
    """Merge drafts that say the same of the same party by the same speaker of the same event's word."""
    merged: dict[tuple[str, Position, str, int], PositionDraft] = {}
    for draft in drafts:
        key = (*draft.key, draft.token)
        if key in merged:
            spans = join_spans((*merged[key].evidence, *draft.evidence))
            merged[key] = replace(merged[key], evidence=spans)
        else:
            merged[key] = draft
    yield from merged.values()
