"""Avowals: sides that own up to an act in so many words ("X admitted the strike", "owned up to it")."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import Actor
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_object,
    find_preposition_object,
    has_no,
    is_negated,
)
from counterclaim.coding.rules.frames import Scene, find_own_actor, make_draft, make_voice
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.coding.rules.stance import make_stance
from counterclaim.vocabulary.responsibility import load_actors, load_responsibility

#: Kinds of party that act by force, and so have acts to own up to.
_FORCES = frozenset({"armed_group", "military", "country", "government", "police"})


def iter_avowed(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X admitted the strike, acknowledged its raid, owned up to the attack, took the blame for it."""
    deed = _find_deed(scene, verb) if verb.pos_ == "VERB" and not is_negated(verb) else None
    owner = find_agent(verb) if deed is not None else None
    if deed is None or owner is None or has_no(owner) or _is_suffered(deed):
        return
    stance = make_stance(scene.annotated, verb)
    speakers = make_voice(scene, verb, owner)
    actor = find_own_actor(scene, owner, speakers)
    if actor is None or actor.kind not in _FORCES or stance.is_unreal or stance.is_denied:
        return
    if verb.lemma_.lower() in load_responsibility().conceding and not _is_force(owner, actor):
        return
    yield make_draft(scene, verb, actor, "admit", speakers, certainty=stance.certainty, anchor=deed)


def _find_deed(scene: Scene, verb: Token) -> Token | None:
    """Find the event that a verb of owning up takes: as its object, after "to", after "the blame for"."""
    lexicon, lemma = load_responsibility(), verb.lemma_.lower()
    thing = find_object(verb)
    if lemma == "own" and not any(child.lower_ == "up" for child in verb.children):
        return None
    if thing is not None and lemma in lexicon.owning_verbs and thing.lemma_.lower() == "blame":
        thing = find_preposition_object(thing, "for") or find_preposition_object(verb, "for")
    elif lemma not in lexicon.admitting | {"own"}:
        return None
    thing = thing or find_preposition_object(verb, "to")
    return thing if thing is not None and thing.pos_ != "VERB" and thing.i in scene.events else None


def _is_suffered(deed: Token) -> bool:
    """Tell whether an act is one that somebody else did, or that one's own side was hit by."""
    by = find_preposition_object(deed, "by") is not None
    return by or any(deep.tag_ == "PRP$" and deep.head != deed for deep in deed.subtree)


def _is_force(owner: Token, actor: Actor) -> bool:
    """Tell whether it is an armed side that concedes, not an office that confirms what others did."""
    words = {owner.lemma_.lower(), owner.lower_}
    return actor.kind in {"armed_group", "military"} or bool(words & load_actors().state_heads)
