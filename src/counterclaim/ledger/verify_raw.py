"""Verify the raw bytes of a ledger: those of every receipt are there, and are what they were."""

from __future__ import annotations

from collections import Counter
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
    #: Receipts for these bytes, the first among them.
    receipts: int
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
    counts: Counter[str] = Counter()
    for receipt in ledger.iter_receipts():
        receipts.setdefault(receipt.raw_sha256, receipt)
        counts[receipt.raw_sha256] += 1
    judged = ((receipt, _judge(ledger, receipt)) for receipt in receipts.values())
    faults = tuple(
        RawFault(receipt=receipt, receipts=counts[receipt.raw_sha256], reason=reason)
        for receipt, reason in judged
        if reason
    )
    return RawVerification(
        sound=len(receipts) - len(faults),
        faults=faults,
        unreceipted=tuple(name for name in ledger.raw.iter_names() if name not in receipts),
    )


def _judge(ledger: Ledger, receipt: Receipt) -> str | None:
    try:
        with ledger.raw.open(receipt.raw_sha256) as stream:
            found = hash_stream(stream)
    except (LedgerError, OSError):
        return "its raw bytes are missing"
    if found == RawUnit(sha256=receipt.raw_sha256, size=receipt.size):
        return None
    return f"its raw bytes were changed: there are {found.size} of them, with the hash {found.sha256}"
