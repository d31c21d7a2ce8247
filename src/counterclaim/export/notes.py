"""Sentences for the notes columns: who says what of responsibility and of the dead (codebooks 12.1, 12.2).

Every accusation stands beside its speaker; no sentence says in our own voice who did it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.export.codes import load_crosswalk
from counterclaim.export.table import make_line
from counterclaim.export.view import find_current
from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import Resolution
from counterclaim.model.statement import Property
from counterclaim.model.values import ResponsibilityValue, TollValue
from counterclaim.policy.base import Case, Testimony


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Sentences, and the statements that they tell."""

    sentences: tuple[str, ...] = ()
    statements: frozenset[StatementId] = frozenset()

    @property
    def text(self) -> str:
        """Return the sentences as one line; blank where there is none."""
        return " ".join(_start(make_line(each)) for each in self.sentences)

    def join(self, other: Note) -> Note:
        """Join two notes, this one first."""
        return Note(
            sentences=(*self.sentences, *other.sentences), statements=self.statements | other.statements
        )


def make_position_note(case: Case) -> Note:
    """Tell every position on responsibility with its speaker, each once."""
    told: dict[str, set[StatementId]] = {}
    for each in find_current(case, "responsibility"):
        if isinstance(each.statement.value, ResponsibilityValue):
            sentence = f"{name_voice(each)} {_say_position(each, each.statement.value)}."
            told.setdefault(sentence, set()).add(each.statement.id)
    return Note(sentences=tuple(told), statements=frozenset().union(*told.values()))


def make_toll_note(case: Case, property: Property) -> Note:
    """Tell the figures of everyone harmed beside their voices, where the voices differ.

    Counts of a part are left out: what stands for one of few people may be a name.
    """
    told: dict[str, set[StatementId]] = {}
    figures: set[str] = set()
    for each in find_current(case, property):
        value = each.statement.value
        if isinstance(value, TollValue) and value.group is None and value.scope == "event":
            figures.add(_say_figure(value))
            told.setdefault(f"{_say_figure(value)} ({name_voice(each)})", set()).add(each.statement.id)
    if len(figures) < 2:
        return Note()
    sentence = f"{property.capitalize()}, as told: {', '.join(told)}."
    return Note(sentences=(sentence,), statements=frozenset().union(*told.values()))


def make_policy_note(*resolutions: Resolution) -> Note:
    """Tell what policies noted beside their values."""
    return Note(sentences=tuple(_iter_notes(resolutions)))


def _iter_notes(resolutions: tuple[Resolution, ...]) -> Iterator[str]:
    for each in resolutions:
        if each.note:
            note = make_line(each.note)
            yield note if note.endswith(".") else f"{note}."


def name_voice(testimony: Testimony) -> str:
    """Name the innermost voice of a testimony, with its office; else the report that says it."""
    speakers = testimony.statement.speakers
    if not speakers:
        outlet = testimony.report.outlet
        return f"a report of {outlet}" if outlet else "a report"
    inner = speakers[-1]
    return f"{inner.name} ({inner.role})" if inner.role and inner.named else inner.name


def _say_position(testimony: Testimony, value: ResponsibilityValue) -> str:
    table, speakers = load_crosswalk(), testimony.statement.speakers
    is_own = bool(speakers) and value.actor in {speakers[-1].name, speakers[-1].party}
    words = table.own_positions.get(value.position) if is_own else None
    return words or table.positions[value.position].format(actor=value.actor)


def _say_figure(value: TollValue) -> str:
    """Say a figure by its operator and number; only vague figures keep their words."""
    if value.n is not None:
        words = load_crosswalk().toll_operators.get(value.op, "{n}").format(n=value.n)
    elif value.op == "range" and value.low is not None:
        words = f"{value.low} to {value.high}"
    else:
        words = value.wording.lower()
    return f"{words} more" if value.mode == "increment" else words


def _start(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
