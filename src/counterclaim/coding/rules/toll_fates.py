"""Fates: a person who is first told hurt and then dead counts among the dead alone."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from counterclaim.coding.rules.toll_counts import is_definite
from counterclaim.coding.rules.toll_links import Link

#: How far after, and before, an injury the same person's death can be told, in tokens.
_AFTER, _BEFORE = 60, 40


def settle_fates(doc: Doc, links: Sequence[Link]) -> tuple[Link, ...]:
    """Drop the injuries of single persons whose death the report tells."""
    killed = [link for link in links if link.harm.property == "killed" and link.count.individual]
    deaths = [doc[link.count.head] for link in killed]
    return tuple(
        link
        for link in links
        if link.harm.property != "injured"
        or not link.count.individual
        or not any(_is_same_person(doc[link.count.head], dead) for dead in deaths)
    )


def _is_same_person(hurt: Token, dead: Token) -> bool:
    """Tell whether two words for one person stand for the same one, by name or by nearness."""
    if hurt.i == dead.i:
        return True
    if _get_names(hurt) and _get_names(dead):
        return bool(_get_names(hurt) & _get_names(dead))
    if not -_BEFORE <= dead.i - hurt.i <= _AFTER:
        return False
    return is_definite(dead) if dead.i > hurt.i else is_definite(hurt)


def _get_names(head: Token) -> frozenset[str]:
    """Return the last parts of the names that a word for a person is or has beside it."""
    words = (head, *(child for child in head.children if child.dep_ == "appos"))
    return frozenset(word.lower_ for word in words if word.pos_ == "PROPN")
