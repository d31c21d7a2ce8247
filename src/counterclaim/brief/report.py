"""The brief of one coded report: disputes first, every value with its speaker and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.brief.edition import say_edition
from counterclaim.brief.plain import make_plain
from counterclaim.brief.tables import make_cell, make_grid, make_toll_table
from counterclaim.brief.words import (
    get_position,
    load_brief_words,
    say_heading,
    say_published,
    say_responsibility,
    say_speakers,
    say_statement,
)
from counterclaim.model.statement import HARMS, Coding, Finding, Mention, Statement
from counterclaim.model.values import ResponsibilityValue, TollValue
from counterclaim.policy.intervals import are_at_odds

#: Width of the first column: the longest phrase of a position.
PHRASE_WIDTH = 17
#: Order of an event's values; tolls and responsibility have sections of their own.
VALUE_ORDER = ("type", "date", "place", "weapon", "actor", "recipient")

_STYLES = {"claim": "yellow", "admit": "yellow", "blame": "red", "assert_fact": "red", "suspect": "red"}
_DISSENT = "cyan"


class _Count(NamedTuple):
    statement: Statement
    value: TollValue


def render_brief(coding: Coding) -> RenderableType:
    """Render the brief of a report; plain lines when the console has no colour."""
    main = [mention for mention in coding.mentions if mention.role == "main"]
    rest = [mention for mention in coding.mentions if mention.role != "main"]
    sections = [
        render_head(coding),
        *(section for mention in main for section in _render_disputes(coding, mention, main)),
        *(_render_mention(coding, mention) for mention in (*main, *_order_rest(rest))),
        *_render_findings(coding),
        *_render_problems(coding),
    ]
    if not coding.mentions:
        sections.insert(1, Text("No violent or political event was found in this report."))
    return Group(*_space(sections))


def render_head(coding: Coding) -> RenderableType:
    """Render what is known of the report itself."""
    report = coding.report
    title = " — ".join(make_plain(part) for part in (report.outlet, report.title) if part)
    lines = [
        Text(title or make_plain(report.path or report.id), style="bold"),
        Text(f"published {say_published(report)}"),
    ]
    if told := say_edition(report.edition):
        lines.append(Text(told))
    if title and report.path:
        lines.append(Text(make_plain(report.path), style="dim"))
    return Group(*lines)


def _space(sections: Sequence[RenderableType]) -> Iterator[RenderableType]:
    """Put an empty line between sections."""
    for number, section in enumerate(sections):
        if number:
            yield Text("")
        yield section


def _order_rest(mentions: Sequence[Mention]) -> list[Mention]:
    roles = list(load_brief_words().roles)
    return sorted(mentions, key=lambda mention: roles.index(mention.role))


def _render_disputes(coding: Coding, mention: Mention, main: Sequence[Mention]) -> Iterator[RenderableType]:
    """Render who stands where on responsibility, and the tolls that do not agree."""
    suffix = f" — {make_plain(mention.label)}" if len(main) > 1 else ""
    statements = [each for each in coding.statements if each.mention == mention.id]
    positions = [each for each in statements if isinstance(each.value, ResponsibilityValue)]
    if positions:
        title = f"Who says who is responsible{suffix}"
        yield Group(_make_title(title), *_render_actors(positions))
    disputed = find_disputed_tolls(statements)
    if disputed:
        yield Group(_make_title(f"Tolls in conflict or replaced{suffix}"), _render_tolls(disputed))


def _render_actors(positions: Sequence[Statement]) -> Iterator[RenderableType]:
    """Render the positions grouped by the party they are about, in the order of the text."""
    actors = dict.fromkeys(_get_responsibility(each).actor for each in positions)
    order = list(load_brief_words().positions)
    for actor in actors:
        about = [each for each in positions if _get_responsibility(each).actor == actor]
        about.sort(key=lambda each: order.index(_get_responsibility(each).position))
        yield Padding(Text(make_plain(actor), style="bold"), (0, 0, 0, 2))
        yield Padding(
            make_grid(map(_make_position_row, _drop_repeats(about)), width=PHRASE_WIDTH), (0, 0, 0, 4)
        )


def _get_responsibility(statement: Statement) -> ResponsibilityValue:
    if not isinstance(statement.value, ResponsibilityValue):
        raise TypeError(f"{statement.id} holds no position on responsibility")
    return statement.value


def _make_position_row(statement: Statement) -> tuple[Text, Text]:
    value = _get_responsibility(statement)
    phrase = load_brief_words().positions[value.position]
    style = _STYLES.get(value.position, _DISSENT)
    return Text(phrase, style=style), make_cell(say_responsibility(statement, value), statement)


def find_disputed_tolls(statements: Sequence[Statement]) -> list[Statement]:
    """Find tolls that a later figure replaced, with what replaced them, and those that cannot all hold.

    Two current counts of everyone conflict when their bounds are disjoint (codebooks 10.3).
    """
    counts = [_Count(each, each.value) for each in statements if isinstance(each.value, TollValue)]
    disputed: set[str] = set()
    for harm in HARMS:
        everyone = [count for count in counts if count.statement.property == harm and count.value.is_total]
        if any(count.value.superseded for count in everyone):
            disputed.update(count.statement.id for count in everyone)
        for one, other in combinations(everyone, 2):
            if _conflict(one, other):
                disputed.update((one.statement.id, other.statement.id))
    return [count.statement for count in counts if count.statement.id in disputed]


def _conflict(one: _Count, other: _Count) -> bool:
    if one.value.superseded or other.value.superseded:
        return False
    return are_at_odds(one.value, one.statement.polarity, other.value, other.statement.polarity)


def _render_mention(coding: Coding, mention: Mention) -> RenderableType:
    """Render the values of one mention: kind, date, place, parties, then its tolls."""
    statements = [each for each in coding.statements if each.mention == mention.id]
    values = [each for name in VALUE_ORDER for each in statements if each.property == name]
    tolls = [each for each in statements if isinstance(each.value, TollValue)]
    parts: list[RenderableType] = [_make_title(say_heading(mention))]
    if values:
        parts.append(
            Padding(make_grid(map(_make_value_row, _drop_repeats(values)), width=PHRASE_WIDTH), (0, 0, 0, 2))
        )
    if mention.role != "main":
        positions = [each for each in statements if isinstance(each.value, ResponsibilityValue)]
        parts.extend(_render_actors(positions))
    if tolls:
        parts.append(_render_tolls(tolls))
    return Group(*parts)


def _make_value_row(statement: Statement) -> tuple[Text, Text]:
    name = load_brief_words().properties[statement.property]
    said = f"{say_statement(statement)} — {say_speakers(statement.speakers)}"
    return Text(name, style="dim"), make_cell(said, statement)


def _drop_repeats(statements: Sequence[Statement]) -> list[Statement]:
    """Keep the first of the statements by which one voice says one thing in other words."""
    first: dict[tuple[object, ...], Statement] = {}
    for each in statements:
        said = say_statement(each)
        first.setdefault((each.property, said, say_speakers(each.speakers)), each)
    return list(first.values())


def _render_tolls(tolls: Sequence[Statement]) -> RenderableType:
    table = make_toll_table(tolls, say_voice=lambda toll: say_speakers(toll.speakers))
    return Padding(table, (0, 0, 0, 2))


def _render_findings(coding: Coding) -> Iterator[RenderableType]:
    if coding.findings:
        rows = (_make_finding_row(finding, coding.report.text) for finding in coding.findings)
        yield Group(
            _make_title("Findings in the copy"), Padding(make_grid(rows, width=PHRASE_WIDTH), (0, 0, 0, 2))
        )


def _make_finding_row(finding: Finding, text: str) -> tuple[Text, Text]:
    place = ""
    if finding.evidence:
        position = get_position(text, finding.evidence[0].start)
        place = f"{position.line}:{position.column}: "
    suggestion = f" → {make_plain(finding.suggestion)}" if finding.suggestion else ""
    return Text(f"{finding.rule} {finding.severity}"), Text(place + make_plain(finding.message) + suggestion)


def _render_problems(coding: Coding) -> Iterator[RenderableType]:
    if coding.problems:
        lines = [Text(f"  {problem.kind}: {make_plain(problem.message)}") for problem in coding.problems]
        yield Group(_make_title("What could not be done"), *lines)


def _make_title(title: str) -> Text:
    return Text(title, style="bold underline")
