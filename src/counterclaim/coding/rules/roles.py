"""Roles: who acted, who or what was hit, and with which weapon."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.coding.rules.actors import find_actor, may_modify
from counterclaim.coding.rules.attachment import find_anchor
from counterclaim.coding.rules.clauses import (
    find_object,
    find_preposition_object,
    find_token_at,
    get_phrase_span,
    iter_conjuncts,
)
from counterclaim.coding.rules.mentions import MentionMap
from counterclaim.coding.rules.privacy import is_public_person
from counterclaim.coding.rules.propositions import find_propositions
from counterclaim.coding.rules.stance import make_event_stance, make_stance
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.coding.rules.toll_counts import is_people
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
    annotated: AnnotatedReport, mentions: MentionMap, triggers: tuple[Trigger, ...]
) -> Iterator[StatementDraft]:
    """Yield who acted, where the report's own voice says so or describes somebody unnamed."""
    factual = {trigger.token for trigger in triggers if trigger.modality == "factual"}
    seen: set[tuple[int, str]] = set()
    for proposition in find_propositions(annotated.doc, triggers):
        if proposition.rule not in _ACTING_RULES or proposition.event not in factual:
            continue
        stance = make_stance(annotated, proposition.predicate)
        index = mentions.by_trigger.get(proposition.event)
        actor = find_actor(annotated, proposition.party, stance.speaker)
        if index is None or actor is None or stance.is_denied or stance.is_unreal:
            continue
        if stance.speakers and actor.is_named:
            continue
        if actor.kind in {"person", "media"} or (index, actor.name) in seen:
            continue
        if proposition.rule in {"modified", "owned"} and not may_modify(annotated, actor, proposition.party):
            continue
        seen.add((index, actor.name))
        yield StatementDraft(
            mention=index,
            property="actor",
            value=PartyValue(name=actor.name, kind=actor.kind),
            evidence=cut_evidence(annotated, [actor.span]),
            speakers=stance.speakers,
            certainty=stance.certainty,
            basis=actor.basis,
            confidence=0.75,
        )


def iter_recipient_drafts(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[StatementDraft]:
    """Yield who or what was attacked or harmed, in text order."""
    doc = annotated.doc
    seen: set[tuple[int, str]] = set()
    for i, index in sorted(mentions.by_trigger.items()):
        if index is None:
            continue
        for hit in _iter_hit(doc[i]):
            found = _make_recipient(annotated, doc[i], hit)
            if found is None or (index, found[0].name) in seen:
                continue
            seen.add((index, found[0].name))
            stance = make_event_stance(annotated, doc[i])
            yield StatementDraft(
                mention=index,
                property="recipient",
                value=found[0],
                evidence=cut_evidence(annotated, [found[1]]),
                speakers=stance.speakers,
                certainty=stance.certainty,
                confidence=0.7,
            )


def _iter_hit(trigger: Token) -> Iterator[Token]:
    """Iterate over the heads of what a trigger says was hit."""
    if trigger.pos_ in {"VERB", "AUX"}:
        thing = find_object(trigger)
    else:
        thing = find_preposition_object(trigger, "on", "against", "at", "of")
    if thing is not None:
        yield from iter_conjuncts(thing)


def _make_recipient(annotated: AnnotatedReport, trigger: Token, hit: Token) -> tuple[PartyValue, Span] | None:
    """Make the recipient of a noun phrase and the span that carries it; None for what is nobody."""
    if (
        hit.pos_ == "PRON"
        or hit.like_num
        or hit.i == trigger.i
        or hit.ent_type_ in {"DATE", "TIME", "CARDINAL", "GPE"}
    ):
        return None
    if hit.ent_type_ == "PERSON":
        return _make_person(annotated, trigger, hit)
    actor = find_actor(annotated, hit)
    if actor is not None and actor.is_named and actor.kind != "person":
        return PartyValue(name=actor.name, kind=actor.kind), actor.span
    if hit.pos_ != "NOUN" or hit.ent_type_ or any(child.dep_ == "nummod" for child in hit.children):
        return None
    if not is_people(hit) and not _is_site(annotated, hit):
        return None
    span = get_phrase_span(hit)
    words = annotated.report.text[span.start : span.end]
    kind = load_actors().generic_parties.get(hit.lemma_.lower(), "other")
    return PartyValue(name=words, kind=kind), span


def _is_site(annotated: AnnotatedReport, token: Token) -> bool:
    """Tell whether a noun is a building or site that the text names."""
    return any(p.is_facility and p.span.start <= token.idx < p.span.end for p in annotated.places)


def _make_person(annotated: AnnotatedReport, trigger: Token, hit: Token) -> tuple[PartyValue, Span]:
    """Make a person as recipient; the span takes in the harm word, so that a name can be cut out of it."""
    entity = next(e for e in annotated.doc.ents if e.start <= hit.i < e.end)
    name = find_full_name(annotated.doc, entity.text)
    if is_public_person(annotated.doc, hit.text):
        return PartyValue(name=name, kind="person"), Span(entity.start_char, entity.end_char)
    low, high = min(trigger.idx, entity.start_char), max(trigger.idx + len(trigger), entity.end_char)
    return PartyValue(name=name, kind="person"), Span(low, high)


def find_full_name(doc: Doc, name: str) -> str:
    """Find the longest name of the text that ends with a name ("X" for "General Y X")."""
    names = [entity.text for entity in doc.ents if entity.label_ == "PERSON" and entity.text.endswith(name)]
    return max([name, *names], key=len)
