"""A proposition: words that make a party responsible, whoever says them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from counterclaim.annotate.tree import Token

#: Rules that presuppose the act ("the X attack"): a denial of the whole does not touch them, and
#: beside a claim of X's own they say nothing new.
PRESUPPOSING = frozenset({"by", "of", "owned", "modified"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A party and a predicate that makes it responsible."""

    #: Head of the noun phrase that names the party.
    party: Token
    #: The predicate ("responsible", "carried", "attack", "involvement").
    predicate: Token
    #: Index of the trigger that names the event, where the words have one.
    event: int | None
    #: Name of the rule that found it.
    rule: str
    #: The words only hint ("hallmarks of", "something like what X has done").
    is_hint: bool = False
    #: The party is named to be left out ("bandits, not X, did it").
    is_excluded: bool = False


#: Reads one token, with the indices of the triggers, and yields what it found.
Finder = Callable[[Token, Collection[int]], Iterator[Proposition]]


def find_event(token: Token, events: Collection[int]) -> int | None:
    """Find the event that a predicate speaks of: "in the attack", "for the killing", "behind the blast"."""
    for child in (*token.children, *token.head.children):
        if child.dep_ in {"prep", "agent", "pobj", "pcomp"}:
            for deep in (child, *child.children):
                if deep.i in events:
                    return deep.i
    return None
