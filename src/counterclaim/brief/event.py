"""The brief of one event of a ledger: disputes first, every value with its speaker and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterclaim.brief.plain import make_plain
from counterclaim.brief.report import VALUE_ORDER, find_disputed_tolls
from counterclaim.brief.words import (
    load_brief_words,
    say_heading,
    say_published,
    say_quote,
    say_responsibility,
    say_speakers,
    say_statement,
)
from counterclaim.ledger.base import Event, MentionRecord
from counterclaim.model.statement import HARMS, Statement
from counterclaim.model.values import ResponsibilityValue, TollValue


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
        yield _make_section("Tolls in conflict or replaced", _make_toll_table(disputed))
    values = [each for name in VALUE_ORDER for each in record.statements if each.property == name]
    if values:
        yield _make_section("The event", _make_grid(map(_make_value_row, values)))
    tolls = [each for each in record.statements if isinstance(each.value, TollValue)]
    if tolls:
        yield _make_section("Toll history, in the order of the report", _make_toll_table(tolls))
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
        yield Padding(_make_grid(_make_position_row(*row[1:]) for row in rows), (0, 0, 0, 2))


def _make_position_row(statement: Statement, value: ResponsibilityValue) -> tuple[Text, Text]:
    phrase = load_brief_words().positions[value.position]
    return Text(phrase), _make_cell(say_responsibility(statement, value), statement)


def _make_value_row(statement: Statement) -> tuple[Text, Text]:
    name = load_brief_words().properties[statement.property]
    said = f"{say_statement(statement)} — {_say_when(statement)}"
    return Text(name, style="dim"), _make_cell(said, statement)


def _make_toll_table(tolls: Sequence[Statement]) -> Table:
    """Make the history of the tolls: harm by harm, each in the order of the report's words."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("harm", no_wrap=True)
    for title, ratio in (("count", 3), ("who says so", 3), ("in these words", 4)):
        table.add_column(title, ratio=ratio)
    for toll in sorted(tolls, key=lambda each: (HARMS.index(each.property), each.evidence[0].start)):
        table.add_row(
            Text(toll.property),
            Text(say_statement(toll), style="bold"),
            Text(_say_when(toll)),
            Text(say_quote(toll.evidence), style="italic"),
        )
    return table


def _say_when(statement: Statement) -> str:
    """Say who speaks, and on which day where the text tells."""
    day = f" on {statement.said_on.isoformat()}" if statement.said_on else ""
    return say_speakers(statement.speakers) + day


def _make_cell(said: str, statement: Statement) -> Text:
    return Text.assemble(said, "\n", (say_quote(statement.evidence), "italic"))


def _make_grid(rows: Iterable[tuple[Text, Text]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=14)
    grid.add_column()
    for row in rows:
        grid.add_row(*row)
    return grid
