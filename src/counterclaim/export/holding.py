"""Which statements the values of some resolutions hold."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import Resolution
from counterclaim.policy.base import Case


def find_held(case: Case, resolutions: Iterable[Resolution]) -> frozenset[StatementId]:
    """Find the statements that resolutions rest on; a count worked out rests on those it was made of."""
    made_of = {each.statement.id: each.rests_on for each in case.derived}
    used = {each for resolution in resolutions for each in resolution.used}
    return frozenset(used).union(*(made_of.get(each, ()) for each in used))
