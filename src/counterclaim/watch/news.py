"""News: one change of one event, in words and as data, with an id by which a repeat can be dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from counterclaim.brief.changes import say_change, sort_changes
from counterclaim.brief.plain import make_plain
from counterclaim.ledger.base import Ledger
from counterclaim.model.change import Change
from counterclaim.model.ids import ReportId, make_id
from counterclaim.model.report import Report
from counterclaim.policy.since import find_changes_since
from counterclaim.reconcile.dossier import Dossier

NEWS_SCHEMA = "counterclaim-news/1"
#: Characters of an event's id in a line; `show` takes a beginning.
SHORT_ID = 12


class NewsReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report that a change rests on."""

    id: ReportId
    outlet: str | None
    url: str | None
    title: str | None


class News(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that became known of an event, or ceased to hold."""

    schema: str = NEWS_SCHEMA
    #: The same whenever the same news is told again.
    id: str
    #: All ids that lead to the event, those that were given out before among them.
    event_ids: tuple[str, ...]
    #: The event in short words, as its reports name it.
    event_label: str
    #: The change in words, beside who says so.
    words: str
    change: Change
    reports: tuple[NewsReport, ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The news since a row, and how far the log was read."""

    head: int
    #: When the last row was recorded; None where there was none.
    moment: datetime | None
    news: tuple[News, ...]


def find_news(ledger: Ledger, since: int, *, moment: datetime | None) -> Told:
    """Find what became known since a row of the log; the order is that of the rows.

    Args:
        ledger: any backend.
        since: the last row that was told.
        moment: when that row was recorded.
    """
    found = find_changes_since(ledger, since, moment=moment)
    news = (each for dossier, changes in found.events for each in _iter_news(dossier, changes, since))
    return Told(head=found.head, moment=found.moment, news=tuple(news))


def say_news(news: News) -> str:
    """Say one piece of news in a line: outlets, event, what, and who says so."""
    outlets = dict.fromkeys(make_plain(each.outlet) for each in news.reports if each.outlet)
    told = f" [{'; '.join(outlets)}]" if outlets else ""
    return f"{news.change.event[:SHORT_ID]} {news.event_label}: {news.words}{told}"


def _iter_news(dossier: Dossier, changes: tuple[Change, ...], since: int) -> Iterator[News]:
    reports = {record.report.id: record.report for record in dossier.event.mentions}
    for change in sort_changes(changes, clock="recorded"):
        yield News(
            id=make_id("nws", {"since": since, "change": change}),
            event_ids=tuple(record.key for record in dossier.event.mentions),
            event_label=make_plain(dossier.event.lead.mention.label),
            words=say_change(change),
            change=change,
            reports=tuple(_make_report(reports, each) for each in change.reports),
        )


def _make_report(reports: Mapping[ReportId, Report], report: ReportId) -> NewsReport:
    known = reports.get(report)
    return NewsReport(
        id=report,
        outlet=known.outlet if known else None,
        url=known.url if known else None,
        title=known.title if known else None,
    )
