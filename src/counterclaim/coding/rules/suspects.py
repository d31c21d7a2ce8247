"""Suspects: persons whom somebody names as the one who did it ("police identified X as the gunman").

Nobody is named without who names them: a report's own "the gunman, X" makes no position. Names of
minors are cut out again where a coding is made (`privacy`).
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import find_actor
from counterclaim.coding.rules.clauses import find_agent, find_object, is_negated
from counterclaim.coding.rules.descriptions import is_hedge
from counterclaim.coding.rules.doers import find_deed_behind
from counterclaim.coding.rules.frames import Scene, make_draft, make_voice
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.coding.rules.stance import make_stance
from counterclaim.model.values import Position
from counterclaim.vocabulary.responsibility import load_responsibility

#: Kinds of speaker who name the doer in an office.
_OFFICES = frozenset({"authority", "court"})
#: Nouns that only suspect.
_OPEN = frozenset({"suspect", "subject"})


def iter_named_suspects(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """Police named X as the gunman; the attacker was identified by the mayor as X."""
    if (
        verb.pos_ != "VERB"
        or verb.lemma_.lower() not in load_responsibility().naming_verbs
        or is_negated(verb)
    ):
        return
    thing, named = find_object(verb), _find_named_as(verb)
    if thing is None or named is None:
        return
    if _is_person(named) and _is_perpetrator(thing):
        person, noun = named, thing
    elif _is_person(thing) and _is_perpetrator(named):
        person, noun = thing, named
    else:
        return
    stance = make_stance(scene.annotated, verb)
    speakers = make_voice(scene, verb, find_agent(verb))
    actor = find_actor(scene.annotated, person)
    if actor is None or not speakers or stance.is_denied or stance.is_unreal:
        return
    is_open = noun.lemma_.lower() in _OPEN or any(is_hedge(word) for word in noun.lefts)
    is_open = is_open or stance.certainty != "CT"
    position: Position = "suspect" if is_open else "blame"
    yield make_draft(scene, verb, actor, position, speakers, certainty="PR" if is_open else "CT")


def iter_chief_suspects(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """The chief suspect is X; X is the main suspect: a side, where a person is named by an office."""
    verb = noun.head
    is_chief = any(child.lower_ in load_responsibility().chief_words for child in noun.children)
    if noun.lemma_.lower() not in {"suspect", "culprit"} or not is_chief or verb.lemma_ != "be":
        return
    other = "attr" if noun.dep_ == "nsubj" else "nsubj"
    named = next((child for child in verb.children if child.dep_ == other), None)
    actor = None if named is None else find_actor(scene.annotated, named)
    stance = make_stance(scene.annotated, verb)
    if actor is None or not actor.is_named or actor.kind == "person" or stance.is_denied or stance.is_unreal:
        return
    yield make_draft(scene, verb, actor, "suspect", stance.speakers, certainty="PR")


def iter_beside_suspects(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """The gunman, X, opened fire, police said; the man behind the attack was X, a minister said."""
    is_doer = _is_perpetrator(noun) and noun.lemma_.lower() != "driver"  # who may be one of the dead
    if noun.pos_ != "NOUN" or not (is_doer or find_deed_behind(noun) is not None):
        return
    named = next((each for each in (*_iter_beside(noun), noun.head) if _is_person(each)), None)
    is_beside = named is not None and (named != noun.head or noun.dep_ in {"compound", "appos"})
    if named is None or not is_beside:
        return
    stance = make_stance(scene.annotated, noun)
    actor = find_actor(scene.annotated, named)
    is_told = stance.speakers and all(each.kind in _OFFICES for each in stance.speakers)
    if actor is None or not is_told or stance.is_denied or stance.is_unreal:
        return
    is_open = noun.lemma_.lower() in _OPEN or any(is_hedge(word) for word in noun.lefts)
    position: Position = "suspect" if is_open or stance.certainty != "CT" else "blame"
    yield make_draft(
        scene, noun, actor, position, stance.speakers, certainty="PR" if position == "suspect" else "CT"
    )


def _iter_beside(noun: Token) -> Iterator[Token]:
    """Iterate over the names beside a noun ("the gunman, X"), or that it is said to be ("was X")."""
    yield from (child for child in noun.children if child.dep_ == "appos")
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        yield from (child for child in noun.head.children if child.dep_ == "attr")


def _find_named_as(verb: Token) -> Token | None:
    """Find what somebody is named as: the noun or name after "as"."""
    for child in _iter_phrase(verb):
        if child.lower_ == "as" and child.dep_ == "prep":
            return _find_name_beside(next((deep for deep in child.children if deep.dep_ == "pobj"), None))
        if child.lower_ == "as" and child.dep_ == "mark" and child.i + 1 < len(child.doc):
            # The parser may take the name for the subject of a clause: "as A. B., 56, said to be a member".
            return next((each for each in child.head.children if each.dep_ == "nsubj"), None)
        if child.dep_ == "oprd" and child.head == verb:
            named: Token = child
            return named
    return None


def _iter_phrase(verb: Token) -> Iterator[Token]:
    """Iterate over the words after a verb that hang from it, or from its object, agent or a time."""
    for word in verb.subtree:
        above = [each for each in word.ancestors if verb.is_ancestor(each)]
        is_marked = word.dep_ == "mark" and above[:1] == [word.head]
        clauses = [each for each in above if each.pos_ in {"VERB", "AUX"}]
        if word.i > verb.i and len(clauses) <= is_marked:
            yield word


def _find_name_beside(named: Token | None) -> Token | None:
    """Find the person who stands beside a description ("a Xish national, A. B."), else the description."""
    after: tuple[Token, ...] = () if named is None else tuple(named.rights)
    for beside in after:
        if beside.dep_ == "appos" and _is_person(beside):
            return beside
    return named


def _is_person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and token.pos_ == "PROPN"


def _is_perpetrator(token: Token) -> bool:
    """Tell whether a noun names the one who did it ("the driver", but not "the bus driver")."""
    if token.lemma_.lower() == "driver" and any(child.dep_ == "compound" for child in token.children):
        return False
    return bool({token.lemma_.lower(), token.lower_} & load_responsibility().perpetrator_nouns)
