"""Gatherings at which the main event came: their day and place are its own.

"Shot dead after a rally in Kelba on Thursday" tells where and when of the rally and of the shooting.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.coding.rules.groups import Group
from counterclaim.coding.rules.mentions import MentionMap

#: Types of events at whose scene another may come.
_GATHERINGS = frozenset({"PROTEST", "CONSULT", "ENGAGE", "COOPERATE"})


def iter_shared_scenes(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[Group]:
    """Iterate over the gatherings that hang from the words of the main event."""
    if mentions.main is None:
        return
    main = {t.token for group in mentions.drafts[mentions.main].groups for t in group.triggers}
    for index, draft in enumerate(mentions.drafts):
        for group in draft.groups if index != mentions.main else ():
            head = annotated.doc[group.head.token]
            if group.type in _GATHERINGS and any(above.i in main for above in head.ancestors):
                yield group
