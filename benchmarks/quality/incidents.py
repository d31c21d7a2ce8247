"""One answer for a cluster of reports: how many killed and injured, when and where.

The rules stand in the functions; they are the bench's own and simple, until the product has
policies that resolve an event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from benchmarks.quality.reading import code_text
from benchmarks.quality.rows import Row, find_day, get_name
from counterclaim.errors import ReportError
from counterclaim.model.statement import Coding, Statement
from counterclaim.model.values import DateValue, PlaceValue, TollValue

#: From fine to coarse; a point of a finer kind is preferred.
FINENESS = ("site", "settlement", "district", "region", "country", "area", "unknown")
#: How much of a text may come before a headline that it repeats.
OPENING = 200

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Reports of one event, as documents of the set."""

    name: str
    documents: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedReport:
    """A report's coding with its day of publication."""

    published: date | None
    coding: Coding

    def find_main(self, property: str) -> tuple[Statement, ...]:
        """Find the positive statements of the main mention about a property."""
        main = {mention.id for mention in self.coding.mentions if mention.role == "main"}
        return tuple(
            each
            for each in self.coding.statements
            if each.mention in main and each.property == property and each.polarity == "+"
        )


def make_clusters(documents: Sequence[Row], *, given: bool) -> tuple[Cluster, ...]:
    """Make clusters of documents.

    Args:
        documents: rows with `doc_id`, `title`, `date` and `text`.
        given: by the set's own `incident_id`, documents of several left out; otherwise each
            document is a cluster of its own, and `incident_id` is not read.
    """
    if not given:
        return tuple(Cluster(name=get_name(each), documents=(each,)) for each in documents)
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
    reports = sorted(_iter_coded(cluster), key=lambda each: each.published or date.max)
    day = choose_day(reports)
    return {
        "cluster_id": cluster.name,
        "incident_id": cluster.name,
        "doc_ids": [get_name(each) for each in cluster.documents],
        "killed": choose_toll(reports, "killed"),
        "injured": choose_toll(reports, "injured"),
        "date": day.isoformat() if day else None,
        "place": choose_place(reports),
    }


def _iter_coded(cluster: Cluster) -> Iterator[CodedReport]:
    for document in cluster.documents:
        published = find_day(document.get("date"))
        try:
            coding = code_text(make_text(document), published=published)
        except ReportError:
            continue
        yield CodedReport(published=published, coding=coding)


def make_text(document: Row) -> str:
    """Put the headline before the text, unless the text opens with it."""
    title, text = str(document.get("title") or "").strip(), str(document["text"])
    return text if not title or title in text[: len(title) + OPENING] else f"{title}\n\n{text}"


def choose_toll(reports: Sequence[CodedReport], harm: Literal["killed", "injured"]) -> int | None:
    """Choose a count: the figure most reports give; of equals that of the latest report.

    A report's figure is the largest that is not superseded and counts everyone, else the largest of
    a group. Silence counts as 0, as a registry enters it, in a report that gives a figure for the
    other harm, and where no report gives a figure; None where no report has a main event.

    Args:
        reports: in order of publication.
        harm: the property to count.
    """
    figures = [figure for each in reports if (figure := find_told(each, harm)) is not None]
    if figures:
        return choose_commonest(reversed(figures))
    has_event = any(mention.role == "main" for each in reports for mention in each.coding.mentions)
    return 0 if has_event else None


def find_told(report: CodedReport, harm: Literal["killed", "injured"]) -> int | None:
    """Find what a report tells of a harm: its figure, or 0 where it only tells of the other harm."""
    figure = find_figure(report, harm)
    if figure is None and find_figure(report, "injured" if harm == "killed" else "killed") is not None:
        return 0
    return figure


def find_figure(report: CodedReport, harm: Literal["killed", "injured"]) -> int | None:
    """Find a report's current total for a harm; None where it gives no number."""
    values = [each.value for each in report.find_main(harm) if isinstance(each.value, TollValue)]
    current = [value for value in values if not value.superseded]
    whole = [n for value in current if value.group is None and (n := get_number(value)) is not None]
    parts = [n for value in current if value.group is not None and (n := get_number(value)) is not None]
    return max(whole or parts, default=None)


def get_number(value: TollValue) -> int | None:
    """Return the number as written, else the bound that the words set; None for a plural."""
    if value.op == "zero":
        return 0
    return next((n for n in (value.n, value.high, value.low) if n is not None and value.op != "plural"), None)


def choose_day(reports: Sequence[CodedReport]) -> date | None:
    """Choose a day: the one most reports give; of equals one bound to the event, then the earliest's.

    A report gives the first single day of its main mention that is not after its publication; a day
    after the first report counts only where there is no other. Where none gives any, the day of the
    first report stands for it: news without a day is of its own day.

    Args:
        reports: in order of publication.
    """
    days = [day for each in reports if (day := next(_find_days(each), None)) is not None]
    first = next((each.published for each in reports), None)
    possible = [day for day in days if first is None or day[1] <= first]
    told = choose_commonest(day for _, day in sorted(possible or days, key=lambda day: day[0]))
    return told or first


def _find_days(report: CodedReport) -> Iterator[tuple[bool, date]]:
    """Find the single days of a report's main mention, each with whether it is only derived."""
    latest = report.published or date.max
    for each in report.find_main("date"):
        value = each.value
        if isinstance(value, DateValue) and value.start == value.end and value.start <= latest:
            yield each.basis == "derived", value.start


def choose_place(reports: Sequence[CodedReport]) -> Row | None:
    """Choose a place: of those with a point the finest, then the one most reports name.

    Of equals it is the one named first. A place without a point is given only where none has one.
    """
    named = [value for each in reports for value in _find_places(each)]
    placed = [value for value in named if value.lat is not None] or named
    if not placed:
        return None
    finest = min(FINENESS.index(value.precision) for value in placed)
    fine = [value for value in placed if FINENESS.index(value.precision) == finest]
    name = choose_commonest((value.name, value.lat, value.lon) for value in fine)
    return None if name is None else {"name": name[0], "lat": name[1], "lon": name[2]}


def _find_places(report: CodedReport) -> tuple[PlaceValue, ...]:
    """Find the places of a report's main mention, each once."""
    values = [each.value for each in report.find_main("place") if isinstance(each.value, PlaceValue)]
    by_name = {(value.name, value.lat, value.lon): value for value in reversed(values)}
    return tuple(reversed(by_name.values()))


def choose_commonest(values: Iterable[T]) -> T | None:
    """Choose the value that occurs most often; of equals the first; None for no values."""
    counts = Counter(values)
    return max(counts, key=lambda value: counts[value], default=None)
