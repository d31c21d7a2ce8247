"""Accounts: each voice's version of an event, its counts over time and its positions."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from counterclaim.model.ids import ReportId, StatementId
from counterclaim.model.values import Position


class TollPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One count that a voice gave at one time."""

    statement: StatementId
    report: ReportId
    outlet: str | None
    #: Smallest and largest count that the words allow; None where they set no bound.
    low: int | None
    high: int | None
    #: The number phrase as written.
    wording: str
    #: The day on which the voice said it, else that of the report.
    said_on: date | None
    published_at: datetime | None
    recorded_at: datetime
    #: current, superseded or retracted.
    status: str
    #: Why it no longer stands; None while it does.
    status_note: str | None
    #: True when the voice denies the count.
    is_denied: bool = False


class TollTrack(msgspec.Struct, frozen=True, kw_only=True):
    """How one voice counted one harm over time."""

    #: killed, injured, missing, captured, arrested or displaced.
    harm: str
    #: Who is counted, in folded words; None for everyone.
    group: str | None
    #: The voice; the outlet where a report speaks itself, None where that is unknown.
    voice: str | None
    #: True when a report speaks in its own voice.
    is_narrator: bool
    #: In order of publication, then of recording.
    points: tuple[TollPoint, ...]


class MatrixCell(msgspec.Struct, frozen=True, kw_only=True):
    """The statements by which one voice takes one position on one party."""

    #: The party whose responsibility is at stake, by the rule of `policy/parties.py`; `nobody` for a
    #: missing claim.
    actor: str
    position: Position
    #: The voice; the outlet where a report speaks itself, None where that is unknown.
    voice: str | None
    #: True when a report speaks in its own voice.
    is_narrator: bool
    #: current, withdrawn, superseded or retracted.
    status: str
    statements: tuple[StatementId, ...]
