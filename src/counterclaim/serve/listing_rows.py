"""The lines of the list of events: pure functions of what the ledger holds.

Only counts and days are chosen, by named policies; every position keeps its speakers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from counterclaim.brief.plain import make_plain
from counterclaim.brief.setting import find_first_and_last_day, find_spots
from counterclaim.brief.summary import Stand, find_stands
from counterclaim.brief.words import say_kind
from counterclaim.ledger.base import MentionRecord
from counterclaim.model.report import Report
from counterclaim.model.resolution import Figure
from counterclaim.model.values import PlacePrecision
from counterclaim.policy.base import Case
from counterclaim.policy.catalog import DEFAULT_POLICY, resolve
from counterclaim.policy.disputes import find_disputes
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.readings import find_mention_coders
from counterclaim.reconcile.reviewed import count_unreviewed
from counterclaim.serve.listing_words import make_search_text

#: Lines about parties that one event keeps in the list; the event's own page has all.
STANDS = 12


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event as the list shows it."""

    id: str
    title: str
    kind: str
    role: str
    type: str
    mode: str | None
    #: First and last possible day by ucdp.dates/23, ISO 8601; None where no voice dates it.
    first_day: str | None
    last_day: str | None
    #: By cc.place/1.
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision | None
    radius_km: float | None
    #: Killed, by cc.interval/1.
    low: int | None
    best: int | None
    high: int | None
    is_open: bool
    reports: int
    #: Voices that rest on no other, by cc.origin/1.
    origins: int
    disputes: int
    #: Statements that no person has reviewed.
    unreviewed: int
    #: When the ledger last recorded anything about it, ISO 8601 in UTC.
    changed_at: str
    #: Who takes which position, by party.
    stands: tuple[Stand, ...]
    #: Keys of its mentions, sorted.
    mentions: tuple[str, ...]
    #: Ids of its reports, sorted.
    report_ids: tuple[str, ...]


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """One report as the search shows it; its title may hold a victim's name and is left out."""

    id: str
    outlet: str | None
    published: str | None
    recorded_at: str
    #: What the search finds it by.
    words: str
    #: Who coded it, by name; persons as `person:NAME`.
    coders: tuple[str, ...]


def make_event_row(dossier: Dossier, case: Case) -> EventRow | None:
    """Make the line of an event; None where nothing stands of it."""
    if not case.event.mentions:
        return None
    lead = case.event.lead.mention
    spot = next((each for each in find_spots(case) if each.is_chosen), None)
    start, end = find_first_and_last_day(case)
    killed = resolve(DEFAULT_POLICY, "killed", case).value
    figure = killed if isinstance(killed, Figure) else None
    return EventRow(
        id=case.event.id,
        title=make_plain(lead.label),
        kind=say_kind(lead),
        role=lead.role,
        type=lead.type,
        mode=lead.mode,
        first_day=start.isoformat() if start else None,
        last_day=end.isoformat() if end else None,
        place=spot.name if spot else None,
        country=spot.country if spot else None,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        precision=spot.precision if spot else None,
        radius_km=spot.radius_km if spot else None,
        low=figure.low if figure else None,
        best=figure.best if figure else None,
        high=figure.high if figure else None,
        is_open=figure.is_open if figure else False,
        reports=len({record.report.id for record in case.event.mentions}),
        origins=len({each.origin for each in case.testimonies if each.status == "current"}),
        disputes=len(find_disputes(case)),
        unreviewed=count_unreviewed(case.event),
        changed_at=to_text(max(_iter_moments(dossier))),
        stands=find_stands(case)[:STANDS],
        mentions=tuple(sorted(record.key for record in dossier.event.mentions)),
        report_ids=tuple(sorted({record.report.id for record in dossier.event.mentions})),
    )


def make_report_row(
    report: Report, records: Sequence[MentionRecord], *, programs: Iterable[str], recorded_at: datetime
) -> ReportRow:
    """Make the line of a report, the words that find it, and who coded it.

    Args:
        report: as its last coding settled it.
        records: its mentions.
        programs: those that coded it, also one that found no event.
        recorded_at: when the ledger first held it.
    """
    coders = {*programs, *(name for record in records for name in find_mention_coders(record))}
    return ReportRow(
        id=report.id,
        outlet=make_plain(report.outlet) if report.outlet else None,
        published=report.published.isoformat() if report.published else None,
        recorded_at=to_text(recorded_at),
        words=make_search_text(report, records),
        coders=tuple(sorted(coders)),
    )


def to_text(moment: datetime) -> str:
    """Write a moment so that moments in order are texts in order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _iter_moments(dossier: Dossier) -> Iterator[datetime]:
    """Yield when anything about an event was recorded or decided."""
    for record in dossier.event.mentions:
        yield record.recorded_at
        yield from (review.made_at for review in record.reviews)
    yield from (retraction.made_at for retraction in dossier.retractions.values())
    yield from (each.made_at for each in dossier.judgements if each.made_at is not None)
