"""Condemnations: who condemns an act in words that say whose it is takes it for that party's.

"X condemned Y's shelling of the town" lays the shelling on Y in X's name; "X condemned the shelling"
lays it on nobody (codebooks 9.3).
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_agent, find_object, is_negated, is_passive, iter_conjuncts
from counterclaim.coding.rules.frames import Scene, make_voice
from counterclaim.coding.rules.proposition import PRESUPPOSING, Proposition
from counterclaim.coding.rules.stance import Stance, make_stance
from counterclaim.vocabulary.responsibility import load_responsibility


def find_condemning(proposition: Proposition) -> Token | None:
    """Find the verb that condemns the act of a proposition that says whose act it is.

    Returns:
        The verb, or None where nobody condemns it, or not in so many words.
    """
    deed = proposition.predicate
    if proposition.rule not in PRESUPPOSING:
        return None
    verb = deed.head
    while verb.pos_ != "VERB" and deed.dep_ == "conj" and verb != deed:
        deed, verb = verb, verb.head
    if verb.lemma_.lower() not in load_responsibility().condemning or verb.pos_ != "VERB" or is_negated(verb):
        return None
    thing = find_object(verb)
    return verb if thing is not None and deed in tuple(iter_conjuncts(thing)) else None


def make_condemning(scene: Scene, verb: Token) -> tuple[Stance, ...]:
    """Make the stance of everybody who condemns an act; none where nobody is told to."""
    agent = find_agent(verb)
    if agent is None and is_passive(verb):
        return ()
    stance = replace(make_stance(scene.annotated, verb), is_denied=False, is_doubted=False)
    tellers = (None,) if agent is None else tuple(iter_conjuncts(agent))
    voices = (make_voice(scene, verb, teller) for teller in tellers)
    return tuple(replace(stance, speakers=voice) for voice in voices if voice)
