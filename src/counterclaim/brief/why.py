"""Why a figure is what it is: its rule, what it rests on, and what was set aside with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.brief.figures import BLANK, say_chosen
from counterclaim.brief.head import render_head
from counterclaim.brief.plain import make_plain
from counterclaim.brief.tables import make_grid
from counterclaim.brief.words import say_quote, say_speakers, say_statement
from counterclaim.model.ids import StatementId
from counterclaim.model.report import Report
from counterclaim.model.resolution import Resolution
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.catalog import TAGS, PolicyEntry, get_policy

#: Width of the first column of an explanation: the longest heading in it.
_NAME_WIDTH = 9


def render_figures(resolutions: Sequence[Resolution]) -> RenderableType:
    """Render what policies chose, a line a field and policy."""
    rows = ((Text(each.field, style="dim"), _make_figure(each)) for each in resolutions)
    return make_grid(rows, width=max((len(each.field) for each in resolutions), default=0))


def render_event_figures(case: Case, resolutions: Sequence[Resolution], *, why: bool) -> RenderableType:
    """Render what was asked of an event's figures: its head, and each figure, explained or not."""
    told = render_explanations(resolutions, case) if why else render_figures(resolutions)
    return Group(render_head(case), Text(""), told)


def render_explanations(resolutions: Sequence[Resolution], case: Case) -> RenderableType:
    """Render each figure with its rule, the words it rests on and those it set aside."""
    said = {each.statement.id: each for each in case.testimonies}
    parts = [part for each in resolutions for part in (_render_explanation(each, said), Text(""))]
    return Group(*parts[:-1])


def to_resolution_record(resolution: Resolution) -> dict[str, Any]:
    """Turn a resolution into an object for JSON, with the rule in words beside its name."""
    entry = get_policy(resolution.policy)
    return {**msgspec.to_builtins(resolution), "rule": entry.rule, "provenance": TAGS[entry.tag]}


def say_rule(entry: PolicyEntry) -> str:
    """Say a rule with where it comes from."""
    return f"{entry.rule} ({TAGS[entry.tag]})"


def _make_figure(resolution: Resolution) -> Text:
    contested = " contested" if resolution.is_contested else ""
    chosen = say_chosen(resolution.value)
    return Text.assemble((chosen, "bold"), f" by {resolution.policy}", (contested, "italic"))


def _render_explanation(resolution: Resolution, said: Mapping[StatementId, Testimony]) -> RenderableType:
    heading = Text(f"{resolution.field} by {resolution.policy}: {say_chosen(resolution.value)}", style="bold")
    return Group(heading, Padding(make_grid(_iter_rows(resolution, said), width=_NAME_WIDTH), (0, 0, 0, 2)))


def _iter_rows(resolution: Resolution, said: Mapping[StatementId, Testimony]) -> Iterator[tuple[Text, Text]]:
    yield Text("rule", style="dim"), Text(say_rule(get_policy(resolution.policy)))
    for name, words in sorted(resolution.parameters.items()):
        yield Text("with", style="dim"), Text(f"{name} = {words}")
    if resolution.note:
        yield Text("note", style="dim"), Text(make_plain(resolution.note))
    if not resolution.used:
        yield Text("rests on", style="dim"), Text(f"nothing that was said{_explain_blank(resolution)}")
    for number, each in enumerate(resolution.used):
        yield Text("" if number else "rests on", style="dim"), _make_said(said[each])
    for number, aside in enumerate(resolution.set_aside):
        yield Text("" if number else "set aside", style="dim"), _make_said(said[aside.statement], aside.why)


def _explain_blank(resolution: Resolution) -> str:
    return f", so it is {BLANK}" if resolution.value in (None, ()) else ""


def _make_said(testimony: Testimony, why: str | None = None) -> Text:
    """Make the cell of a statement: value, voice and report, its words, and why it was set aside."""
    statement = testimony.statement
    head = f"{say_statement(statement)} — {say_speakers(statement.speakers)}, {say_report(testimony.report)}"
    reason = f"\n→ {make_plain(why)}" if why else ""
    return Text.assemble(head, "\n", (say_quote(statement.evidence), "italic"), reason)


def say_report(report: Report) -> str:
    """Say where and on which day something was published."""
    outlet = make_plain(report.outlet or report.title or report.path or report.id)
    return f"{outlet} {report.published.isoformat()}" if report.published else f"{outlet}, day not known"
