"""Roles: who acted, and with which weapon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import Actor, find_actor
from counterclaim.coding.rules.attachment import find_anchor
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_token_at,
    get_phrase_span,
)
from counterclaim.coding.rules.mentions import MentionMap
from counterclaim.coding.rules.propositions import find_propositions
from counterclaim.coding.rules.recipient_hits import Hit
from counterclaim.coding.rules.sides import may_modify
from counterclaim.coding.rules.stance import Stance, make_event_stance, make_stance
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.coding.rules.triggers import Trigger
from counterclaim.model.span import Span
from counterclaim.model.values import PartyValue, WeaponValue
from counterclaim.vocabulary.responsibility import load_actors
from counterclaim.vocabulary.weapons import load_weapons, make_weapon_pattern

_ACTING_RULES = frozenset({"acted", "by", "owned", "modified", "performed"})


def iter_weapon_drafts(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[StatementDraft]:
    """Yield the weapons of every mention, in text order, each wording once a mention."""
    pattern, codes = make_weapon_pattern()
    seen: set[tuple[int, str]] = set()
    for match in pattern.finditer(annotated.report.text):
        word = match.group(1).lower()
        token = find_token_at(annotated.doc, match.start(1))
        if token is None:
            continue
        index = _find_weapon_mention(token, mentions, is_plain=word in load_weapons().needs_event_near)
        if index is None or (index, codes[word]) in seen:
            continue
        seen.add((index, codes[word]))
        stance = make_event_stance(annotated, token)
        yield StatementDraft(
            mention=index,
            property="weapon",
            value=WeaponValue(code=codes[word], wording=match.group()),
            evidence=cut_evidence(annotated, [Span(match.start(), match.end())]),
            speakers=stance.speakers,
            certainty=stance.certainty,
        )


def _find_weapon_mention(token: Token, mentions: MentionMap, *, is_plain: bool) -> int | None:
    """Find the mention in whose clause a weapon stands."""
    if token.i in mentions.by_trigger:
        return mentions.by_trigger[token.i]
    anchor = find_anchor(token, mentions.by_trigger)
    if anchor is not None:
        return mentions.by_trigger[anchor]
    if is_plain:
        return None
    sentence = token.sent
    inside = [i for i in mentions.by_trigger if sentence.start <= i < sentence.end]
    found = {mentions.by_trigger[i] for i in inside}
    return found.pop() if len(found) == 1 else None


def iter_actor_drafts(
    annotated: AnnotatedReport, mentions: MentionMap, triggers: tuple[Trigger, ...], hits: Sequence[Hit]
) -> Iterator[StatementDraft]:
    """Yield who acted, where the report's own voice says so or describes somebody unnamed."""
    seen: set[tuple[int, str]] = set()
    for index, actor, stance in (
        *_iter_proposed(annotated, mentions, triggers),
        *_iter_agents(annotated, mentions, hits),
    ):
        if actor.kind == "media" or (actor.is_named and actor.kind == "person"):
            continue
        for each in (actor, *_find_behind(annotated, actor)):
            # What a speaker says of a named party is a position, not the report's own account.
            if (index, each.name) not in seen and not (stance.speakers and each.is_named):
                seen.add((index, each.name))
                yield _make_actor_draft(annotated, index, each, stance)


def _iter_proposed(
    annotated: AnnotatedReport, mentions: MentionMap, triggers: tuple[Trigger, ...]
) -> Iterator[tuple[int, Actor, Stance]]:
    """Iterate over the parties that a proposition makes responsible for an event that happened."""
    factual = {trigger.token for trigger in triggers if trigger.modality == "factual"}
    for proposition in find_propositions(annotated.doc, triggers):
        if proposition.rule not in _ACTING_RULES or proposition.event not in factual:
            continue
        stance = make_stance(annotated, proposition.predicate)
        index = mentions.by_trigger.get(proposition.event)
        actor = find_actor(annotated, proposition.party, stance.speaker)
        if index is None or actor is None or stance.is_denied or stance.is_unreal:
            continue
        if proposition.rule in {"modified", "owned"} and not may_modify(
            annotated, actor, proposition.party, proposition.predicate, is_voiced=bool(stance.speakers)
        ):
            continue
        yield index, actor, stance


def _iter_agents(
    annotated: AnnotatedReport, mentions: MentionMap, hits: Sequence[Hit]
) -> Iterator[tuple[int, Actor, Stance]]:
    """Iterate over those who did what hit somebody, by verbs that name no event ("they burned a bus")."""
    anchors = {hit.anchor.i: hit.anchor for hit in hits if hit.anchor.pos_ == "VERB"}
    for i, verb in anchors.items():
        index = mentions.find_index(verb)
        agent = None if i in mentions.by_trigger or index is None else find_agent(verb)
        if agent is None or index is None:
            continue
        stance = make_stance(annotated, verb)
        actor = find_actor(annotated, agent, stance.speaker)
        if actor is not None and not actor.is_named and not stance.is_denied and not stance.is_unreal:
            yield index, actor, stance


def _find_behind(annotated: AnnotatedReport, actor: Actor) -> Iterator[Actor]:
    """Find the others a phrase stands for: the members of a group, the one group that rebels belong to."""
    token = annotated.doc[actor.token]
    lemma = token.lemma_.lower()
    lexicon = load_actors()
    if actor.kind == "armed_group" and not actor.span.start <= token.idx < actor.span.end:
        if lemma in lexicon.member_heads | lexicon.nonstate_heads | lexicon.generic_parties.keys():
            span = get_phrase_span(token)
            words = " ".join(annotated.report.text[span.start : span.end].split())
            yield replace(actor, name=words, kind="unidentified", span=span, is_named=False, basis="stated")
    elif not actor.is_named and lemma in lexicon.belonging_heads:
        groups = {party.name for party in annotated.parties if party.kind == "armed_group"}
        if len(groups) == 1:
            yield replace(actor, name=groups.pop(), kind="armed_group", is_named=True, basis="resolved")


def _make_actor_draft(annotated: AnnotatedReport, index: int, actor: Actor, stance: Stance) -> StatementDraft:
    return StatementDraft(
        mention=index,
        property="actor",
        value=PartyValue(name=actor.name, kind=actor.kind, named=actor.is_named),
        evidence=cut_evidence(annotated, [actor.span]),
        speakers=stance.speakers,
        certainty=stance.certainty,
        basis=actor.basis,
        confidence=0.75,
    )
