"""Claimants: whose claim a noun phrase speaks of ("the group's claim", "claims by Y")."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import Actor, find_actor
from counterclaim.coding.rules.clauses import find_preposition_object
from counterclaim.vocabulary.responsibility import load_responsibility


def find_claimant(annotated: AnnotatedReport, thing: Token) -> Actor | None:
    """Find whose claim it is, if the words say."""
    for deep in (thing, *iter_of(thing)):
        for child in deep.children:
            if child.dep_ in {"poss", "compound", "amod"}:
                actor = find_actor(annotated, child)
                if actor is not None and actor.is_named:
                    return actor
    by = find_preposition_object(thing, "by", "from")
    return find_actor(annotated, by) if by is not None else None


def iter_of(thing: Token) -> Iterator[Token]:
    """Iterate over what a noun is "of", if anything."""
    found = find_preposition_object(thing, "of")
    if found is not None:
        yield found


def find_owner_of_claim(annotated: AnnotatedReport, thing: Token) -> Actor | None:
    """Find the armed group that a claim to have done it is of ("the claim of X to have struck the site").

    A claim that another did it is that other's charge.
    """
    claimant = find_claimant(annotated, thing) if thing.lemma_.lower() == "claim" else None
    if claimant is None or claimant.kind != "armed_group":
        return None
    words = load_responsibility().responsibility_nouns
    is_owning = any(word.lemma_.lower() in words for word in iter_of(thing))
    after = thing.doc[thing.i : thing.sent.end]
    is_done = any(
        word.lower_ == "have" and word.nbor(-1).lower_ == "to" and word.head.head in {thing, thing.head}
        for word in after
    )
    return claimant if is_owning or is_done else None
