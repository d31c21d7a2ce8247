"""Charges in nominal form: "Y's allegations of an X attack", "Yish reports of X involvement"."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.speakers import make_speaker
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import Actor, find_actor
from counterclaim.coding.rules.clauses import find_preposition_object
from counterclaim.coding.rules.doers import find_accuser, find_denier, find_means_owner, iter_possessors
from counterclaim.coding.rules.frames import Scene, make_draft
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.coding.rules.sides import is_same_side
from counterclaim.model.values import Position
from counterclaim.vocabulary.responsibility import load_responsibility


def iter_charged(scene: Scene, charge: Token) -> Iterator[PositionDraft]:
    """Yield what a noun of charging says: its owner blames the party of what it is a charge of."""
    lexicon = load_responsibility()
    if charge.pos_ != "NOUN" or charge.lemma_.lower() not in lexicon.charge_nouns:
        return
    accuser, matter = find_accuser(charge), _find_matter(charge)
    if accuser is None or matter is None:
        return
    if matter.i not in scene.events and matter.lemma_.lower() not in lexicon.involvement_nouns:
        return
    owner = find_actor(scene.annotated, accuser)
    accused = _find_accused(scene, charge, matter)
    if owner is None or not owner.is_named or accused is None:
        return
    speaker = make_speaker(scene.annotated.doc, accuser, scene.annotated.parties)
    position: Position = "claim" if is_same_side(accused, speaker) else "blame"
    yield make_draft(scene, charge, accused, position, (speaker,), anchor=matter)


def _find_matter(charge: Token) -> Token | None:
    """Find what a charge is of, also where the parser hung it from the accuser."""
    found = find_preposition_object(charge, "of", "about")
    if found is not None:
        return found
    by = next((child for child in charge.children if child.lower_ in {"by", "from"}), None)
    inner = [] if by is None else [by, *by.children]
    return next((thing for token in inner if (thing := find_preposition_object(token, "of"))), None)


def _find_accused(scene: Scene, charge: Token, matter: Token) -> Actor | None:
    """Find the party of the matter of a charge; without one it is who turns the charge down."""
    owners = [*iter_possessors(matter), find_means_owner(matter), find_denier(charge)]
    found = (find_actor(scene.annotated, owner) for owner in owners if owner is not None)
    return next((actor for actor in found if actor is not None and actor.is_named and _is_side(actor)), None)


def _is_side(actor: Actor) -> bool:
    return actor.kind not in {"person", "media", "ngo", "igo"}
