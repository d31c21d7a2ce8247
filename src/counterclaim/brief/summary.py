"""One line of a list of events: date, place, killed by the words, who says who is responsible.

Only the count is chosen, by cc.interval/1: it spans what the words allow. Every position keeps its
speakers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from counterclaim.brief.plain import make_plain
from counterclaim.brief.words import load_brief_words, say_kind
from counterclaim.ledger.base import Event, EventId
from counterclaim.model.ids import ReportId
from counterclaim.model.resolution import Figure
from counterclaim.model.statement import MentionRole, Statement
from counterclaim.model.values import DateValue, PlaceValue, Position
from counterclaim.policy.base import Case
from counterclaim.policy.catalog import DEFAULT_POLICY, resolve
from counterclaim.policy.claim_status import judge_claim_status
from counterclaim.policy.disputes import find_disputes
from counterclaim.policy.history import make_matrix
from counterclaim.policy.positions import read_positions

#: Name and version of the lines of `events --format jsonl`.
SUMMARY_SCHEMA = "counterclaim-events/1"


class Days(msgspec.Struct, frozen=True):
    """A stretch of days as the words name it, both ends included."""

    start: date
    end: date


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes a position on a party's responsibility."""

    actor: str
    position: Position
    #: Innermost speakers by their party or name; None is a report's own voice.
    speakers: tuple[str | None, ...]


class EventSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of events."""

    schema: str = SUMMARY_SCHEMA
    event: EventId
    role: MentionRole
    type: str
    mode: str | None
    label: str
    reports: tuple[ReportId, ...]
    dates: tuple[Days, ...]
    places: tuple[str, ...]
    #: By cc.interval/1; None when no current count of everyone is given: silence is not zero.
    killed: Figure | None
    responsibility: tuple[Stand, ...]
    #: By `cc.claim_status/1`; unknown where nothing is said.
    claim_status: str
    #: How many questions are in dispute.
    disputes: int


def make_summary(case: Case) -> EventSummary:
    """Make the line of an event from what still stands."""
    statements = [each.statement for each in case.testimonies if each.status == "current"]
    mention = case.event.lead.mention
    killed = resolve(DEFAULT_POLICY, "killed", case).value
    return EventSummary(
        event=case.event.id,
        role=mention.role,
        type=mention.type,
        mode=mention.mode,
        label=mention.label,
        reports=tuple(dict.fromkeys(record.report.id for record in case.event.mentions)),
        dates=_find_dates(statements),
        places=_find_places(statements),
        killed=killed if isinstance(killed, Figure) else None,
        responsibility=find_stands(case),
        claim_status=judge_claim_status(read_positions(case)).status,
        disputes=len(find_disputes(case)),
    )


def find_stands(case: Case) -> tuple[Stand, ...]:
    """Find who takes which position that still stands, grouped by party, as in the matrix."""
    voices: dict[tuple[str, Position], dict[str | None, None]] = {}
    for cell in make_matrix(case):
        if cell.status == "current":
            voices.setdefault((cell.actor, cell.position), {})[None if cell.is_narrator else cell.voice] = (
                None
            )
    return tuple(
        Stand(actor=actor, position=position, speakers=tuple(speakers))
        for (actor, position), speakers in voices.items()
    )


def say_event_kind(summary: EventSummary, event: Event) -> str:
    """Say the kind of an event and its short words, and how much of it is in dispute."""
    kind = f"{say_kind(event.lead.mention)}: {make_plain(summary.label)}"
    if not summary.disputes:
        return kind
    return f"{kind}\n{summary.disputes} dispute{'' if summary.disputes == 1 else 's'}"


def say_stands(stands: Sequence[Stand]) -> str:
    """Say the positions on responsibility, a line a party, every position beside its speakers."""
    lines: dict[str, list[str]] = {}
    for stand in stands:
        lines.setdefault(stand.actor, []).append(_say_stand(stand))
    return "\n".join(f"{make_plain(actor)}: {'; '.join(said)}" for actor, said in lines.items())


def say_days(days: Sequence[Days]) -> str:
    """Say stretches of days, each on a line of its own."""
    return "\n".join(
        each.start.isoformat() + ("" if each.start == each.end else f" to {each.end.isoformat()}")
        for each in days
    )


def _find_dates(statements: Sequence[Statement]) -> tuple[Days, ...]:
    dates = (each.value for each in statements if isinstance(each.value, DateValue) and each.polarity == "+")
    return tuple(dict.fromkeys(Days(value.start, value.end) for value in dates))


def _find_places(statements: Sequence[Statement]) -> tuple[str, ...]:
    places = (
        each.value for each in statements if isinstance(each.value, PlaceValue) and each.polarity == "+"
    )
    return tuple(dict.fromkeys(value.name for value in places))


def _say_stand(stand: Stand) -> str:
    words = load_brief_words()
    speakers = (words.narrator if name is None else make_plain(name) for name in stand.speakers)
    return f"{words.positions[stand.position]} {', '.join(speakers)}"
