"""Idioms of blame: phrases that put an event on somebody without a verb of accusing."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import find_actor
from counterclaim.coding.rules.clauses import (
    find_preposition_object,
    find_subject,
    has_particle,
    is_negated,
    iter_conjuncts,
)
from counterclaim.coding.rules.doers import find_means_owner
from counterclaim.coding.rules.frames import Scene, make_draft, make_voice
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.coding.rules.stance import make_stance
from counterclaim.model.values import Position
from counterclaim.vocabulary.responsibility import load_responsibility

#: Kinds of party that a finger is pointed at; a town or a person may only be in the way.
_SIDES = frozenset({"country", "government", "military", "armed_group", "party"})


def find_put_on(verb: Token, thing: Token | None) -> Token | None:
    """Find on whom an idiom puts an event ("put it down to X", "lay the attack at the door of X")."""
    if thing is None or verb.lemma_.lower() not in load_responsibility().laying_verbs:
        return None
    if has_particle(verb, "down"):
        return find_preposition_object(verb, "to")
    for head in (verb, thing):
        door = find_preposition_object(head, "at")
        if door is not None and door.lemma_.lower() in load_responsibility().door_nouns:
            owner = next((child for child in door.children if child.dep_ == "poss"), None)
            return owner or find_preposition_object(door, "of")
    return None


def find_put_after(verb: Token) -> Token | None:
    """Find on whom something is blamed, after the verb ("on Monday the army blamed it on rebels")."""
    preps = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ in {"on", "to"})
    found = (deep for prep in preps for deep in prep.children if deep.dep_ in {"pobj", "pcomp"})
    return next((each for each in found if each.ent_type_ not in {"DATE", "TIME"}), None)


def iter_pointing(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X pointed at Y, pointed to Y as the culprit; the evidence pointed to Y as behind it."""
    if verb.lemma_.lower() != "point" or verb.pos_ != "VERB" or is_negated(verb):
        return
    accused, subject = find_preposition_object(verb, "at", "to", "toward", "towards"), find_subject(verb)
    if accused is None or subject is None or not _is_as_guilty(verb, accused):
        return
    stance = make_stance(scene.annotated, verb)
    is_sign = subject.lemma_.lower() in load_responsibility().means_of_knowing
    speakers = stance.speakers if is_sign else make_voice(scene, verb, subject)
    is_sure = stance.certainty == "CT" and not is_sign and not is_hedged_guilt(verb)
    position: Position = "blame" if is_sure else "suspect"
    for each in iter_conjuncts(find_means_owner(accused) or accused):
        actor = find_actor(scene.annotated, each)
        if actor is None or actor.kind not in _SIDES or stance.is_denied or stance.is_unreal:
            continue
        if speakers and actor.name != (speakers[-1].party or speakers[-1].name):
            yield make_draft(
                scene, verb, actor, position, speakers, certainty="CT" if position == "blame" else "PR"
            )


def _is_as_guilty(verb: Token, accused: Token) -> bool:
    """Tell whether "as" after a name, if there is one, makes it the doer ("pointed to X as an example")."""
    words = load_responsibility()
    guilt = words.involvement_predicates | words.perpetrator_nouns | {"behind", "author", "mastermind"}
    after = [token for token in verb.subtree if token.i > accused.i]
    is_as = any(token.lower_ == "as" for token in after[:3])
    return not is_as or any(token.lemma_.lower() in guilt for token in after)


def is_hedged_guilt(verb: Token) -> bool:
    """Tell whether a word after a verb of naming hedges ("as the likely culprit")."""
    words = load_responsibility()
    hedges = words.probable_words | words.possible_words
    return any(token.lower_ in hedges for token in verb.subtree if token.i > verb.i)


def iter_stopped_short(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X stopped short of blaming Y, did not name Y: who is asked and takes no position on Y."""
    lexicon = load_responsibility()
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in lexicon.accusing_objects | lexicon.naming_verbs:
        return
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "of" else None
    is_short = above is not None and above.lemma_.lower() in {"short", "stop"}
    is_plain = is_negated(verb) and verb.lemma_.lower() in {"blame", "name", "accuse"}
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    stopped = above.head if above is not None and above.lemma_.lower() == "short" else above
    subject = find_subject(stopped if is_short and stopped is not None else verb)
    if thing is None or subject is None or not (is_short or is_plain):
        return
    actor = find_actor(scene.annotated, thing)
    if actor is not None and actor.is_named and actor.kind in _SIDES:
        yield make_draft(scene, verb, actor, "decline", make_voice(scene, stopped or verb, subject))
