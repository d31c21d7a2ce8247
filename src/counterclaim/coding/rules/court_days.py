"""Days of a deed that a report on its trial looks back on.

A report that opens with an arrest, a charge or a verdict tells of a deed months old without its day
in the opening; the one day that it gives for a deed of that kind is that deed's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

from spacy.tokens import Doc

from counterclaim.coding.rules.groups import Group
from counterclaim.coding.rules.main_event import LEGAL
from counterclaim.coding.rules.triggers import OPENING_SENTENCES, are_kin


def find_court_days(doc: Doc, groups: Sequence[Group], main: Group) -> tuple[date, date] | None:
    """Find the only day that a report on a trial gives for deeds of the main event's kind.

    Args:
        doc: the parsed text.
        groups: all groups of the report.
        main: the group that introduces the main event, without a day.

    Returns:
        The day as a stretch; None where the opening tells of no legal step, or several days are given.
    """
    end = max((sentence.end for sentence in islice(doc.sents, OPENING_SENTENCES)), default=0)
    if not any(group.first < end and group.modes & LEGAL for group in groups):
        return None
    alike = [g for g in groups if are_kin(g.type, main.type) and not g.is_set_apart and not g.is_further]
    days = {found for group in alike if (found := group.get_days()) is not None}
    single = next(iter(days), None)
    return single if len(days) == 1 and single is not None and single[0] == single[1] else None
