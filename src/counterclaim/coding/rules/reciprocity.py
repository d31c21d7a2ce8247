"""Reciprocity: sides that accuse each other ("X and Y traded blame"), a position of each on the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterclaim.annotate.speakers import make_speaker
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import find_actor
from counterclaim.coding.rules.clauses import find_object, find_subject, is_negated, iter_conjuncts
from counterclaim.coding.rules.frames import Scene, make_draft
from counterclaim.coding.rules.positions import MUTUAL, PositionDraft
from counterclaim.coding.rules.stance import make_stance
from counterclaim.vocabulary.responsibility import load_responsibility

#: Sides of an exchange; of three who blame each other nothing says who blames whom.
SIDES = 2


def iter_reciprocal(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X and Y blamed each other, accused one another of the attack, traded accusations over it."""
    subject = find_subject(verb) if verb.pos_ == "VERB" and _is_mutual(verb) else None
    if subject is None or is_negated(verb) or make_stance(scene.annotated, verb).is_unreal:
        return
    sides = tuple(iter_conjuncts(subject))
    actors = [find_actor(scene.annotated, side) for side in sides]
    if len(sides) != SIDES or None in actors:
        return
    outer = make_stance(scene.annotated, verb).speakers
    for accuser, accused in ((0, 1), (1, 0)):
        own = make_speaker(scene.annotated.doc, sides[accuser], scene.annotated.parties)
        yield replace(make_draft(scene, verb, actors[accused], "blame", (*outer, own)), rule=MUTUAL)


def _is_mutual(verb: Token) -> bool:
    """Tell whether a verb is of accusing "each other", or of an exchange of accusations."""
    lexicon, lemma = load_responsibility(), verb.lemma_.lower()
    thing = find_object(verb)
    if thing is None:
        return False
    if lemma in lexicon.exchanging_verbs:
        return thing.lemma_.lower() in lexicon.exchanged_nouns
    return lemma in lexicon.accusing_objects and is_each_other(thing)


def is_each_other(thing: Token) -> bool:
    """Tell whether a word ends "each other" or "one another"."""
    before = thing.nbor(-1).lower_ if thing.i else ""
    if (before, thing.lower_) == ("the", "other"):
        return any(child.lower_ == "each" for child in thing.head.subtree)
    return (before, thing.lower_) in {("each", "other"), ("one", "another")}
