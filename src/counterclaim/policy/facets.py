"""What two statements must share to be about one thing: property, who is counted, or which party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from counterclaim.model.statement import HARMS, Property
from counterclaim.model.values import ResponsibilityValue, TollValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.tables import load_responsibility_table

#: Properties whose values can exclude each other.
_COMPARED: frozenset[Property] = frozenset({*HARMS, "date", "place"})


class Facet(NamedTuple):
    """One question about an event."""

    property: Property
    #: Who is counted, in folded words; None for everyone, and for a date or place.
    group: str | None = None


def find_facet(testimony: Testimony) -> Facet | None:
    """Find the question that a testimony answers; None for additions, sums of a period and parties."""
    statement, value = testimony.statement, testimony.statement.value
    if statement.property not in _COMPARED or isinstance(value, ResponsibilityValue):
        return None
    if isinstance(value, TollValue):
        # A number worked out from words that name somebody ("the man") counts that one, not all.
        if value.mode != "total" or value.scope != "event" or statement.basis == "derived":
            return None
        return Facet(statement.property, fold_group(value.group))
    return Facet(statement.property)


def group_by_facet(testimonies: Iterable[Testimony]) -> Mapping[Facet, list[Testimony]]:
    """Group testimonies by the question they answer; those that answer none are left out."""
    groups: dict[Facet, list[Testimony]] = {}
    for each in testimonies:
        facet = find_facet(each)
        if facet is not None:
            groups.setdefault(facet, []).append(each)
    return groups


def fold_group(group: str | None) -> str | None:
    """Fold the words for a group: case, white space and the article do not count."""
    if group is None:
        return None
    return " ".join(group.casefold().split()).removeprefix("the ").removeprefix("some ") or None


def is_civilian(group: str | None) -> bool:
    """Tell whether a group's words are of civilians."""
    return bool(_get_words(group) & load_responsibility_table().civilian_words)


def is_combatant(group: str | None) -> bool:
    """Tell whether a group's words are of combatants."""
    return bool(_get_words(group) & load_responsibility_table().combatant_words)


def iter_current(case: Case) -> Iterator[Testimony]:
    """Yield the testimonies that still stand."""
    return (each for each in case.testimonies if each.status == "current")


def _get_words(group: str | None) -> set[str]:
    return set((group or "").casefold().replace(",", " ").split())
