"""Verify the raw bytes of a ledger: those of every receipt and notice are there, and are what they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.raw import hash_stream
from counterclaim.model.custody import KeptNotice, Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFault:
    """A receipt, or a notice, whose raw bytes are missing or changed."""

    #: The first receipt for these bytes, else the first notice.
    receipt: Receipt | KeptNotice
    #: Receipts and notices for these bytes, the first among them.
    receipts: int
    #: What is wrong, as a clause.
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawVerification:
    """What verifying the raw bytes of a ledger found."""

    #: Units of raw bytes that have a receipt and are sound.
    sound: int
    faults: tuple[RawFault, ...]
    #: Names of bytes that no receipt or notice is for: of files without a report that could be coded, or of
    #: an adding that was cut short.
    unreceipted: tuple[str, ...]


def verify_raw(ledger: Ledger) -> RawVerification:
    """Verify the bytes of every receipt and notice, each once, against their name and size."""
    receipts: dict[str, Receipt | KeptNotice] = {}
    counts: Counter[str] = Counter()
    kept: Iterator[Receipt | KeptNotice] = chain(ledger.iter_receipts(), ledger.iter_notices())
    for receipt in kept:
        if receipt.raw_sha256 is not None:
            receipts.setdefault(receipt.raw_sha256, receipt)
            counts[receipt.raw_sha256] += 1
    judged = ((name, receipt, _judge(ledger, name, receipt.size)) for name, receipt in receipts.items())
    faults = tuple(
        RawFault(receipt=receipt, receipts=counts[name], reason=reason)
        for name, receipt, reason in judged
        if reason
    )
    return RawVerification(
        sound=len(receipts) - len(faults),
        faults=faults,
        unreceipted=tuple(name for name in ledger.raw.iter_names() if name not in receipts),
    )


def _judge(ledger: Ledger, name: str, size: int | None) -> str | None:
    try:
        with ledger.raw.open(name) as stream:
            found = hash_stream(stream)
    except (LedgerError, OSError):
        return "its raw bytes are missing"
    if found == (name, size):
        return None
    return f"its raw bytes were changed: there are {found.size} of them, with the hash {found.sha256}"
