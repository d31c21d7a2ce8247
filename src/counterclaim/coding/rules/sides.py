"""Sides: whether a speaker speaks for a party, and whether a name before an event is its doer's."""

from __future__ import annotations

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import Actor
from counterclaim.coding.rules.demonyms import MIN_STEM
from counterclaim.coding.rules.doers import is_place_reading
from counterclaim.model.statement import Speaker
from counterclaim.vocabulary.parties import find_parent
from counterclaim.vocabulary.responsibility import load_actors


def is_same_side(actor: Actor, speaker: Speaker) -> bool:
    """Tell whether a speaker speaks for the actor's own side."""
    if speaker.party is None and _is_same_force(actor, speaker):
        return True
    own = (speaker.party, speaker.name, find_parent(speaker.party or speaker.name))
    names = {name.casefold() for name in own if name}
    whole = (find_parent(actor.name) or actor.name).casefold()  # a state speaks for its own forces
    if actor.name.casefold() in names or speaker.party is not None:
        return actor.name.casefold() in names or whole in names
    stem = actor.name.rstrip("aeiouy")
    words = f"{speaker.name} {speaker.role or ''}".split()
    return actor.kind != "person" and len(stem) >= MIN_STEM and any(word.startswith(stem) for word in words)


def _is_same_force(actor: Actor, speaker: Speaker) -> bool:
    """Tell whether a speaker speaks for forces that are not named ("the army", by a military spokesman)."""
    if actor.is_named and actor.basis != "resolved":
        return False
    kinds = load_actors().generic_parties
    words = f"{speaker.name} {speaker.role or ''}".lower().split()
    return actor.name.casefold().split()[-1] == speaker.name.casefold().split()[-1] or any(
        kinds.get(word) == actor.kind and actor.kind in {"military", "police", "government"} for word in words
    )


def may_modify(
    annotated: AnnotatedReport, actor: Actor, token: Token, noun: Token, *, is_voiced: bool = False
) -> bool:
    """Tell whether an event's modifier names its doer, not its place ("the Xtown bombing").

    Args:
        annotated: the report.
        actor: whom the modifier names.
        token: the modifier.
        noun: the event.
        is_voiced: somebody says it; a narrator's "Xish bombing" is one in X.
    """
    if actor.kind == "other" or not actor.is_named:
        return False
    party = next((p for p in annotated.parties if p.span.start <= token.idx < p.span.end), None)
    if party is None:
        return actor.basis == "resolved"
    if party.kind in {"country", "government"} and is_place_reading(token, noun, is_voiced=is_voiced):
        return False
    return party.kind not in {"country", "government"} or party.manner != "name" or token.dep_ == "poss"
