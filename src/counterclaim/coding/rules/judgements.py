"""Judgements: clauses that call a charge false ("X said the accusations were a lie")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_subject,
    has_no,
    is_definite,
    is_negated,
    is_passive,
)
from counterclaim.coding.rules.doers import is_plain_charge
from counterclaim.coding.rules.frames import Scene, find_own_actor, make_draft, make_voice
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.coding.rules.stance import make_stance
from counterclaim.coding.rules.toll_counts import is_people
from counterclaim.model.values import Position
from counterclaim.vocabulary.responsibility import load_responsibility

#: What comes after "it is a lie" and tells what is.
_FURTHER = frozenset({"ccomp", "xcomp", "csubj", "advcl"})


def iter_judged(scene: Scene, charge: Token) -> Iterator[PositionDraft]:
    """X said the charges were false, the claim was a lie, the reports did not accord with the facts."""
    lexicon = load_responsibility()
    nouns = lexicon.charge_nouns | lexicon.version_nouns
    if (
        charge.lemma_.lower() not in nouns
        or charge.dep_ not in {"nsubj", "nsubjpass"}
        or not _judges_false(charge.head)
    ):
        return
    stance = make_stance(scene.annotated, charge.head)
    if stance.speaker is None or stance.is_unreal:
        return
    own = stance.speaker.party or stance.speaker.name
    accused = _find_accused(scene, charge)
    position: Position = "deny" if accused in {None, own} else "deny_other"
    draft = make_draft(
        scene,
        charge.head,
        None,
        position,
        stance.speakers,
        name=accused or own,
        is_about_claim=accused is None,
        anchor=charge,
    )
    is_named = stance.speaker.party is not None or stance.speaker.named
    kind = "government" if stance.speaker.kind == "authority" else "other"
    yield replace(
        draft, is_named=is_named, kind=kind, is_of_charge=accused is None and is_plain_charge(charge)
    )


def _find_accused(scene: Scene, charge: Token) -> str | None:
    """Find the party that a charge itself names ("claims that X did it", "allegations of X involvement")."""
    matter = [child for child in charge.rights if child.dep_ in {"prep", "acl", "relcl", "ccomp"}]
    inside = {deep.idx for child in matter if child.lower_ not in {"by", "from"} for deep in child.subtree}
    return next((party.name for party in scene.annotated.parties if party.span.start in inside), None)


def iter_called_lie(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """“It is a lie,” said X, of what it was just charged with: an answer, where there is a charge."""
    subject = find_subject(verb) if verb.lemma_ == "be" else None
    if (
        subject is None
        or subject.lower_ not in {"it", "this", "that", "these", "those", "all"}
        or is_negated(verb)
    ):
        return
    lexicon = load_responsibility()
    said = [child for child in verb.children if child.dep_ in {"attr", "acomp"}]
    words = {deep.lower_ for each in said for deep in (each, *each.conjuncts)}
    if not words & lexicon.lie_words or any(child.dep_ in _FURTHER for child in verb.children):
        return
    stance = make_stance(scene.annotated, verb)
    if stance.speaker is not None and not stance.is_unreal and stance.speaker.party is not None:
        yield make_draft(
            scene, verb, None, "deny", stance.speakers, name=stance.speaker.party, is_about_claim=True
        )


def iter_unhappened(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X said that this never happened, that no such thing exists: an answer to a charge."""
    subject = find_subject(verb) if verb.lemma_ in load_responsibility().happening_verbs else None
    if subject is None or not is_negated(verb) or verb.i in scene.events or subject.i in scene.events:
        return
    if subject.lemma_.lower() in load_responsibility().evidence_nouns:
        return  # "no evidence exists of it": a doubt, no answer
    stance = make_stance(scene.annotated, verb)
    if stance.speaker is not None and not stance.is_unreal and stance.is_denied and _is_spoken_of(subject):
        name = stance.speaker.party or stance.speaker.name
        yield make_draft(scene, verb, None, "deny", stance.speakers, name=name, is_about_claim=True)


def iter_untargeted(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X denied that the hospital had been hit: an answer to a charge, where there is one."""
    clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
    if clause is None or verb.lemma_.lower() not in load_responsibility().denying or is_negated(verb):
        return
    thing = find_subject(clause)
    is_hit = clause.i in scene.events and is_passive(clause) and find_agent(clause) is None
    subject = find_subject(verb)
    if not is_hit or thing is None or is_people(thing) or subject is None:
        return
    speakers = make_voice(scene, verb, subject)
    actor = find_own_actor(scene, subject, speakers)
    if actor is not None and not make_stance(scene.annotated, verb).is_unreal:
        yield make_draft(scene, verb, actor, "deny", speakers, is_about_claim=True, anchor=clause)


def _is_spoken_of(subject: Token) -> bool:
    """Tell whether a subject points to what was just said ("this", "the situation you describe")."""
    return subject.lower_ in {"this", "that", "it"} or is_definite(subject) or has_no(subject)


def _judges_false(verb: Token) -> bool:
    """Tell whether a predicate says of its subject that it is false, or not true."""
    lexicon = load_responsibility()
    if verb.lower_ in lexicon.judgement_words and verb.head.lemma_.lower() in lexicon.calling_verbs:
        return True  # the parser may take "lies" for a verb in "called the claims lies"
    if verb.lower_ in lexicon.judgement_words and is_passive(verb):
        return not is_negated(verb)
    words = {
        deep.lower_
        for child in verb.children
        if child.dep_ in {"acomp", "attr", "prep", "advmod", "dobj"}
        for deep in child.subtree
    }
    return bool(words & (lexicon.truth_words if is_negated(verb) else lexicon.judgement_words))
