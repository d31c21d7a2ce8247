"""The first section of an event's brief: what cannot all be true, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.brief.plain import make_plain
from counterclaim.brief.tables import make_grid
from counterclaim.brief.words import load_brief_words
from counterclaim.model.dispute import Dispute, DisputeKind, Side

#: Width of the column of answers.
ANSWER_WIDTH = 14


def render_disputes(disputes: Sequence[Dispute]) -> RenderableType:
    """Render disputes: the question, then each answer beside who gives it."""
    return Group(*map(_render_dispute, disputes))


def say_question(kind: DisputeKind, property: str, about: str | None) -> str:
    """Say the question that a dispute is about: "how many killed, children"."""
    plain = make_plain(about or "")
    said = load_brief_words().disputes[kind].format(property=property, about=plain)
    return f"{said}, {plain}" if plain and plain not in said else said


def _render_dispute(dispute: Dispute) -> RenderableType:
    rows = map(_make_row, dispute.sides)
    return Group(
        Text(say_question(dispute.kind, dispute.property, dispute.about), style="bold"),
        Padding(make_grid(rows, width=ANSWER_WIDTH), (0, 0, 0, 2)),
    )


def _make_row(side: Side) -> tuple[Text, Text]:
    return Text(make_plain(side.answer)), Text(", ".join(map(make_plain, side.voices)))
