"""One answer for a cluster of reports: how many killed and injured, when and where.

The product's own policies choose: cc.registry/2 for counts and the day, cc.place/1 for the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from benchmarks.quality.reading import code_text
from benchmarks.quality.rows import Row, find_day, get_name
from counterclaim.errors import ReportError
from counterclaim.ledger.base import Event, EventId, MentionRecord, make_mention_key
from counterclaim.model.resolution import Days, Figure
from counterclaim.model.statement import Coding
from counterclaim.model.values import PlaceValue
from counterclaim.policy.base import Case
from counterclaim.policy.case import make_case
from counterclaim.policy.catalog import resolve
from counterclaim.reconcile.dossier import Dossier

REGISTRY = "cc.registry/2"
#: No ledger recorded these reports; what was recorded when does not count here.
RECORDED = datetime(2000, 1, 1, tzinfo=UTC)
#: How much of a text may come before a headline that it repeats.
OPENING = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedReport:
    """A report's coding with its day of publication."""

    published: date | None
    coding: Coding


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Reports of one event, as documents of the set."""

    name: str
    documents: tuple[Row, ...]
    #: Those of them that could be read; None when they are not coded yet.
    reports: tuple[CodedReport, ...] | None = None


def make_clusters(documents: Sequence[Row]) -> tuple[Cluster, ...]:
    """Make the set's own clusters, by `incident_id`; documents of several are left out."""
    owners: dict[str, set[str]] = {}
    for each in documents:
        owners.setdefault(get_name(each), set()).add(get_name(each, ("incident_id",)))
    members: dict[str, dict[str, Row]] = {}
    for each in documents:
        if len(owners[get_name(each)]) == 1:
            members.setdefault(get_name(each, ("incident_id",)), {})[get_name(each)] = each
    return tuple(Cluster(name=name, documents=tuple(rows.values())) for name, rows in members.items())


def make_incident_row(cluster: Cluster) -> Row:
    """Make the answer for a cluster; a report that cannot be read is left out of it."""
    reports = tuple(iter_coded(cluster.documents)) if cluster.reports is None else cluster.reports
    case = make_incident_case(reports)
    first = min((each.published for each in reports if each.published), default=None)
    day = choose_day(case) or first
    return {
        "cluster_id": cluster.name,
        "incident_id": cluster.name,
        "doc_ids": [get_name(each) for each in cluster.documents],
        "killed": choose_toll(case, "killed"),
        "injured": choose_toll(case, "injured"),
        "date": day.isoformat() if day else None,
        "place": choose_place(case),
    }


def iter_coded(documents: Iterable[Row]) -> Iterator[CodedReport]:
    """Code documents one after the other; one that cannot be read is left out."""
    for document in documents:
        try:
            yield code_document(document)
        except ReportError:
            continue


def code_document(document: Row) -> CodedReport:
    """Code a document of the set.

    Raises:
        ReportError: it cannot be read.
    """
    published = find_day(document.get("date") or document.get("published"))
    return CodedReport(published=published, coding=code_text(make_text(document), published=published))


def make_text(document: Row) -> str:
    """Put the headline before the text, unless the text opens with it."""
    title, text = str(document.get("title") or "").strip(), str(document["text"])
    return text if not title or title in text[: len(title) + OPENING] else f"{title}\n\n{text}"


def make_incident_case(reports: Sequence[CodedReport]) -> Case | None:
    """Make the case of the main mentions of some reports; None where no report has a main event."""
    records = [record for place, each in enumerate(reports) for record in _iter_records(each, place)]
    if not records:
        return None
    ordered = tuple(sorted(records, key=lambda record: record.key))
    return make_case(Dossier(event=Event(id=EventId(ordered[0].key), mentions=ordered)))


def _iter_records(report: CodedReport, place: int) -> Iterator[MentionRecord]:
    """Yield a report's main mentions; reports of one day are told in the order of the set."""
    coding, day = report.coding, report.published
    moment = datetime.combine(day, time(12), tzinfo=UTC) + timedelta(seconds=place) if day else None
    told = msgspec.structs.replace(coding.report, published=day, published_at=moment)
    for mention in coding.mentions:
        if mention.role == "main":
            yield MentionRecord(
                key=make_mention_key(report=told.id, mention=mention.id, coder=coding.run.coder),
                report=told,
                coder=coding.run.coder,
                recorded_at=RECORDED,
                mention=mention,
                statements=tuple(each for each in coding.statements if each.mention == mention.id),
            )


def choose_toll(case: Case | None, harm: str) -> int | None:
    """Choose a count as a registry of incidents enters it."""
    value = resolve(REGISTRY, harm, case).value if case else None
    return value.best if isinstance(value, Figure) else None


def choose_day(case: Case | None) -> date | None:
    """Choose the day as a registry of incidents enters it."""
    value = resolve(REGISTRY, "date", case).value if case else None
    return value.day if isinstance(value, Days) else None


def choose_place(case: Case | None) -> Row | None:
    """Choose the place that stands for the event."""
    value = resolve("cc.place/1", "place", case).value if case else None
    if not isinstance(value, PlaceValue):
        return None
    return {"name": value.name, "lat": value.lat, "lon": value.lon}
