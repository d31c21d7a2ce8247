"""Open suspicions: whom somebody does not rule out, or whose possible part somebody looks into."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import find_actor
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_object,
    find_preposition_object,
    find_subject,
    has_particle,
    is_negated,
    iter_conjuncts,
)
from counterclaim.coding.rules.frames import Scene, make_draft, make_voice
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.vocabulary.responsibility import load_responsibility

_PROBING = frozenset({"investigate", "probe", "examine", "explore", "consider", "look"})


def iter_unexcluded(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """Y did not rule out that X was involved; Y is looking into the possible involvement of X."""
    thing = _find_unexcluded(verb)
    party = None if thing is None else _find_party(thing)
    if party is None:
        return
    speakers = make_voice(scene, verb, find_agent(verb))
    for each in iter_conjuncts(party):
        actor = find_actor(scene.annotated, each)
        if actor is not None and actor.is_named and actor.name != (speakers[-1].party if speakers else None):
            yield make_draft(scene, verb, actor, "suspect", speakers, certainty="PS")


def _find_unexcluded(verb: Token) -> Token | None:
    """Find the clause or noun of what is left open."""
    if verb.lemma_ == "rule" and has_particle(verb, "out") and is_negated(verb):
        clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
        return clause or find_object(verb)
    if verb.lemma_.lower() not in _PROBING or is_negated(verb):
        return None
    thing = find_object(verb) or find_preposition_object(verb, "into")
    words = load_responsibility().possible_words | load_responsibility().probable_words
    is_open = thing is not None and any(child.lower_ in words for child in thing.lefts)
    return thing if is_open else None


def _find_party(thing: Token) -> Token | None:
    """Find whose part in it is left open: by a noun of involvement, or a clause that says so."""
    lexicon = load_responsibility()
    if thing.lemma_.lower() in lexicon.involvement_nouns:
        owner = (child for child in thing.lefts if child.dep_ in {"poss", "amod", "compound"})
        named = next((child for child in owner if child.pos_ == "PROPN" or child.dep_ == "poss"), None)
        return named or find_preposition_object(thing, "of", "by")
    if thing.pos_ not in {"VERB", "AUX"}:
        return None
    guilt = lexicon.involvement_predicates | lexicon.involvement_verbs | lexicon.performing_verbs
    words = (thing.lemma_.lower(), *(child.lemma_.lower() for child in thing.children))
    return find_subject(thing) if {*guilt, "behind"} & {*words} else None
