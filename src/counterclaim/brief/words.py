"""Put statements into words for people.

We say who said what; never that a party did it (design: what the field taught us, 9).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from counterclaim.brief.plain import make_plain
from counterclaim.model.report import Report
from counterclaim.model.span import Evidence
from counterclaim.model.statement import Mention, Speaker, Statement
from counterclaim.model.values import (
    DateValue,
    PartyValue,
    PlaceValue,
    Position,
    ResponsibilityValue,
    TollValue,
    TypeValue,
    Value,
    WeaponValue,
)
from counterclaim.vocabulary.load import load_table

#: Longest quotation of a brief in characters; longer ones are cut at a word.
QUOTE_LENGTH = 160
#: Positions that can be taken more or less surely; a doubt or a silence cannot.
HEDGED_POSITIONS = frozenset({"claim", "admit", "confirm", "blame", "assert_fact"})


class BriefWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the briefs (vocabulary/en/brief.json)."""

    version: str
    narrator: str
    quoting: str
    unnamed: str
    #: In the order of the brief.
    positions: Mapping[str, str]
    certainties: Mapping[str, str]
    polarities: Mapping[str, str]
    toll_modes: Mapping[str, str]
    toll_scopes: Mapping[str, str]
    bases: Mapping[str, str]
    published: Mapping[str, str]
    roles: Mapping[str, str]
    properties: Mapping[str, str]
    #: By status and flag of `cc.claim_status/1`; what is unknown is not said.
    claim_statuses: Mapping[str, str]
    claim_flags: Mapping[str, str]
    #: The columns of the matrix with the positions in each.
    matrix: Mapping[str, tuple[Position, ...]]
    #: What became of a statement that no longer stands.
    statuses: Mapping[str, str]
    #: What a reviewer did, by the verdict of the review.
    verdicts: Mapping[str, str]
    #: The question of a dispute by its kind.
    disputes: Mapping[str, str]


class TextPosition(NamedTuple):
    """A place in a text as editors count it."""

    #: 1-based.
    line: int
    #: 1-based, in code points.
    column: int


@lru_cache(maxsize=1)
def load_brief_words() -> BriefWords:
    """Load the words of the briefs once a process."""
    return load_table("brief", BriefWords)


def get_position(text: str, offset: int) -> TextPosition:
    """Return line and column of an offset (0-based code points)."""
    line_start = text.rfind("\n", 0, offset) + 1
    return TextPosition(text.count("\n", 0, offset) + 1, offset - line_start + 1)


def say_speakers(speakers: Sequence[Speaker]) -> str:
    """Say who speaks, outermost first: "Daily Star quoting a medic"."""
    words = load_brief_words()
    if not speakers:
        return words.narrator
    return f" {words.quoting} ".join(map(_say_speaker, speakers))


def _say_speaker(speaker: Speaker) -> str:
    parts = [make_plain(speaker.name)]
    if speaker.role and speaker.role.casefold() not in speaker.name.casefold():
        parts.append(make_plain(speaker.role))
    return ", ".join(parts) + ("" if speaker.named else f" ({load_brief_words().unnamed})")


def say_quote(evidence: Sequence[Evidence], *, length: int = QUOTE_LENGTH) -> str:
    """Say the report's own words, between quotation marks; stretches are joined by an ellipsis."""
    quote = " … ".join(make_plain(each.quote) for each in evidence)
    if len(quote) > length:
        quote = quote[:length].rsplit(" ", 1)[0] + " …"
    return f"“{quote}”"


def say_published(report: Report) -> str:
    """Say the day of publication and how it is known."""
    how = load_brief_words().published[report.published_basis]
    return f"{report.published.isoformat()} ({how})" if report.published else how


def say_kind(mention: Mention) -> str:
    """Say the type and mode of a mention in plain words."""
    return _say_type(TypeValue(type=mention.type, mode=mention.mode))


def say_heading(mention: Mention) -> str:
    """Say the role, the short words and the kind of a mention."""
    role = load_brief_words().roles[mention.role]
    return f"{role}: {make_plain(mention.label)} ({say_kind(mention)})"


def say_responsibility(statement: Statement, value: ResponsibilityValue) -> str:
    """Say by whom, by what channel and how surely a position was taken."""
    channel = f", by {_make_words(value.channel)}" if value.channel else ""
    certainty = load_brief_words().certainties.get(statement.certainty)
    hedge = [certainty] if certainty and value.position in HEDGED_POSITIONS else []
    return f"{say_speakers(statement.speakers)}{channel}{_in_brackets(hedge)}"


def say_statement(statement: Statement) -> str:
    """Say the value of a statement, with what stands against taking it flat.

    A count worked out from words that name somebody is said as a number: the words are evidence,
    and need not be said twice.
    """
    value = statement.value
    if isinstance(value, TollValue) and value.n is not None and statement.basis == "derived":
        said = str(value.n)
    else:
        said = say_value(value)
    return said + _in_brackets(find_caveats(statement))


def find_caveats(statement: Statement) -> list[str]:
    """Find what a reader must know of a value: denied, uncertain, replaced, worked out."""
    words = load_brief_words()
    caveats = [
        words.polarities.get(statement.polarity),
        words.certainties.get(statement.certainty),
        words.bases.get(statement.basis),
    ]
    if isinstance(statement.value, TollValue) and statement.value.superseded:
        caveats.append("replaced")
    if isinstance(statement.value, TollValue):
        caveats.append(words.toll_modes.get(statement.value.mode))
        caveats.append(words.toll_scopes.get(statement.value.scope))
    return [caveat for caveat in caveats if caveat]


def say_value(value: Value) -> str:
    """Say a value in a few words, the report's own where it has them."""
    match value:
        case TollValue():
            return say_toll(value)
        case DateValue():
            return say_days(value)
        case PlaceValue():
            return _say_place(value)
        case PartyValue():
            return _say_party(value)
        case WeaponValue():
            return f"{make_plain(value.wording)} ({_make_words(value.code)})"
        case TypeValue():
            return _say_type(value)
        case ResponsibilityValue():
            return f"{make_plain(value.actor)}: {_make_words(value.position)}"


def _say_party(value: PartyValue) -> str:
    """Say a party with its office, its number and what became of it, where the words tell."""
    name = make_plain(value.name) + (f", {make_plain(value.role)}" if value.role else "")
    number = say_toll(value.count) if value.count and value.count.n is not None else None
    told = [words for words in (number, value.fate) if words]
    return f"{name} ({', '.join(told)})" if told else name


def say_toll(value: TollValue) -> str:
    """Say a count in the report's words, with the number where the words hide it."""
    wording = make_plain(value.wording)
    digits = wording.replace(",", "")
    number = "" if value.n is None or str(value.n) in digits else f" = {value.n}"
    group = make_plain(value.group or "")
    is_told = not group or group.casefold() in wording.casefold()
    return f"{wording}{number}" + ("" if is_told else f", {group}")


def say_days(value: DateValue) -> str:
    """Say a stretch of days: one day, or both ends."""
    if value.start == value.end:
        return value.start.isoformat()
    return f"{value.start.isoformat()} to {value.end.isoformat()}"


def _say_place(value: PlaceValue) -> str:
    relation = "" if value.relation == "at" else f"{_make_words(value.relation)} "
    country = f", {value.country}" if value.country else ""
    point = "" if value.lat is None or value.lon is None else f" ({value.lat:.2f}, {value.lon:.2f})"
    return f"{relation}{make_plain(value.name)}{country}{point}"


def _say_type(value: TypeValue) -> str:
    mode = f", {_make_words(value.mode)}" if value.mode else ""
    return f"{_make_words(value.type)}{mode}"


def _make_words(code: str) -> str:
    return code.replace("_", " ").replace("-", " ").lower()


def _in_brackets(parts: Sequence[str]) -> str:
    return f" ({', '.join(parts)})" if parts else ""
