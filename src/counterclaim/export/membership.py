"""Which mentions make which event, as a file beside a ledger's rows: derived, never loaded again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from counterclaim.ledger.base import Ledger, MentionRecord
from counterclaim.reconcile.events import iter_dossiers

#: Stem of the file that a dump of the ledger has beside those of its rows.
EVENT_TABLE = "event"


def write_membership(ledger: Ledger, path: Path) -> int:
    """Write a line a mention: its event, report, coder and role; return the number of events.

    The events are all of the ledger, as its rows are, whichever were asked for.
    """
    count = 0
    with path.open("wb") as out:
        for dossier in iter_dossiers(ledger):
            count += 1
            for line in _iter_lines(dossier.event.id, dossier.event.mentions):
                out.write(line + b"\n")
    return count


def _iter_lines(event: str, mentions: tuple[MentionRecord, ...]) -> Iterator[bytes]:
    for record in mentions:
        yield msgspec.json.encode(
            {
                "event": event,
                "mention_key": record.key,
                "report": record.report.id,
                "coder": record.coder,
                "mention": record.mention.id,
                "role": record.mention.role,
            }
        )
