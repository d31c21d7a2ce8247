"""The last section of an event's brief: its reports, with copies and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from counterclaim.brief.plain import make_plain
from counterclaim.ledger.base import MentionRecord
from counterclaim.model.ids import ReportId
from counterclaim.model.report import Report
from counterclaim.reconcile.dossier import Dossier

#: Width of the column of days.
DAY_WIDTH = 14


def iter_source_rows(dossier: Dossier, records: Sequence[MentionRecord]) -> Iterator[tuple[Text, Text]]:
    """Yield the reports, earliest first; near copies are folded under the first of them."""
    for first, copies in _iter_families(dossier, records):
        name = f"{say_name(first)}{_say_fate(first, dossier)}{_say_copies(copies)}"
        day = first.published.isoformat() if first.published else "not dated"
        yield Text(day), Text.assemble(name, "\n", (first.id, "dim"))


def say_name(report: Report) -> str:
    """Say a report's outlet and title, or where it was published or read from, or its id."""
    parts = (report.outlet, report.title or report.url or report.path)
    return " — ".join(make_plain(part) for part in parts if part) or report.id


def _iter_families(
    dossier: Dossier, records: Iterable[MentionRecord]
) -> Iterator[tuple[Report, list[Report]]]:
    families: dict[ReportId, dict[ReportId, Report]] = {}
    ordered = sorted(
        (record.report for record in records), key=lambda report: (str(report.published), report.id)
    )
    for report in ordered:
        families.setdefault(dossier.get_family(report.id), {})[report.id] = report
    for copies in families.values():
        first, *rest = copies.values()
        yield first, rest


def _say_fate(report: Report, dossier: Dossier) -> str:
    """Say that a report was withdrawn or has a later version."""
    retraction = dossier.retractions.get(report.id)
    if retraction is not None:
        return f" — withdrawn by {make_plain(retraction.by)}: {make_plain(retraction.reason)}"
    return " — replaced by a later version" if report.id in dossier.successors else ""


def _say_copies(copies: Sequence[Report]) -> str:
    if not copies:
        return ""
    outlets = ", ".join(dict.fromkeys(make_plain(each.outlet or each.id) for each in copies))
    number = "1 copy" if len(copies) == 1 else f"{len(copies)} copies"
    return f" — also in {number}: {outlets}"
