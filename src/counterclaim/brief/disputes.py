"""Say what a dispute is about."""

from __future__ import annotations

from counterclaim.brief.plain import make_plain
from counterclaim.brief.words import load_brief_words
from counterclaim.model.dispute import DisputeKind


def say_question(kind: DisputeKind, property: str, about: str | None) -> str:
    """Say the question that a dispute is about: "how many killed, children"."""
    plain = make_plain(about or "")
    said = load_brief_words().disputes[kind].format(property=property, about=plain)
    return f"{said}, {plain}" if plain and plain not in said else said
