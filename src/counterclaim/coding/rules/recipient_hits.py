"""Hits: which noun phrases a report says were attacked, harmed or damaged, and by which word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.clauses import (
    find_object,
    find_preposition_object,
    find_subject,
    is_negated,
    iter_conjuncts,
)
from counterclaim.coding.rules.tolls import TollCandidate
from counterclaim.vocabulary.recipients import load_recipients
from counterclaim.vocabulary.responsibility import load_actors
from counterclaim.vocabulary.triggers import load_triggers

#: Word of the lexicon for an attack whose outcome the words do not tell.
_NO_FATE = "hit"
_OF_HARM = ("of", "against", "on", "at", "to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A noun phrase that a word says was hit."""

    #: The verb or noun that says so.
    anchor: Token
    #: Head of the noun phrase.
    head: Token
    #: What became of it; None where the word does not tell.
    fate: str | None
    may_be_person: bool = True


#: Parts of speech whose words tell what was hit.
_TELLING = frozenset({"VERB", "AUX", "NOUN", "PROPN"})


def find_hits(doc: Doc, tolls: Sequence[TollCandidate]) -> tuple[Hit, ...]:
    """Find the hits of a parsed text, in text order of the noun phrases."""
    hits = [*_iter_counted(doc, tolls), *(hit for token in doc for hit in _iter_of_token(token))]
    return tuple(sorted(hits, key=lambda hit: (hit.head.i, hit.anchor.i)))


def _iter_counted(doc: Doc, tolls: Sequence[TollCandidate]) -> Iterator[Hit]:
    """Iterate over the people whom the tolls count."""
    for toll in tolls:
        if toll.value.op != "zero" and toll.scope == "event" and not toll.value.superseded:
            yield Hit(anchor=doc[toll.predicate], head=doc[toll.head], fate=toll.property)


def _iter_of_token(token: Token) -> Iterator[Hit]:
    if token.pos_ not in _TELLING or is_negated(token):
        return
    if token.pos_ in {"VERB", "AUX"}:
        yield from _iter_of_verb(token)
        yield from _iter_placed(token)
    elif token.pos_ in {"NOUN", "PROPN"}:
        yield from _iter_of_noun(token)


def _iter_of_verb(verb: Token) -> Iterator[Hit]:
    """X killed Y, Y was destroyed, they set fire to Y."""
    lexicon = load_recipients()
    lemma = verb.lemma_.lower()
    person, thing = lexicon.people_verbs.get(lemma), lexicon.damage.verbs.get(lemma)
    if person is None and thing is None and lemma not in load_triggers().verbs:
        return
    found = find_object(verb)
    if found is None:
        return
    for head in iter_conjuncts(found):
        yield Hit(anchor=verb, head=head, fate=_to_fate(person), may_be_person=True)
        if thing is not None:
            yield Hit(anchor=verb, head=head, fate=_judge_damage(verb, thing), may_be_person=False)


def _judge_damage(verb: Token, fate: str) -> str | None:
    """Judge what became of a thing by the verb and its adverbs."""
    words = {child.lower_ for child in verb.children}
    damage = load_recipients().damage
    if fate == "destroyed" and words & damage.hurt_words:
        return "damaged"
    if fate == "damaged" and words & damage.whole_words:
        return "destroyed"
    return _to_fate(fate)


def _to_fate(word: str | None) -> str | None:
    return None if word == _NO_FATE else word


def _iter_of_noun(noun: Token) -> Iterator[Hit]:
    """The murder of X, X's murder, an attack on X, damage to X, an explosion near X."""
    lexicon = load_recipients()
    lemma = noun.lemma_.lower()
    person, thing = lexicon.people_nouns.get(lemma), lexicon.damage.nouns.get(lemma)
    if person is None and thing is None and lemma not in load_triggers().nouns:
        return
    # "X's killing of Y", "the army's massacre", "an attack by X on Y": those are who did it.
    has_patient = find_preposition_object(noun, "of") is not None or lemma in {"massacre", "slaughter"}
    for child in noun.children:
        if child.dep_ == "poss" and person is not None and not has_patient and not _is_side(child):
            yield Hit(anchor=noun, head=child, fate=_to_fate(person))
        if child.dep_ == "prep" and child.lower_ in _OF_HARM:
            for head in _iter_objects(child):
                yield Hit(anchor=noun, head=head, fate=_to_fate(person or thing))
        elif (
            child.dep_ == "prep" and child.lower_ in lexicon.near_prepositions - {"by"} and thing is not None
        ):
            for head in _iter_objects(child):
                yield Hit(anchor=noun, head=head, fate=_to_fate(thing), may_be_person=False)


def _is_side(owner: Token) -> bool:
    """Tell whether the owner of an act is an armed side, which does it ("the rebels' killings")."""
    actors = load_actors()
    return owner.lemma_.lower() in actors.state_heads | actors.telling_heads | actors.backward_nouns


def _iter_placed(verb: Token) -> Iterator[Hit]:
    """A bomb exploded outside X, they threw grenades at X, dynamite was placed under X."""
    lexicon = load_recipients()
    if verb.lemma_.lower() not in lexicon.placing_verbs:
        return
    things = [each for each in (find_object(verb), find_subject(verb)) if each is not None]
    if not any(each.lemma_.lower() in lexicon.placed_things for each in things):
        return
    fate = "burned" if verb.lemma_ == "set" and any(each.lemma_ == "fire" for each in things) else None
    for child in verb.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in lexicon.near_prepositions:
            for head in _iter_objects(child):
                yield Hit(anchor=verb, head=head, fate=fate, may_be_person=False)


def _iter_objects(preposition: Token) -> Iterator[Token]:
    """Iterate over the nouns of a prepositional phrase; "in front of X" leads to X."""
    for deep in preposition.children:
        if deep.dep_ == "pobj":
            if deep.lower_ in {"front", "side", "part", "door", "entrance", "center", "vicinity", "corner"}:
                yield from (o for c in deep.children if c.dep_ == "prep" for o in _iter_objects(c))
            else:
                yield from iter_conjuncts(deep)
        elif deep.dep_ == "prep":
            yield from _iter_objects(deep)
