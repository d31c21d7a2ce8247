"""The brief of one event of a ledger: disputes first, every value with its speaker and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.brief.plain import make_plain
from counterclaim.brief.report import VALUE_ORDER, find_disputed_tolls
from counterclaim.brief.tables import make_cell, make_grid, make_toll_table
from counterclaim.brief.words import (
    load_brief_words,
    say_heading,
    say_published,
    say_responsibility,
    say_speakers,
    say_statement,
)
from counterclaim.ledger.base import Event, MentionRecord
from counterclaim.model.statement import Statement
from counterclaim.model.values import ResponsibilityValue, TollValue

#: Width of the first column: the longest name of a property.
NAME_WIDTH = 14


def render_event(event: Event) -> RenderableType:
    """Render the brief of an event; plain lines when the console has no colour."""
    sections = [_render_head(event)]
    for record in event.mentions:
        sections.extend(_render_record(record))
    return Group(*(part for section in sections for part in (section, Text(""))))


def _render_head(event: Event) -> RenderableType:
    first = event.mentions[0]
    lines = [Text(say_heading(first.mention), style="bold"), Text(event.id, style="dim")]
    return Group(*lines, *(_make_report_line(record) for record in event.mentions))


def _make_report_line(record: MentionRecord) -> Text:
    report = record.report
    name = " — ".join(make_plain(part) for part in (report.outlet, report.title or report.path) if part)
    named = f"{name}, " if name else ""
    return Text(f"told in {named}published {say_published(report)}, {report.id}, coder {record.coder}")


def _render_record(record: MentionRecord) -> Iterator[RenderableType]:
    """Render one report's version of the event, what is in dispute before all else."""
    positions = [each for each in record.statements if isinstance(each.value, ResponsibilityValue)]
    if positions:
        yield _make_section("Who says who is responsible", *_render_actors(positions))
    disputed = find_disputed_tolls(record.statements)
    if disputed:
        yield _make_section("Tolls in conflict or replaced", make_toll_table(disputed, say_voice=_say_when))
    values = [each for name in VALUE_ORDER for each in record.statements if each.property == name]
    if values:
        yield _make_section("The event", make_grid(map(_make_value_row, values), width=NAME_WIDTH))
    tolls = [each for each in record.statements if isinstance(each.value, TollValue)]
    if tolls:
        yield _make_section(
            "Toll history, in the order of the report", make_toll_table(tolls, say_voice=_say_when)
        )
    if not record.statements:
        yield Text("Nothing is said of this event but that it happened.")


def _make_section(title: str, *parts: RenderableType) -> RenderableType:
    return Group(Text(title, style="bold underline"), *(Padding(part, (0, 0, 0, 2)) for part in parts))


def _render_actors(positions: Sequence[Statement]) -> Iterator[RenderableType]:
    """Render the positions grouped by the party they are about; each stands beside its speaker."""
    order = list(load_brief_words().positions)
    by_actor: dict[str, list[tuple[int, Statement, ResponsibilityValue]]] = {}
    for statement in positions:
        if isinstance(statement.value, ResponsibilityValue):
            row = (order.index(statement.value.position), statement, statement.value)
            by_actor.setdefault(statement.value.actor, []).append(row)
    for actor, rows in by_actor.items():
        yield Text(make_plain(actor), style="bold")
        rows.sort(key=lambda row: row[0])
        yield Padding(
            make_grid((_make_position_row(*row[1:]) for row in rows), width=NAME_WIDTH), (0, 0, 0, 2)
        )


def _make_position_row(statement: Statement, value: ResponsibilityValue) -> tuple[Text, Text]:
    phrase = load_brief_words().positions[value.position]
    return Text(phrase), make_cell(say_responsibility(statement, value), statement)


def _make_value_row(statement: Statement) -> tuple[Text, Text]:
    name = load_brief_words().properties[statement.property]
    said = f"{say_statement(statement)} — {_say_when(statement)}"
    return Text(name, style="dim"), make_cell(said, statement)


def _say_when(statement: Statement) -> str:
    """Say who speaks, and on which day where the text tells."""
    day = f" on {statement.said_on.isoformat()}" if statement.said_on else ""
    return say_speakers(statement.speakers) + day
