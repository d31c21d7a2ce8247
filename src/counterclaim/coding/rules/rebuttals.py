"""Rebuttals: sides that turn down the attempt to put an attack on them, not a charge in so many words."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.claimants import find_owner_of_claim
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_object,
    find_preposition_object,
    find_subject,
    is_negated,
)
from counterclaim.coding.rules.frames import Scene, find_own_actor, make_draft, make_voice
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.model.statement import Speaker
from counterclaim.vocabulary.responsibility import load_responsibility

_OWN = frozenset({"it", "them", "us", "itself", "themselves"})


def iter_rebutted(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X rejected attempts to attribute the attack to it; X condemned efforts to link it to the blast."""
    lexicon = load_responsibility()
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in lexicon.attributing | lexicon.accusing_objects:
        return
    found = (find_object(verb), find_preposition_object(verb, "to", "on", "with"))
    if not any(each is not None and each.lower_ in _OWN for each in found):
        return
    above = next((each for each in verb.ancestors if each.lemma_.lower() in lexicon.turning_down), None)
    subject = find_subject(above) if above is not None and not is_negated(above) else None
    if above is None or subject is None or any(each.dep_ == "ccomp" for each in _iter_between(verb, above)):
        return
    speakers = make_voice(scene, above, subject)
    actor = find_own_actor(scene, subject, speakers)
    if actor is not None and actor.is_named:
        yield make_draft(scene, above, actor, "deny", speakers, anchor=verb)


def iter_rejected(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X rejected the claim of Y to have struck the site: Y claims it, and X says that Y did not do it."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in load_responsibility().denying or is_negated(verb):
        return
    thing, subject = find_object(verb), find_agent(verb)
    claimant = find_owner_of_claim(scene.annotated, thing) if thing is not None else None
    if thing is None or subject is None or subject == thing or claimant is None:
        return
    speakers = make_voice(scene, verb, subject)
    if speakers and (speakers[-1].party or speakers[-1].name) == claimant.name:
        return
    own = Speaker(name=claimant.name, kind="party_to_event", party=claimant.name)
    yield make_draft(scene, verb, claimant, "claim", (own,), anchor=thing)
    yield make_draft(scene, verb, claimant, "deny_other", speakers, anchor=thing)


def _iter_between(verb: Token, above: Token) -> Iterator[Token]:
    """Iterate over the clauses between two verbs; "what it called attempts" is none of its own."""
    for each in verb.ancestors:
        if each == above:
            return
        if not any(child.tag_ == "WP" for child in each.children):
            yield each
