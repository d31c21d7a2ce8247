"""Why a figure is what it is: its rule, what it rests on, and what was set aside with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.brief.account import ChosenFigure, EventAccount, Said
from counterclaim.brief.figures import BLANK
from counterclaim.brief.head import render_head
from counterclaim.brief.tables import make_grid
from counterclaim.model.resolution import Resolution
from counterclaim.policy.catalog import TAGS, get_policy

#: Width of the first column of an explanation: the longest heading in it.
_NAME_WIDTH = 9


def render_figures(figures: Sequence[ChosenFigure]) -> RenderableType:
    """Render what policies chose, a line a field and policy."""
    rows = ((Text(each.field, style="dim"), _make_figure(each)) for each in figures)
    return make_grid(rows, width=max((len(each.field) for each in figures), default=0))


def render_event_figures(account: EventAccount, *, why: bool) -> RenderableType:
    """Render what was asked of an event's figures: its head, and each figure, explained or not."""
    told = render_explanations(account.figures) if why else render_figures(account.figures)
    return Group(render_head(account), Text(""), told)


def render_explanations(figures: Sequence[ChosenFigure]) -> RenderableType:
    """Render each figure with its rule, the words it rests on and those it set aside."""
    parts = [part for each in figures for part in (_render_explanation(each), Text(""))]
    return Group(*parts[:-1])


def to_resolution_record(resolution: Resolution) -> dict[str, Any]:
    """Turn a resolution into an object for JSON, with the rule in words beside its name."""
    entry = get_policy(resolution.policy)
    return {**msgspec.to_builtins(resolution), "rule": entry.rule, "provenance": TAGS[entry.tag]}


def _make_figure(figure: ChosenFigure) -> Text:
    contested = " contested" if figure.is_contested else ""
    return Text.assemble((figure.value, "bold"), f" by {figure.policy}", (contested, "italic"))


def _render_explanation(figure: ChosenFigure) -> RenderableType:
    heading = Text(f"{figure.field} by {figure.policy}: {figure.value}", style="bold")
    return Group(heading, Padding(make_grid(_iter_rows(figure), width=_NAME_WIDTH), (0, 0, 0, 2)))


def _iter_rows(figure: ChosenFigure) -> Iterator[tuple[Text, Text]]:
    yield Text("rule", style="dim"), Text(figure.rule)
    for name, words in figure.parameters.items():
        yield Text("with", style="dim"), Text(f"{name} = {words}")
    if figure.note:
        yield Text("note", style="dim"), Text(figure.note)
    if not figure.used:
        blank = f", so it is {BLANK}" if figure.is_blank else ""
        yield Text("rests on", style="dim"), Text(f"nothing that was said{blank}")
    for number, said in enumerate(figure.used):
        yield Text("" if number else "rests on", style="dim"), _make_said(said)
    for number, aside in enumerate(figure.set_aside):
        yield Text("" if number else "set aside", style="dim"), _make_said(aside.said, aside.why)


def _make_said(said: Said, why: str | None = None) -> Text:
    """Make the cell of a statement: value, voice and report, its words, and why it was set aside."""
    reason = f"\n→ {why}" if why else ""
    head = f"{said.value} — {said.speakers}, {said.published_in}"
    return Text.assemble(head, "\n", (said.words, "italic"), reason)
