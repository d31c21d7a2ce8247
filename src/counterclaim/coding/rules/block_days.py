"""Days of a paragraph: what dates an event whose own words give no day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.tree import Doc
from counterclaim.coding.rules.groups import Group


def list_taken_dates(doc: Doc, groups: Sequence[Group]) -> dict[int, frozenset[int]]:
    """List where the dates of groups stand, by the first token of the group's sentence."""
    taken: dict[int, frozenset[int]] = {}
    for group in groups:
        start = doc[group.first].sent.start
        taken[start] = taken.get(start, frozenset()) | {each.span.start for each in group.dates}
    return taken


def find_block_days(
    annotated: AnnotatedReport, group: Group, taken: Mapping[int, frozenset[int]]
) -> tuple[date, date] | None:
    """Find the one stretch of days that the paragraph of an undated group speaks of.

    For captions and lists, whose dates stand apart ("A man weeps after a raid. (June 2, 2009)"); a
    date that another sentence gives to its own event is not the paragraph's.

    Args:
        taken: where the dates of all groups stand, by the first token of the group's sentence.
    """
    token = annotated.doc[group.first]
    block = next((b for b in annotated.blocks if b.start <= token.idx < b.end), None)
    if block is None:
        return None
    others = {start for at, own in taken.items() if at != token.sent.start for start in own}
    inside = [e for e in annotated.dates.expressions if block.contains(e.span) and not e.is_stamp]
    values = [e.value for e in inside if e.value is not None and e.kind == "DATE" and e.basis == "stated"]
    is_all = len(values) == len([e for e in inside if e.kind == "DATE"])
    if not values or not is_all or any(e.span.start in others for e in inside):
        return None
    return min(v.start for v in values), max(v.end for v in values)
