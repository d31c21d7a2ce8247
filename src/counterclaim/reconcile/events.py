"""Load events from a ledger: the mentions that judgements bring together, with all that is known.

Invariant: an event's id is the smallest key of its mentions, and the key of each of its mentions
leads to it; so an id that was given out keeps leading somewhere after events were merged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from counterclaim.errors import LedgerError, UnknownEventError
from counterclaim.ledger.base import EVENT_ROLES, Event, EventId, Ledger, MentionRecord
from counterclaim.ledger.rows import NAMED_IDS, name_ids
from counterclaim.model.custody import Retraction
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import Judgement, MentionKey
from counterclaim.reconcile import index
from counterclaim.reconcile.cluster import Cluster
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.families import find_families
from counterclaim.reconcile.neighbourhood import (
    cluster_records,
    find_family_pairs,
    find_joined,
    find_judgements,
)
from counterclaim.reconcile.reviewed import has_standing
from counterclaim.reconcile.verdicts import Pair
from counterclaim.reconcile.versions import find_corrected, find_successors

#: Mentions whose neighbourhoods are loaded together when all events are iterated over.
PAGE = 200


def load_dossier(ledger: Ledger, event: str) -> Dossier:
    """Load the one event that a mention's key, an event's id, or the beginning of either leads to.

    Raises:
        UnknownEventError: nothing in the ledger has such an id.
        LedgerError: it leads to several events.
    """
    found = load_dossiers(ledger, event)
    if len(found) > 1:
        raise LedgerError(f"{event} stands for several events: {name_ids([one.event.id for one in found])}")
    return found[0]


def load_dossiers(ledger: Ledger, prefix: str) -> tuple[Dossier, ...]:
    """Load the event, or the events of the report, whose id starts with a prefix.

    Raises:
        UnknownEventError: nothing in the ledger has such an id.
        LedgerError: it is the start of ids that lead to several events or reports.
    """
    matches = ledger.find_matches(prefix)
    named = sorted({event for _, event in matches.mentions} | set(matches.reports))
    if len(named) > NAMED_IDS or len(matches.reports) > 1 or (matches.reports and matches.mentions):
        raise LedgerError(f"{prefix or 'an empty id'} is the start of several ids: {name_ids(named)}")
    reports = {report for report, _ in matches.mentions} | set(matches.reports)
    keys = {MentionKey(event) for _, event in matches.mentions}
    records = _find_events(ledger.iter_mentions(sorted(reports)))
    seeds = tuple(key for key in records if matches.reports or key in keys)
    if not seeds:
        raise UnknownEventError(_say_unknown(prefix, sorted(reports)))
    found = tuple(_iter_around(ledger, seeds, records))
    chosen = tuple(one for one in found if any(each.key in seeds for each in one.event.mentions))
    if len(chosen) > 1 and not matches.reports:
        raise LedgerError(
            f"{prefix} is the start of several ids: {name_ids([one.event.id for one in chosen])}"
        )
    return chosen


def get_mention(ledger: Ledger, prefix: str) -> MentionRecord:
    """Get the one mention whose key starts with a prefix.

    Raises:
        UnknownEventError: no mention that stands for an event has such a key.
        LedgerError: several have.
    """
    matches = ledger.find_matches(prefix)
    keys = sorted({key for _, key in matches.mentions})
    if len(keys) > 1:
        raise LedgerError(f"{prefix or 'an empty id'} is the start of several ids: {name_ids(keys)}")
    records = ledger.find_mentions(keys)
    if not _find_events(records):
        raise UnknownEventError(_say_unknown(prefix, sorted({report for report, _ in matches.mentions})))
    return records[0]


def iter_dossiers(ledger: Ledger) -> Iterator[Dossier]:
    """Iterate over all events, in the order in which the first of their reports was added."""
    done: set[MentionKey] = set()
    mentions = ledger.iter_mentions()
    while page := tuple(islice(mentions, PAGE)):
        records = {key: each for key, each in _find_events(page).items() if key not in done}
        for dossier in _iter_around(ledger, tuple(records), records):
            keys = {each.key for each in dossier.event.mentions}
            if not keys & done:
                done |= keys
                yield dossier


def iter_dossiers_of(ledger: Ledger, keys: Collection[MentionKey]) -> Iterator[Dossier]:
    """Iterate over the events that hang together with some mentions; unknown keys are left out."""
    records = _find_events(ledger.find_mentions(keys))
    if records:
        yield from _iter_around(ledger, tuple(records), records)


def find_related_reports(ledger: Ledger, reports: Collection[ReportId]) -> frozenset[ReportId]:
    """Find the reports whose events may change with some reports: their copies and other versions."""
    copies = {report for pair in find_family_pairs(ledger, reports) for report in pair}
    versions = {edition.report for edition in index.find_editions(ledger, reports)}
    return frozenset({*reports, *copies, *versions})


def _iter_around(
    ledger: Ledger, seeds: Sequence[MentionKey], records: Mapping[MentionKey, MentionRecord]
) -> Iterator[Dossier]:
    """Iterate over the events that hang together with some mentions, in the order of these.

    Args:
        ledger: the ledger.
        seeds: keys of mentions.
        records: mentions that are at hand already, the seeds among them.
    """
    judgements = find_judgements(ledger, seeds)
    joined = find_joined(seeds, judgements)
    missing = [key for key in joined if key not in records]
    found = dict(records) | _find_events(ledger.find_mentions(missing))
    around = {key: found[key] for key in joined if key in found}
    clusters, in_force = cluster_records(ledger, around, judgements)
    places = {key: place for place, key in enumerate(seeds)}
    ordered = sorted(clusters, key=lambda one: (min(places.get(key, len(places)) for key in one), one))
    yield from _iter_dossiers(ledger, ordered, around, in_force)


def _iter_dossiers(
    ledger: Ledger,
    clusters: Sequence[Cluster],
    records: Mapping[MentionKey, MentionRecord],
    in_force: Mapping[Pair, Judgement],
) -> Iterator[Dossier]:
    reports = {record.report.id for record in records.values()}
    families = find_families(find_family_pairs(ledger, reports))
    editions = index.find_editions(ledger, reports)
    successors = find_successors(editions)
    corrected = find_corrected(editions, successors)
    for keys in clusters:
        mentions = tuple(records[key] for key in keys)
        own = {record.report.id for record in mentions}
        line = _find_line(own, successors)
        yield Dossier(
            event=Event(id=EventId(keys[0]), mentions=mentions),
            families={report: family for report, family in families.items() if report in own | line},
            successors={report: after for report, after in successors.items() if report in line},
            corrected=corrected & own,
            retractions=_find_retractions(ledger, own),
            judgements=_find_about(keys, in_force),
        )


def _find_line(reports: Collection[ReportId], successors: Mapping[ReportId, ReportId]) -> set[ReportId]:
    """Find the versions before and after some reports, those without a mention of the event too."""
    former: dict[ReportId, set[ReportId]] = {}
    for report, after in successors.items():
        former.setdefault(after, set()).add(report)
    line, frontier = set(reports), set(reports)
    while frontier:
        latter = {successors[report] for report in frontier if report in successors}
        before = {each for report in frontier for each in former.get(report, ())}
        frontier = (latter | before) - line
        line |= frontier
    return line


def _find_retractions(ledger: Ledger, reports: Collection[ReportId]) -> Mapping[ReportId, Retraction]:
    """Find the first retraction of each report that was withdrawn."""
    found: dict[ReportId, Retraction] = {}
    for each in sorted(ledger.iter_retractions(reports), key=lambda each: (each.made_at, each.id)):
        found.setdefault(each.report, each)
    return dict(sorted(found.items()))


def _find_about(keys: Cluster, in_force: Mapping[Pair, Judgement]) -> tuple[Judgement, ...]:
    """Find the judgements in force that name a mention of an event."""
    members = set(keys)
    return tuple(each for pair, each in sorted(in_force.items()) if members & set(pair))


def _find_events(
    records: Iterable[MentionRecord],
) -> dict[MentionKey, MentionRecord]:
    """Find the mentions that stand for events, by their keys."""
    return {
        record.key: record
        for record in records
        if record.mention.role in EVENT_ROLES and has_standing(record)
    }


def _say_unknown(prefix: str, reports: Sequence[str]) -> str:
    if reports:
        return (
            f"{prefix} tells of no event as its report is coded now;"
            f" `counterclaim show {reports[0]}` shows those it tells of"
        )
    return (
        f"no event or report of the ledger has an id that starts with {prefix};"
        " `counterclaim events` lists them"
    )
