"""What an exporter gets: events with all that is known of them, and figures by named policies.

Invariant: an exporter reads and writes no clock; equal files give equal bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from counterclaim.ledger.base import Event, Ledger, MentionRecord
from counterclaim.model.resolution import AsOf, Resolution
from counterclaim.model.statement import MentionRole
from counterclaim.policy.base import Case, Testimony
from counterclaim.read.outlets import NO_OUTLETS, Outlets
from counterclaim.reconcile.dossier import Dossier

#: Resolves a field of a case by the name of a policy.
Resolver = Callable[[str, str, Case], Resolution]
#: Roles from the strongest; an event has the strongest of its mentions.
_ROLES: tuple[MentionRole, ...] = ("main", "background", "planned", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFile:
    """One event as an exporter reads it."""

    dossier: Dossier
    case: Case
    resolver: Resolver
    #: The user's table of outlets.
    outlets: Outlets = NO_OUTLETS
    _resolved: dict[tuple[str, str], Resolution] = field(default_factory=dict, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Return the id of the event."""
        return self.dossier.event.id

    @property
    def role(self) -> MentionRole:
        """Return the strongest role that a mention gives the event."""
        return judge_event_role(self.case.event)

    @property
    def event(self) -> Event:
        """Return the event with the mentions that were known at the moment asked for."""
        return self.case.event

    @property
    def testimonies(self) -> tuple[Testimony, ...]:
        """Return the testimonies in the order of the case."""
        return self.case.testimonies

    def resolve(self, policy: str, field: str) -> Resolution:
        """Resolve a field by a policy, once: `resolve("gtd.recency/2019", "killed")`."""
        key = (policy, field)
        if key not in self._resolved:
            self._resolved[key] = self.resolver(policy, field, self.case)
        return self._resolved[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSet:
    """The events to export, and the ledger that they are from."""

    #: Starts anew at each call: exporters may need two passes.
    iter_files: Callable[[], Iterator[EventFile]]
    ledger: Ledger
    as_of: AsOf = AsOf()


def judge_event_role(event: Event) -> MentionRole:
    """Judge the role of an event: the strongest of its mentions."""
    return min((record.mention.role for record in event.mentions), key=_ROLES.index)


def get_first_mention(event: Event) -> MentionRecord:
    """Return the mention recorded first: it stays the same while reports are added and events merge."""
    return min(event.mentions, key=lambda record: (record.recorded_at, record.key))
