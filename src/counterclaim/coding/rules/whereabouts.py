"""Whereabouts: whether a group of triggers speaks of another place than the main event."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.annotate.layers import AnnotatedReport, PlaceName
from counterclaim.annotate.tree import Doc
from counterclaim.coding.rules.clauses import get_span_root
from counterclaim.coding.rules.groups import Group

#: About 60 km of latitude: two places further apart are not one site.
FAR_DEGREES = 0.55


def is_in_town_of_own(annotated: AnnotatedReport, group: Group, main: Group, acts: Sequence[Group]) -> bool:
    """Tell whether a new sentence of a later paragraph tells of an act in a town of its own.

    Args:
        acts: the acts of the report that may be the main one, in text order.
    """
    is_act = any(t.is_strong or (group.dates and not t.entry.harm) for t in group.triggers)
    if group.is_definite or group.is_embedded or not is_act:
        return False
    own = _find_towns(annotated, group)
    known = _find_towns(annotated, main) or _find_first_towns(annotated, group, acts)
    return bool(own and known) and not own & known and not _is_same_block(annotated, group, main)


def _find_towns(annotated: AnnotatedReport, group: Group) -> frozenset[str]:
    """Find the towns that the sentence of a group names."""
    sentence = annotated.doc[group.first].sent
    inside = (p for p in annotated.places if sentence.start_char <= p.span.start < sentence.end_char)
    return frozenset(p.value.name for p in inside if p.value.precision == "settlement")


def _find_first_towns(annotated: AnnotatedReport, group: Group, acts: Sequence[Group]) -> frozenset[str]:
    """Find the towns of the first act before a group whose sentence names any."""
    before = (act for act in acts if act.first < group.first)
    return next((towns for act in before if (towns := _find_towns(annotated, act))), frozenset())


def _is_same_block(annotated: AnnotatedReport, one: Group, other: Group) -> bool:
    """Tell whether two groups stand in one paragraph."""
    left, right = annotated.doc[one.first].idx, annotated.doc[other.first].idx
    return any(b.start <= left < b.end and b.start <= right < b.end for b in annotated.blocks)


def is_named_elsewhere(doc: Doc, group: Group, main: Group) -> bool:
    """Tell whether a place far from the main one is part of the event's name ("the Xtown attack")."""
    own = [p for p in group.places if _modifies(doc, p, group) and p.value.lat is not None]
    known = [p for p in main.places if p.value.lat is not None]
    return bool(own and known) and all(_is_far(one, other) for one in own for other in known)


def _modifies(doc: Doc, place: PlaceName, group: Group) -> bool:
    root = get_span_root(doc, place.span)
    return root.dep_ in {"compound", "poss", "amod", "nmod"} and any(
        t.token == root.head.i for t in group.triggers
    )


def _is_far(one: PlaceName, other: PlaceName) -> bool:
    """Tell whether two points lie further apart than FAR_DEGREES, roughly, on either axis."""
    left, right = one.value, other.value
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return False
    return abs(left.lat - right.lat) > FAR_DEGREES or abs(left.lon - right.lon) > 2 * FAR_DEGREES
