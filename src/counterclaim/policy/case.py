"""From a dossier to the case that policies work on, by the shared pre-steps (codebooks 10.0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from counterclaim.ledger.base import MentionRecord
from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import AsOf
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.current import judge_current
from counterclaim.policy.increment import derive_totals
from counterclaim.policy.moment import is_known
from counterclaim.policy.order import make_order
from counterclaim.policy.origin import make_origins
from counterclaim.policy.role import judge_roles
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.reviewed import UNREVIEWED, apply_reviews, find_reviewed, has_standing

#: Everything that was published and recorded so far.
NOW = AsOf()


def make_case(dossier: Dossier, as_of: AsOf = NOW) -> Case:
    """Make the case of an event as it was known at a moment.

    Args:
        dossier: the event with its copies, versions, retractions and reviews.
        as_of: only what was published and recorded by then counts; an event of which nothing was
            known has a case without testimonies.

    Returns:
        Every statement known, each with its origin, its role and whether it still stands.
    """
    known = (apply_reviews(each, as_of) for each in dossier.event.mentions if is_known(each, as_of))
    records = [each for each in known if has_standing(each)]
    event = replace(dossier.event, mentions=tuple(records))
    origins = make_origins(replace(dossier, event=event))
    said = sorted((each for record in records for each in _iter_said(record, origins)), key=make_order)
    testimonies = judge_roles(judge_current(said, dossier, as_of))
    return Case(
        event=event,
        testimonies=testimonies,
        derived=derive_totals(testimonies),
        as_of=as_of,
    )


def _iter_said(record: MentionRecord, origins: Mapping[StatementId, str]) -> Iterator[Testimony]:
    """Yield a mention's statements as testimonies that no rule has judged yet."""
    reviewed = find_reviewed(record)
    written = {each.own.id: each.made_at for each in reversed(record.reviews) if each.own is not None}
    for statement in record.statements:
        yield Testimony(
            statement=statement,
            report=record.report,
            mention=record.mention,
            key=record.key,
            recorded_at=written.get(statement.id, record.recorded_at),
            origin=origins[statement.id],
            role="narrator",
            reviewed=reviewed.get(statement.id, UNREVIEWED),
        )
