"""Judgements: clauses that call a charge false ("X said the accusations were a lie")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.coding.rules.clauses import is_negated
from counterclaim.coding.rules.frames import Scene, make_draft
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.coding.rules.stance import make_stance
from counterclaim.vocabulary.responsibility import load_responsibility


def iter_judged(scene: Scene, charge: Token) -> Iterator[PositionDraft]:
    """X said the charges were false, the claim was a lie, the reports did not accord with the facts."""
    lexicon = load_responsibility()
    nouns = lexicon.charge_nouns | lexicon.version_nouns
    if charge.lemma_.lower() not in nouns or charge.dep_ != "nsubj" or not _judges_false(charge.head):
        return
    stance = make_stance(scene.annotated, charge.head)
    if stance.speaker is None or stance.is_unreal:
        return
    name = stance.speaker.party or stance.speaker.name
    yield make_draft(
        scene, charge.head, None, "deny", stance.speakers, name=name, is_about_claim=True, anchor=charge
    )


def _judges_false(verb: Token) -> bool:
    """Tell whether a predicate says of its subject that it is false, or not true."""
    lexicon = load_responsibility()
    words = {
        deep.lower_
        for child in verb.children
        if child.dep_ in {"acomp", "attr", "prep", "advmod", "dobj"}
        for deep in child.subtree
    }
    return bool(words & (lexicon.truth_words if is_negated(verb) else lexicon.judgement_words))
