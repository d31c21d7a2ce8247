"""Go through events one by one: make the rows of each, and count what they do not hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from counterclaim.export.losses import EventLosses, Losses, LossReason, Skip, make_event_losses
from counterclaim.export.record import EventFile, EventSet
from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import Resolution

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Generic[Row]):
    """The rows of one event."""

    rows: Sequence[Row]
    #: The statements whose value stands in a row.
    held: Collection[StatementId]
    #: What the policies of the rows decided.
    resolutions: Iterable[Resolution] = ()


def write_each(
    events: EventSet,
    make: Callable[[EventFile], Made[Row] | Skip],
    emit: Callable[[Row], object],
    *,
    cannot_hold: Sequence[str],
    reasons: dict[str, LossReason] | None = None,
) -> Losses:
    """Write the rows of every event in the order of their ids, and return what they do not hold.

    The order in which reports were added does not show.

    Args:
        events: what to export.
        make: makes the rows of one event, or says why it has none.
        emit: writes one row.
        cannot_hold: what the format cannot hold, whatever the events say, in plain words.
        reasons: see `make_event_losses`.
    """
    done: list[tuple[str, Sequence[Row], EventLosses]] = []
    skipped: list[Skip] = []
    for file in events.iter_files():
        made = make(file)
        if isinstance(made, Skip):
            skipped.append(made)
            continue
        lost = make_event_losses(
            file.id, file.testimonies, held=made.held, resolutions=made.resolutions, reasons=reasons
        )
        done.append((file.id, made.rows, lost))
    done.sort(key=lambda each: each[0])
    for _, rows, _ in done:
        for row in rows:
            emit(row)
    return Losses(
        cannot_hold=tuple(cannot_hold),
        rows=sum(len(rows) for _, rows, _ in done),
        events=tuple(lost for *_, lost in done),
        skipped=tuple(sorted(skipped, key=lambda skip: skip.event)),
    )
