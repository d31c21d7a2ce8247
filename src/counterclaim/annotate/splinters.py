"""Splinters: factions that broke away from a group, for which the group does not speak."""

from __future__ import annotations

from counterclaim.annotate.tree import Token
from counterclaim.vocabulary.responsibility import load_actors


def is_splinter(head: Token) -> bool:
    """Tell whether a noun names a faction that left its group ("a breakaway faction of X")."""
    if head.lemma_.lower() not in load_actors().backward_nouns | {"wing", "unit", "cell"}:
        return False
    return any(child.lower_ in load_actors().splinter_words for child in head.children)


def names_splinter(name: str) -> bool:
    """Tell whether a speaker's name is the description of a splinter."""
    return bool(set(name.lower().split()) & load_actors().splinter_words)
