"""The reports that tell of an event: copies folded, versions chained, and who said what when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC

from counterclaim.brief.account import Copy, Origin, Said, Turn
from counterclaim.brief.plain import make_plain
from counterclaim.brief.said import Book
from counterclaim.brief.words import say_published
from counterclaim.ledger.base import MentionRecord
from counterclaim.model.ids import ReportId
from counterclaim.model.report import Report
from counterclaim.model.statement import HARMS
from counterclaim.policy.base import Case, Testimony
from counterclaim.read.outlets import NO_OUTLETS, Outlets
from counterclaim.reconcile.dossier import Dossier

#: Schemes that a page may link to; `javascript:` and the like are none.
_WEB = ("https://", "http://")


def find_origins(
    dossier: Dossier, records: Sequence[MentionRecord], outlets: Outlets = NO_OUTLETS
) -> tuple[Origin, ...]:
    """Find the reports, earliest first; near copies are folded under the first of them, versions are not.

    Args:
        dossier: the event.
        records: its mentions.
        outlets: the user's table, of which kind, scale, party and letter of an outlet are said.
    """
    coders = {record.report.id: record.coder for record in records}
    return tuple(
        Origin(
            report=first.id,
            name=f"{say_name(first)}{say_standing(first, outlets)}",
            url=first.url if first.url and first.url.startswith(_WEB) else None,
            day=first.published,
            published=say_published(first),
            fate=_say_fate(first, dossier),
            successor=dossier.successors.get(first.id),
            copies=tuple(_make_copy(each, outlets) for each in copies),
            coder=make_plain(coders[first.id]),
        )
        for first, copies in _iter_families(dossier, records)
    )


def find_turns(dossier: Dossier, case: Case, *, book: Book) -> tuple[Turn, ...]:
    """Find who said what when: the counts and positions of each report, in the order of publication.

    A copy says nothing anew and has no turn of its own.
    """
    first = {origin.report for origin in find_origins(dossier, case.event.mentions)}
    told: dict[ReportId, list[Testimony]] = {}
    for each in case.testimonies:
        if each.report.id in first and _is_news(each):
            told.setdefault(each.report.id, []).append(each)
    return tuple(_make_turn(said, dossier, book) for said in told.values())


def say_name(report: Report) -> str:
    """Say a report's outlet and title, or where it was published or read from, or its id."""
    parts = (report.outlet, report.title or report.url or report.path)
    return " — ".join(make_plain(part) for part in parts if part) or report.id


def _is_news(testimony: Testimony) -> bool:
    return testimony.statement.property in {*HARMS, "responsibility"}


def _make_turn(testimonies: Sequence[Testimony], dossier: Dossier, book: Book) -> Turn:
    report = testimonies[0].report
    return Turn(
        report=report.id,
        outlet=make_plain(report.outlet or report.path or report.id),
        title=make_plain(report.title) if report.title else None,
        when=_say_instant(report),
        lines=_drop_repeats(book[each.statement.id] for each in testimonies),
        fate=_say_fate(report, dossier),
    )


def _drop_repeats(lines: Iterable[Said]) -> tuple[Said, ...]:
    """Keep the first of what one voice says alike in one report."""
    kept: dict[tuple[str, ...], Said] = {}
    for line in lines:
        kept.setdefault((line.property, line.value, line.voice, line.status), line)
    return tuple(kept.values())


def _say_instant(report: Report) -> str:
    if report.published_at is not None:
        return report.published_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return report.published.isoformat() if report.published else ""


def say_standing(report: Report, outlets: Outlets) -> str:
    """Say whose channel a report appeared in, and what the user's table holds of its outlet."""
    outlet = outlets.find(report.outlet, report.url)
    party = (report.edition.party if report.edition else None) or (outlet.party if outlet else None)
    told = (
        f"{make_plain(party)}'s own" if party else None,
        outlet.kind.replace("_", " ") if outlet and outlet.kind else None,
        outlet.scale if outlet else None,
        f"{outlet.admiralty} in your table" if outlet and outlet.admiralty else None,
    )
    words = ", ".join(word for word in told if word)
    return f" ({words})" if words else ""


def _make_copy(report: Report, outlets: Outlets) -> Copy:
    name = make_plain(report.outlet or report.id)
    return Copy(report=report.id, outlet=f"{name}{say_standing(report, outlets)}")


def _iter_families(
    dossier: Dossier, records: Iterable[MentionRecord]
) -> Iterator[tuple[Report, Sequence[Report]]]:
    reports = {record.report.id: record.report for record in records}
    ordered = sorted(
        reports.values(),
        key=lambda report: (str(report.published), -_count_later(report.id, dossier), report.id),
    )
    heads: dict[ReportId, list[Report]] = {}
    families: dict[ReportId, list[Report]] = {}
    for report in ordered:
        copies = families.get(dossier.get_family(report.id))
        if copies is not None and len(dossier.find_versions(report.id)) == 1:
            copies.append(report)
        else:
            heads[report.id] = []
            families.setdefault(dossier.get_family(report.id), heads[report.id])
    yield from ((reports[head], copies) for head, copies in heads.items())


def _count_later(report: ReportId, dossier: Dossier) -> int:
    """Count the later versions of a report."""
    later: list[ReportId] = []
    while (after := dossier.successors.get(report)) is not None and after not in later:
        later.append(after)
        report = after
    return len(later)


def _say_fate(report: Report, dossier: Dossier) -> str:
    """Say that a report was withdrawn or has a later version."""
    retraction = dossier.retractions.get(report.id)
    if retraction is not None:
        return f"withdrawn by {make_plain(retraction.by)}: {make_plain(retraction.reason)}"
    return "replaced by a later version" if report.id in dossier.successors else ""
