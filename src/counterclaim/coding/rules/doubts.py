"""Doubts: positions about a claim or a charge, not about the act itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import Actor, find_actor
from counterclaim.coding.rules.claimants import find_claimant, iter_of
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_object,
    find_preposition_object,
    find_subject,
    get_clause_verb,
    has_no,
    is_negated,
    is_passive,
)
from counterclaim.coding.rules.descriptions import find_telling
from counterclaim.coding.rules.frames import Scene, make_draft, make_voice
from counterclaim.coding.rules.joined import iter_joined
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.coding.rules.stance import make_stance
from counterclaim.model.values import Position
from counterclaim.vocabulary.responsibility import load_responsibility


def iter_doubted(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X questions the claim, casts doubt on it, confirms it, withdraws it."""
    if verb.pos_ != "VERB":
        return
    thing = find_object(verb)
    position = _find_attitude(verb, thing)
    if thing is None or position is None or is_negated(verb):
        return
    if thing.lemma_.lower() in load_responsibility().doubt_nouns:
        thing = find_preposition_object(thing, "on", "about", "over", "upon") or find_preposition_object(
            verb, "on", "about", "upon"
        )
    if thing is None or not _is_claim(thing):
        return
    subject = find_agent(verb) or (find_preposition_object(thing, "by") if is_passive(verb) else None)
    if subject is None or subject == thing:
        return
    claimant = _get_claimant(scene, thing)
    speakers = make_voice(scene, verb, subject)
    draft = make_draft(
        scene, verb, None, position, speakers, name=claimant, is_about_claim=True, anchor=thing
    )
    is_charge = thing.lemma_.lower() in load_responsibility().charge_nouns - {"claim", "report"}
    yield replace(draft, is_of_accused=is_charge)


def iter_unproven(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """X claimed it but gave no evidence; the claim could not be verified: the narrator's own doubt."""
    lexicon = load_responsibility()
    verb = get_clause_verb(noun)
    if noun.lemma_.lower() in lexicon.proof_nouns:
        subject = _find_giver(verb) if noun.dep_ == "dobj" and _lacks(noun, verb) else None
    elif noun.lemma_.lower() in lexicon.claim_nouns and _is_unverified(noun, verb):
        yield from _iter_own_doubt(scene, verb, noun, _get_claimant(scene, noun))
        return
    else:
        return
    actor = _find_named(scene, verb, subject) if subject is not None else None
    if actor is not None and actor.is_named:
        yield from _iter_own_doubt(scene, verb, noun, actor.name)


def _find_named(scene: Scene, verb: Token, subject: Token) -> Actor | None:
    """Find the party of a subject; "it" is the speaker."""
    return find_actor(scene.annotated, subject, make_stance(scene.annotated, verb).speaker)


def _iter_own_doubt(scene: Scene, verb: Token, noun: Token, claimant: str) -> Iterator[PositionDraft]:
    """Yield the narrator's doubt; others who "could not confirm a claim" take no position."""
    voices = {speaker.party or speaker.name for speaker in make_stance(scene.annotated, verb).speakers}
    if voices <= {claimant}:
        draft = make_draft(scene, verb, None, "question", (), name=claimant, is_about_claim=True, anchor=noun)
        yield replace(draft, is_of_claimant=True)


def _find_giver(verb: Token) -> Token | None:
    """Find who gives evidence: the subject of the verb, or of the one that "without giving" hangs from."""
    if verb.lemma_.lower() not in load_responsibility().giving_verbs:
        return None
    above = verb.head.head if verb.dep_ == "pcomp" else verb
    return find_subject(above)


def _lacks(noun: Token, verb: Token) -> bool:
    """Tell whether evidence is not given: "no evidence", "did not give", "without giving"."""
    is_without = verb.dep_ == "pcomp" and verb.head.lower_ == "without"
    return has_no(noun) or is_negated(verb) or is_without


def _is_unverified(noun: Token, verb: Token) -> bool:
    """Tell whether a claim is said not to have been verified."""
    if verb.lemma_.lower() not in load_responsibility().confirming:
        return False
    return is_negated(verb) and noun in {find_object(verb), find_subject(verb)}


def _find_attitude(verb: Token, thing: Token | None) -> Position | None:
    """Find the position about a claim that a verb expresses."""
    lexicon = load_responsibility()
    lemma = verb.lemma_.lower()
    if lemma in lexicon.doubting or (thing is not None and thing.lemma_.lower() in lexicon.doubt_nouns):
        return "question"
    if lemma in lexicon.confirming:
        return "confirm"
    return "withdraw" if lemma in lexicon.withdrawing else None


def _is_claim(thing: Token) -> bool:
    """Tell whether a noun phrase names a claim of responsibility, and not a claim that something is so."""
    if any(child.dep_ in {"acl", "ccomp"} and child.pos_ in {"VERB", "AUX"} for child in thing.children):
        return False
    words = load_responsibility().claim_nouns | load_responsibility().charge_nouns
    return any(deep.lemma_.lower() in words for deep in (thing, *thing.children, *iter_of(thing)))


def _get_claimant(scene: Scene, thing: Token) -> str:
    """Get the name of who makes a claim; the empty string where the words do not say."""
    claimant = find_claimant(scene.annotated, thing)
    return claimant.name if claimant is not None else ""


def _is_sent(scene: Scene, thing: Token) -> bool:
    """Tell whether what came from somewhere is the event, its weapon, or "it"."""
    is_means = thing.lemma_.lower() in load_responsibility().means_nouns
    return is_means or thing.i in scene.events or thing.pos_ == "PRON" or _is_order(scene, thing)


def _is_order(scene: Scene, thing: Token) -> bool:
    """Tell whether it is the order for the event that came from somebody."""
    is_order = thing.lemma_.lower() in {"order", "instruction", "command"}
    return is_order and any(deep.i in scene.events for deep in thing.subtree)


def iter_own_ground(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """X denied that its territory was used, that the drones were launched from its soil."""
    is_own = any(child.dep_ == "poss" and child.lower_ in {"its", "our", "their"} for child in noun.children)
    if noun.lemma_.lower() not in load_responsibility().ground_nouns or not is_own:
        return
    verb = get_clause_verb(noun)
    # The parser may take the subject of what is denied for the object of the denial.
    verb = next((child for child in verb.children if noun.dep_ == "dobj" and child.dep_ == "ccomp"), verb)
    stance = make_stance(scene.annotated, verb)
    is_sent = any(_is_sent(scene, deep) for deep in verb.subtree if deep.pos_ != "PRON")
    if not is_sent or not stance.is_denied or stance.is_unreal or stance.speaker is None:
        return
    name = stance.speaker.party or stance.speaker.name
    yield make_draft(scene, verb, None, "deny", stance.speakers, name=name, anchor=noun)


def _find_holder(ground: Token) -> Token | None:
    """Find who holds a stretch of ground ("territory controlled by X", "X-held territory")."""
    lexicon = load_responsibility()
    if ground.lemma_.lower() not in lexicon.ground_nouns | {"area", "position", "land", "zone", "part"}:
        return None
    of = find_preposition_object(ground, "of") if ground.lemma_.lower() == "position" else None
    if of is not None:
        return of
    for child in ground.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ in {"hold", "control", "occupy"}:
            return find_agent(child)
        if child.dep_ == "amod" and child.lemma_ in {"hold", "control", "occupy", "held", "controlled"}:
            return next(
                (deep for deep in child.children if deep.dep_ in {"npadvmod", "compound", "amod"}), None
            )
    return None


def iter_origin(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """The missile came from X; there is no evidence that the attack did; it was not launched from X.

    What did not come from a country was not done by the armed group of that country. What did come
    from a country, or from ground that somebody holds, is a charge only beside other words that make
    it a party (`settling`).
    """
    if verb.lemma_.lower() not in load_responsibility().origin_verbs:
        return
    thing, source = find_object(verb) or find_subject(verb), find_preposition_object(verb, "from")
    ground = (_find_holder(source) or source) if source is not None else None
    actor = find_actor(scene.annotated, ground) if ground is not None else None
    if thing is None or ground is None or actor is None or not _is_sent(scene, thing):
        return
    stance = make_stance(scene.annotated, verb)
    groups = {
        p.name
        for p in scene.annotated.parties
        if p.kind == "armed_group" and p.country == actor.country and actor.kind != "armed_group"
    }
    if stance.is_unreal or len(groups) > 1:
        return
    is_sure = stance.certainty == "CT"
    if stance.is_denied and groups and stance.speakers:
        position: Position = "deny_other" if is_sure else "question"
        yield make_draft(scene, verb, None, position, stance.speakers, name=groups.pop(), anchor=thing)
    elif stance.speakers and not stance.is_denied and not groups:
        told = actor if actor.is_named else find_telling(scene.annotated, actor, is_voiced=True)
        if told is None or told.kind in {"person", "other"} or stance.speakers[-1].party == told.name:
            return
        draft = make_draft(
            scene, verb, told, "blame" if is_sure else "suspect", stance.speakers, anchor=thing
        )
        draft = draft if _is_order(scene, thing) else replace(draft, rule="origin")
        yield draft
        yield from (replace(draft, actor=name) for name in iter_joined(scene.annotated, ground, told.name))
