"""Propositions in a noun phrase: whose an act is, by the words beside its noun ("X's attack")."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_preposition_object, iter_conjuncts
from counterclaim.coding.rules.proposition import Proposition
from counterclaim.vocabulary.responsibility import load_responsibility

_MODIFIERS = frozenset({"amod", "compound", "nmod"})


def iter_owned_deeds(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """An X airstrike, X's attack, an attack by X."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.i not in events:
        return
    yield from (_make(party, token, rule) for party, rule in (*_iter_after(token), *_iter_before(token)))


def _make(party: Token, deed: Token, rule: str) -> Proposition:
    return Proposition(party=party, predicate=deed, event=deed.i, rule=rule)


def _iter_after(deed: Token) -> Iterator[tuple[Token, str]]:
    """Iterate over whom the words after the noun name as the doer: "by X", "of X"."""
    by = find_preposition_object(deed, "by") or _find_by_after_patient(deed)
    if by is not None:
        yield from ((party, "by") for party in iter_conjuncts(by))
    of = find_preposition_object(deed, "of")
    is_agentive = deed.lemma_.lower() in load_responsibility().agentive_nouns
    if of is not None and is_agentive and of.tag_ in {"NNP", "NN", "NNPS"}:
        yield of, "of"


def _iter_before(deed: Token) -> Iterator[tuple[Token, str]]:
    """Iterate over whom the words before the noun name: its owner, a name or adjective of a side."""
    owner = next(
        (child for child in deed.children if child.dep_ == "poss" and child.ent_type_ != "DATE"), None
    )
    if owner is not None and not _is_ranked(deed):
        yield owner, "owned"
    for child in deed.children:
        if child.dep_ in _MODIFIERS and child.i < deed.i and child.tag_ not in {"NN", "NNS", "NNPS"}:
            yield child, "modified"
        elif child.dep_ == "compound" and child.lemma_.lower() in load_responsibility().means_modifiers:
            sides = (deep for deep in child.children if deep.dep_ in {"compound", "amod"})
            yield from (
                (deep, "modified") for deep in sides if deep.tag_ == "NNP" or deep.ent_type_ == "NORP"
            )


def _is_ranked(deed: Token) -> bool:
    """Tell whether an act is only ranked among those of a place ("X's deadliest attack in years")."""
    near = (word for child in deed.children for word in (child, *child.children))
    return any(word.tag_ in {"JJS", "RBS"} for word in near)


def _find_by_after_patient(deed: Token) -> Token | None:
    """Find the doer that the parser hung from what was hit ("the shelling of the town by X")."""
    patient = find_preposition_object(deed, "of")
    return None if patient is None or patient.tag_ == "VBG" else find_preposition_object(patient, "by")
