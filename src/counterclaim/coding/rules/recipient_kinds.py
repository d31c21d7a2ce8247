"""Kinds of recipients: which people or thing a noun names, by its head and the words before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.toll_counts import is_people
from counterclaim.vocabulary.recipients import load_kinds, load_recipients
from counterclaim.vocabulary.responsibility import load_actors

#: Dependents that say which person or thing a noun names.
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "appos"})
#: Words of rank or office that a modifier turns into another kind ("police captain").
_RANKED = frozenset({"military", "official", "civilians", "politician", "guard"})


def find_person_kind(noun: Token) -> str | None:
    """Find the kind of person a noun names; None where it names nobody."""
    lemma = noun.lemma_.lower()
    kind = load_kinds()[0].get(lemma) or load_kinds()[0].get(noun.lower_)
    generic = load_actors().generic_parties.get(lemma)
    if kind is None and generic is not None and generic not in {"person", "government"}:
        return generic
    if kind is None:
        return "civilians" if is_people(noun) and noun.pos_ == "NOUN" else None
    if kind in _RANKED:
        return _find_by_words(noun, load_recipients().rank_words) or kind
    return kind


def find_thing_kind(noun: Token) -> str | None:
    """Find the kind of thing a noun names; None where it names no building, vehicle or other site."""
    lemma = noun.lemma_.lower()
    kind = load_kinds()[1].get(lemma) or load_kinds()[1].get(noun.lower_)
    words = load_recipients().thing_words
    if kind is not None and _find_by_words(noun, {"military_site": words["military_site"]}):
        return "military_site"
    if kind not in {"office", "other_thing", "residence", "energy", "commerce"}:
        return kind
    if kind == "energy":
        return kind if _find_by_words(noun, {"energy": words["energy"]}) or lemma in _SURE_ENERGY else None
    found = _find_by_words(noun, words)
    if kind == "commerce" or (kind == "residence" and found not in {"diplomatic", "government_site"}):
        return kind
    return found or kind


#: Things of the power supply that need no word beside them.
_SURE_ENERGY = frozenset({"pipeline", "pylon", "substation", "refinery", "transformer", "dam", "powerline"})


def _find_by_words(noun: Token, kinds: Mapping[str, frozenset[str]]) -> str | None:
    """Find the first kind that has one of the words about a noun."""
    words = {word for near in _iter_about(noun) for word in (near.lower_, near.lemma_.lower())}
    return next((kind for kind, cues in kinds.items() if words & cues), None)


def _iter_about(noun: Token) -> Iterator[Token]:
    """Iterate over the modifiers of a noun and the nouns of its "of" phrase."""
    stack = [child for child in noun.children if child.dep_ in _MODIFIERS]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            stack.extend(deep for deep in child.children if deep.dep_ == "pobj")
    while stack:
        near = stack.pop()
        yield near
        stack.extend(child for child in near.children if child.dep_ in {"compound", "amod", "nmod", "poss"})
