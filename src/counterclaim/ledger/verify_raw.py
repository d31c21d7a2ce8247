"""Verify the raw bytes of a ledger: those of every receipt are there, and are what they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.raw import RawUnit, hash_stream
from counterclaim.model.custody import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFault:
    """A receipt whose raw bytes are missing or changed."""

    #: The first receipt for these bytes.
    receipt: Receipt
    #: What is wrong, as a clause.
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawVerification:
    """What verifying the raw bytes of a ledger found."""

    #: Units of raw bytes that have a receipt and are sound.
    sound: int
    faults: tuple[RawFault, ...]
    #: Names of bytes that no receipt is for: of files without a report that could be coded, or of
    #: an adding that was cut short.
    unreceipted: tuple[str, ...]


def verify_raw(ledger: Ledger) -> RawVerification:
    """Verify the bytes of every receipt, each once, against their name and size."""
    receipts: dict[str, Receipt] = {}
    for receipt in ledger.iter_receipts():
        receipts.setdefault(receipt.raw_sha256, receipt)
    faults = tuple(_iter_faults(ledger, receipts.values()))
    return RawVerification(
        sound=len(receipts) - len(faults),
        faults=faults,
        unreceipted=tuple(name for name in ledger.raw.iter_names() if name not in receipts),
    )


def _iter_faults(ledger: Ledger, receipts: Iterable[Receipt]) -> Iterator[RawFault]:
    for receipt in receipts:
        reason = _judge(ledger, receipt)
        if reason:
            yield RawFault(receipt=receipt, reason=reason)


def _judge(ledger: Ledger, receipt: Receipt) -> str | None:
    try:
        with ledger.raw.open(receipt.raw_sha256) as stream:
            found = hash_stream(stream)
    except (LedgerError, OSError):
        return "its raw bytes are missing"
    if found == RawUnit(sha256=receipt.raw_sha256, size=receipt.size):
        return None
    return f"its raw bytes were changed: there are {found.size} of them, with the hash {found.sha256}"
