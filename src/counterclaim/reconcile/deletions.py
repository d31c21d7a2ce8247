"""Find what a channel has deleted: messages that the ledger holds and a later export has no more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import IO

from counterclaim.errors import ReportError
from counterclaim.ledger.base import Ledger
from counterclaim.read.formats.telegram import ChatIds, find_vanished, read_chat_ids
from counterclaim.read.found import Notice
from counterclaim.reconcile.index import find_known_guids

#: Guids that are looked up at once.
BATCH = 500
#: Widest span of ids of one chat; no chat has as many messages, and a made-up one would never end.
MAX_SPAN = 50_000_000


def find_deletions(ledger: Ledger, export: IO[bytes], *, where: str) -> Iterator[Notice]:
    """Find the messages that the ledger holds and an export of their channel should have, but has not.

    Args:
        ledger: what earlier exports gave.
        export: a whole export of Telegram Desktop; one that somebody filtered would delete the rest.
        where: its name.

    Raises:
        ReportError: its ids cannot be those of a chat.
    """
    for chat in read_chat_ids(export):
        if max(chat.ids) - min(chat.ids) > MAX_SPAN:
            raise ReportError(f"{where}: ids of {chat.name} are too far apart to be those of a chat")
        for guids in _iter_gaps(chat):
            yield from find_vanished(find_known_guids(ledger, guids), (chat,), where=where)


def _iter_gaps(chat: ChatIds) -> Iterator[tuple[str, ...]]:
    """Iterate over the guids between the first and the last message that an export lacks, in batches."""
    missing = (number for number in range(min(chat.ids), max(chat.ids)) if number not in chat.ids)
    while batch := tuple(f"{chat.guid}/{number}" for number in islice(missing, BATCH)):
        yield batch
