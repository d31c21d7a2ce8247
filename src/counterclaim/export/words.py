"""Put a statement into one line for the notes of other formats, its speaker always beside it.

We say who said what; never that a party did it (design: what the field taught us, 9).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from counterclaim.model.report import Report
from counterclaim.model.statement import Speaker, Statement
from counterclaim.model.values import (
    DateValue,
    PartyValue,
    PlaceValue,
    ResponsibilityValue,
    TollValue,
    TypeValue,
    Value,
    WeaponValue,
)
from counterclaim.vocabulary.load import load_table

#: Who speaks where no voice is named.
NARRATOR = "the report itself"


class NoteWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words that notes share with the briefs (vocabulary/en/brief.json)."""

    quoting: str
    unnamed: str
    positions: Mapping[str, str]
    certainties: Mapping[str, str]
    polarities: Mapping[str, str]
    toll_modes: Mapping[str, str]
    toll_scopes: Mapping[str, str]
    bases: Mapping[str, str]
    properties: Mapping[str, str]


@lru_cache(maxsize=1)
def load_note_words() -> NoteWords:
    """Load the words of notes once a process."""
    return load_table("brief", NoteWords)


def say_testimony(statement: Statement) -> str:
    """Say what a statement says and who says it: "Harrow Front: claimed by Harrow Front"."""
    said, speakers = statement.value, say_speakers(statement.speakers)
    if isinstance(said, ResponsibilityValue):
        by = f"{said.actor}: {load_note_words().positions[said.position]} {speakers}"
        return by + _in_brackets(_find_caveats(statement))
    name = load_note_words().properties.get(statement.property, statement.property)
    return f"{name}: {say_value(said)}{_in_brackets(_find_caveats(statement))}, says {speakers}"


def say_sourced(statement: Statement, report: Report) -> str:
    """Say a statement with its own words and the report that carries them."""
    quote = " … ".join(each.quote for each in statement.evidence)
    return f"{say_testimony(statement)}: “{quote}” ({say_report(report)})"


def say_report(report: Report) -> str:
    """Name a report for people: its outlet and its day, or its id."""
    day = report.published.isoformat() if report.published else "undated"
    return f"{report.outlet or report.url or report.id}, {day}"


def say_speakers(speakers: Sequence[Speaker]) -> str:
    """Say who speaks, outermost first: "Daily Star quoting a medic"."""
    words = load_note_words()
    return f" {words.quoting} ".join(map(_say_speaker, speakers)) or NARRATOR


def say_value(value: Value) -> str:
    """Say a value in a few words, the report's own where it has them."""
    match value:
        case TollValue():
            return value.wording if value.group is None else f"{value.wording} ({value.group})"
        case DateValue():
            return "/".join(sorted({value.start.isoformat(), value.end.isoformat()}))
        case PlaceValue() | PartyValue():
            return value.name
        case WeaponValue():
            return value.wording
        case TypeValue():
            return value.type if value.mode is None else f"{value.type} {value.mode}"
        case ResponsibilityValue():
            return f"{value.actor} ({value.position})"


def _say_speaker(speaker: Speaker) -> str:
    parts = [speaker.name]
    if speaker.role and speaker.role.casefold() not in speaker.name.casefold():
        parts.append(speaker.role)
    return ", ".join(parts) + ("" if speaker.named else f" ({load_note_words().unnamed})")


def _find_caveats(statement: Statement) -> list[str]:
    """Find what a reader must know of a value: denied, uncertain, replaced, worked out."""
    words, value = load_note_words(), statement.value
    caveats = [words.certainties.get(statement.certainty), words.bases.get(statement.basis)]
    if not isinstance(value, ResponsibilityValue):
        caveats.append(words.polarities.get(statement.polarity))
    if isinstance(value, TollValue):
        caveats += [words.toll_modes.get(value.mode), words.toll_scopes.get(value.scope)]
        caveats.append("replaced" if value.superseded else None)
    return [caveat for caveat in caveats if caveat]


def _in_brackets(parts: Sequence[str]) -> str:
    return f" ({', '.join(parts)})" if parts else ""
