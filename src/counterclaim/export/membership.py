"""Which mentions make which event, as a file beside a ledger's rows: derived, never loaded again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from counterclaim.export.record import EventSet
from counterclaim.ledger.base import MentionRecord

#: Stem of the file that a dump of the ledger has beside those of its rows.
EVENT_TABLE = "event"


def write_membership(events: EventSet, path: Path) -> int:
    """Write a line a mention: its event, report, coder and role; return the number of events."""
    count = 0
    with path.open("wb") as out:
        for file in events.iter_files():
            count += 1
            for line in _iter_lines(file.id, file.dossier.event.mentions):
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
