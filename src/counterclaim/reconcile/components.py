"""Connected components: what hangs together by pairs, named so that no order of pairs matters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Name = TypeVar("Name", bound=str)


def find_components(pairs: Iterable[tuple[Name, Name]]) -> dict[Name, Name]:
    """Find the component of everything named in the pairs; a component bears its smallest name."""
    parents: dict[Name, Name] = {}
    for one, other in pairs:
        low, high = sorted((_find_root(parents, one), _find_root(parents, other)))
        parents[high] = low
    return {name: _find_root(parents, name) for name in sorted(parents)}


def _find_root(parents: dict[Name, Name], name: Name) -> Name:
    """Find the smallest name of a component so far, and shorten the way there."""
    root = parents.setdefault(name, name)
    while parents[root] != root:
        root = parents[root]
    while parents[name] != root:
        parents[name], name = root, parents[name]
    return root
