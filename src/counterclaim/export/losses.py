"""What an export could not hold, statement by statement: the content of `losses.json`.

Invariant: every testimony of an exported event is held by its rows or is listed here with a reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import msgspec

from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import Resolution
from counterclaim.policy.base import Testimony

#: Why a statement stands in no column: the format has none for its property; its policy chose
#: another value; a later statement or a retraction took it back; it says what was not ("nobody was
#: hurt by the army"); its value is not among the format's own, or there was no more room.
LossReason = Literal[
    "no_column", "set_aside", "superseded", "retracted", "rejected", "corrected", "negated", "no_code",
    "no_room",
]  # fmt: skip


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that an export does not hold."""

    statement: StatementId
    property: str
    reason: LossReason
    #: The policy's own words where one set it aside.
    why: str | None = None


class EventLosses(msgspec.Struct, frozen=True, kw_only=True):
    """What an export lost of one event."""

    event: str
    lost: tuple[Loss, ...]


class Skip(msgspec.Struct, frozen=True, kw_only=True):
    """An event that the format has no row for."""

    event: str
    reason: str


class Losses(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an export could not hold."""

    #: In plain words, whatever the events say.
    cannot_hold: tuple[str, ...] = ()
    #: Number of rows written.
    rows: int = 0
    #: In the order of the events' ids.
    events: tuple[EventLosses, ...] = ()
    skipped: tuple[Skip, ...] = ()

    def count_reasons(self) -> Mapping[str, int]:
        """Count the lost statements by reason."""
        return _count(loss.reason for event in self.events for loss in event.lost)

    def count_properties(self) -> Mapping[str, int]:
        """Count the lost statements by property."""
        return _count(loss.property for event in self.events for loss in event.lost)

    def count_skips(self) -> Mapping[str, int]:
        """Count the skipped events by reason."""
        return _count(skip.reason for skip in self.skipped)


def make_event_losses(
    event: str,
    testimonies: Iterable[Testimony],
    *,
    held: Collection[StatementId],
    resolutions: Iterable[Resolution] = (),
    reasons: Mapping[str, LossReason] | None = None,
) -> EventLosses:
    """Make the losses of an event from what its rows hold.

    Args:
        event: its id.
        testimonies: everything said about it.
        held: the statements whose value stands in a row.
        resolutions: what the policies of its rows decided; their words explain what was set aside.
        reasons: for properties, the reason that holds where nothing closer is known; `no_column`
            for those not named.
    """
    whys = {aside.statement: aside.why for each in resolutions for aside in each.set_aside}
    lost = tuple(
        _judge_loss(each, whys.get(each.statement.id), reasons or {})
        for each in testimonies
        if each.statement.id not in held
    )
    return EventLosses(event=event, lost=tuple(sorted(lost, key=lambda loss: loss.statement)))


def _judge_loss(testimony: Testimony, why: str | None, reasons: Mapping[str, LossReason]) -> Loss:
    statement = testimony.statement
    reason: LossReason
    if testimony.status != "current":
        reason, why = testimony.status, why or testimony.status_note
    elif why is not None:
        reason = "set_aside"
    elif statement.polarity == "-" and statement.property != "responsibility":
        reason = "negated"
    else:
        reason = reasons.get(statement.property, "no_column")
    return Loss(statement=statement.id, property=statement.property, reason=reason, why=why)


def encode_losses(losses: Losses, format: str) -> bytes:
    """Encode losses as indented JSON with totals, UTF-8."""
    document = {
        "format": format,
        "cannot_hold": losses.cannot_hold,
        "totals": {
            "rows": losses.rows,
            "lost": sum(losses.count_reasons().values()),
            "lost_by_reason": losses.count_reasons(),
            "lost_by_property": losses.count_properties(),
            "skipped": len(losses.skipped),
            "skipped_by_reason": losses.count_skips(),
        },
        "events": {each.event: [_to_object(loss) for loss in each.lost] for each in losses.events},
        "skipped": {each.event: each.reason for each in losses.skipped},
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _to_object(loss: Loss) -> dict[str, str]:
    fields: dict[str, str | None] = msgspec.to_builtins(loss)
    return {name: value for name, value in fields.items() if value is not None}


def _count(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
