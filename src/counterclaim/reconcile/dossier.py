"""All that a ledger knows about one event, gathered for policies, briefs and exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.ledger.base import Event
from counterclaim.model.custody import Retraction
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import Judgement
from counterclaim.reconcile.components import find_components


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One event with what is known of its reports; nothing here is chosen."""

    #: Mentions in the order of their keys.
    event: Event
    #: Each report's family of near copies, named by the smallest id in it; a report without
    #: copies is a family of its own and may be left out.
    families: Mapping[ReportId, ReportId] = field(default_factory=dict)
    #: Each replaced report's next version of the same item.
    successors: Mapping[ReportId, ReportId] = field(default_factory=dict)
    #: The replaced reports whose next version its publisher calls a correction.
    corrected: frozenset[ReportId] = frozenset()
    retractions: Mapping[ReportId, Retraction] = field(default_factory=dict)
    #: The judgements in force that hold the event together or keep others out.
    judgements: tuple[Judgement, ...] = ()

    def get_family(self, report: ReportId) -> ReportId:
        """Return the family of near copies that a report belongs to."""
        return self.families.get(report, report)

    def find_versions(self, report: ReportId) -> frozenset[ReportId]:
        """Find the versions of a report's item, itself among them: they are no copies of one another."""
        items = find_components(self.successors.items())
        return frozenset({report, *(each for each, item in items.items() if item == items.get(report))})
