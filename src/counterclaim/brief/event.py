"""The brief of one event of a ledger: disputes first, every value with its speaker and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.brief.disputes import render_disputes
from counterclaim.brief.folding import fold_repeats, say_also, say_voice, say_when
from counterclaim.brief.head import render_head
from counterclaim.brief.plain import make_plain
from counterclaim.brief.positions import render_responsibility
from counterclaim.brief.report import VALUE_ORDER
from counterclaim.brief.sources import DAY_WIDTH, iter_source_rows
from counterclaim.brief.tables import make_cell, make_count_table, make_grid
from counterclaim.brief.why import render_figures
from counterclaim.brief.words import load_brief_words, say_quote, say_statement
from counterclaim.ledger.base import MentionRecord
from counterclaim.model.ids import ReportId
from counterclaim.model.resolution import Resolution
from counterclaim.model.statement import Finding, Statement
from counterclaim.model.values import TollValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.disputes import find_disputes
from counterclaim.policy.history import make_toll_history
from counterclaim.reconcile.dossier import Dossier

#: Width of the first column: the longest name of a property.
NAME_WIDTH = 14
Findings = Mapping[ReportId, Sequence[Finding]]


def render_event(
    dossier: Dossier,
    case: Case,
    *,
    figures: Sequence[Resolution] = (),
    findings: Findings | None = None,
) -> RenderableType:
    """Render the brief of an event; plain lines when the console has no colour.

    Args:
        dossier: the event with its copies, versions and retractions.
        case: the event as it was known at the moment asked for.
        figures: what named policies chose of it.
        findings: what the checks noticed in its reports.
    """
    sections = [render_head(case), *_iter_sections(dossier, case, figures, findings or {})]
    return Group(*(part for section in sections for part in (section, Text(""))))


def _iter_sections(
    dossier: Dossier, case: Case, figures: Sequence[Resolution], findings: Findings
) -> Iterator[RenderableType]:
    """Render what is in dispute before all else, then who says what, then the sources."""
    disputes = find_disputes(case)
    if disputes:
        yield _make_section("In dispute", render_disputes(disputes))
    told = [each for each in figures if each.value is not None]
    if told:
        yield _make_section("Figures by named rules", render_figures(told))
    positions = list(render_responsibility(dossier, case))
    if positions:
        yield _make_section("Who says who is responsible", *positions)
    counts = list(_iter_count_rows(dossier, case))
    if counts:
        yield _make_section("Toll history, voice by voice", make_count_table(counts))
    rows = list(_iter_value_rows(dossier, case))
    if rows:
        yield _make_section("The event", make_grid(rows, width=NAME_WIDTH))
    noticed = list(_iter_finding_rows(case.event.mentions, findings))
    if noticed:
        yield _make_section("Findings in the copy", make_grid(noticed, width=NAME_WIDTH))
    if len(case.event.mentions) > 1:
        yield _make_section(
            "Reports", make_grid(iter_source_rows(dossier, case.event.mentions), width=DAY_WIDTH)
        )
    if case.event.mentions and not case.testimonies:
        yield Text("Nothing is said of this event but that it happened.")


def _make_section(title: str, *parts: RenderableType) -> RenderableType:
    return Group(Text(title, style="bold underline"), *(Padding(part, (0, 0, 0, 2)) for part in parts))


def _iter_count_rows(dossier: Dossier, case: Case) -> Iterator[tuple[str, Statement, str, str]]:
    """Yield the counts of every harm, voice by voice over time; what was replaced says so."""
    testimonies = {each.statement.id: each for each in case.testimonies}
    tracked = [testimonies[point.statement] for track in make_toll_history(case) for point in track.points]
    known = {each.statement.id for each in tracked}
    # Additions and sums of a period are no history of the event's toll, and are shown after it.
    others = [each for each in case.testimonies if _is_count(each) and each.statement.id not in known]
    for first, same in fold_repeats((*tracked, *others), _make_count_key).items():
        when = say_when(first) if len(case.event.mentions) > 1 or first.statement.said_on else ""
        said = ", ".join(part for part in (say_voice(first), when, say_also(same, dossier)) if part)
        fate = f" — {first.status_note}" if first.status_note else ""
        yield first.statement.property, first.statement, said + fate, say_quote(first.statement.evidence)


def _is_count(testimony: Testimony) -> bool:
    return isinstance(testimony.statement.value, TollValue)


def _make_count_key(testimony: Testimony) -> tuple[object, ...]:
    said = (testimony.statement.property, say_statement(testimony.statement), say_voice(testimony))
    return (*said, testimony.status, testimony.origin)


def _iter_value_rows(dossier: Dossier, case: Case) -> Iterator[tuple[Text, Text]]:
    """Yield what is said of kind, day, place, weapon and parties, each with all who say it."""
    words = load_brief_words()
    said = [each for name in VALUE_ORDER for each in case.testimonies if each.statement.property == name]
    for first, same in fold_repeats(said, _make_value_key).items():
        voices = "; ".join(dict.fromkeys(map(say_voice, same)))
        parts = (say_statement(first.statement), voices, say_also(same, dossier), _say_fate(first))
        told = " — ".join(part for part in parts if part)
        yield Text(words.properties[first.statement.property], style="dim"), make_cell(told, first.statement)


def _make_value_key(testimony: Testimony) -> tuple[object, ...]:
    statement = testimony.statement
    return statement.property, say_statement(statement), testimony.status, testimony.status_note


def _say_fate(testimony: Testimony) -> str:
    said = load_brief_words().statuses.get(testimony.status, "")
    return f"{said}: {testimony.status_note}" if testimony.status_note else said


def _iter_finding_rows(records: Iterable[MentionRecord], findings: Findings) -> Iterator[tuple[Text, Text]]:
    """Yield what the checks noticed, each beside its report."""
    for report in dict.fromkeys(record.report.id for record in records):
        for finding in findings.get(report, ()):
            yield (
                Text(f"{finding.rule} {finding.severity}"),
                Text(f"{make_plain(finding.message)} ({report})"),
            )
