"""Claims told by a noun: "a claim of responsibility came from X", "was issued by X", "a claim by X"."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_agent, find_preposition_object, has_no, is_negated
from counterclaim.coding.rules.frames import Scene, find_own_actor, make_draft, make_voice
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.vocabulary.responsibility import load_responsibility

_COMING = frozenset({"come", "arrive", "emerge"})
_ISSUING = frozenset({"make", "issue", "post", "release", "publish", "send", "put", "phone"})


def is_of_responsibility(noun: Token) -> bool:
    """Tell whether a noun is a claim of responsibility."""
    of = find_preposition_object(noun, "of", "for")
    is_owned = of is not None and of.lemma_.lower() in load_responsibility().responsibility_nouns
    return noun.lemma_.lower() == "claim" and noun.pos_ == "NOUN" and is_owned


def iter_claim_noun(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """A claim of responsibility by X; X's claim of responsibility; a claim of responsibility came from X."""
    if not is_of_responsibility(noun) or has_no(noun):
        return
    claimant = _find_claimant(noun)
    if claimant is None or has_no(claimant):
        return
    speakers = make_voice(scene, noun, claimant)
    actor = find_own_actor(scene, claimant, speakers)
    if actor is not None and actor.is_named and actor.kind != "person":
        yield make_draft(scene, noun, actor, "claim", speakers, anchor=noun)


def _find_claimant(noun: Token) -> Token | None:
    """Find whose claim a noun tells of."""
    responsibility = find_preposition_object(noun, "of", "for")
    by = find_preposition_object(noun, "by", "from")
    if by is None and responsibility is not None:
        by = find_preposition_object(responsibility, "by", "from")
    owner = by or next(
        (child for child in noun.lefts if child.dep_ == "poss" and child.pos_ == "PROPN"), None
    )
    verb = noun.head
    if owner is not None or noun.dep_ not in {"nsubj", "nsubjpass"} or is_negated(verb):
        return owner
    if verb.lemma_ in _COMING:
        return find_preposition_object(verb, "from")
    return find_agent(verb) if verb.lemma_ in _ISSUING and noun.dep_ == "nsubjpass" else None
