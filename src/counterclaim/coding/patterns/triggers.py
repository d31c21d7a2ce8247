"""Triggers by patterns: words that evoke an event, and whether it happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.model.span import Span
from counterclaim.vocabulary.cues import compile_cue
from counterclaim.vocabulary.lexical import TriggerCue, load_event_table

Modality = Literal["factual", "planned", "unreal"]
#: Characters before a trigger in which a word can say that it did not happen.
BEFORE = 60
#: Characters after it.
AFTER = 30
#: Characters between two triggers of one phrase.
PHRASE_LENGTH = 20
#: Words of another subject (a game, a storm) from which a text is no report of violence.
UNRELATED_MIN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that evoke an event."""

    span: Span
    cue: TriggerCue
    modality: Modality
    #: A word before it sets it apart from the event at hand ("une autre attaque").
    is_other: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The compiled patterns of a language."""

    triggers: tuple[tuple[re.Pattern[str], TriggerCue], ...]
    unreal: re.Pattern[str]
    foiled: re.Pattern[str]
    planned: re.Pattern[str]
    another: re.Pattern[str]
    unrelated: re.Pattern[str]


def find_triggers(
    annotated: AnnotatedReport, sentences: Sequence[Span], language: str
) -> tuple[Trigger, ...]:
    """Find the triggers of a report, in text order; the first of two that overlap wins."""
    text, patterns = annotated.report.text, _load_patterns(language)
    found: list[Trigger] = []
    for pattern, cue in patterns.triggers:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(span.overlaps(trigger.span) for trigger in found):
                found.append(_make_trigger(text, span, cue, sentences, patterns))
    return _spread_unreal(text, sorted(found, key=lambda trigger: trigger.span))


def _spread_unreal(text: str, triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """Make unreal what an unreal trigger was to be done with ("frustró un atentado con coche bomba")."""
    spread: list[Trigger] = []
    for trigger in triggers:
        last = spread[-1] if spread else None
        if last is not None and last.modality == "unreal" and trigger.modality == "factual":
            gap = text[last.span.end : trigger.span.start]
            if len(gap) <= PHRASE_LENGTH and not re.search(r"[,.;:\n]", gap):
                trigger = replace(trigger, modality="unreal")
        spread.append(trigger)
    return tuple(spread)


def is_unrelated(text: str, triggers: Sequence[Trigger], language: str) -> bool:
    """Tell whether a text is about a game, a storm or a road accident, whatever words it borrows."""
    other = {match.group().lower() for match in _load_patterns(language).unrelated.finditer(text)}
    strong = {text[t.span.start : t.span.end].lower() for t in triggers if not t.cue.generic and t.cue.mode}
    return len(other) >= UNRELATED_MIN and len(other) > len(strong)


@lru_cache(maxsize=4)
def _load_patterns(language: str) -> _Patterns:
    table = load_event_table(language)
    return _Patterns(
        triggers=tuple((compile_cue(cue.cues, table.fragments), cue) for cue in table.triggers),
        unreal=compile_cue([f"{cue}~" for cue in table.unreal], ends=True),
        foiled=compile_cue([f"~{cue}" for cue in table.foiled]),
        planned=compile_cue(table.planned),
        another=compile_cue([f"{cue}(?: [\\w-]+)?~" for cue in table.another], ends=True),
        unrelated=compile_cue(table.unrelated),
    )


def _make_trigger(
    text: str, span: Span, cue: TriggerCue, sentences: Sequence[Span], patterns: _Patterns
) -> Trigger:
    sentence = next((each for each in sentences if each.contains(span)), span)
    before = text[max(sentence.start, span.start - BEFORE) : span.start]
    modality: Modality = "factual"
    if patterns.unreal.search(before) or re.match(
        rf"\W{{0,2}}{patterns.foiled.pattern}", text[span.end : span.end + AFTER], re.IGNORECASE
    ):
        modality = "unreal"
    elif cue.type == "PROTEST" and patterns.planned.search(text, sentence.start, sentence.end):
        modality = "planned"
    return Trigger(span=span, cue=cue, modality=modality, is_other=bool(patterns.another.search(before)))
