"""Custody: where a report's bytes came from, and what was withdrawn, by whom and why."""

from __future__ import annotations

from datetime import datetime
from typing import NewType

import msgspec

from counterclaim.model.ids import ReportId, make_id

ReceiptId = NewType("ReceiptId", str)
RetractionId = NewType("RetractionId", str)
NoticeId = NewType("NoticeId", str)


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """That a report was read from these bytes; the bytes are kept under their own hash."""

    id: ReceiptId
    report: ReportId
    #: SHA-256 of the raw bytes, hexadecimal: their name in the store of raw bytes.
    raw_sha256: str
    #: Number of raw bytes.
    size: int
    #: Where the bytes were read from, as the user named it: path or URL.
    origin: str | None = None
    #: Where in the bytes the report stands ("line 3"), for files that hold several.
    part: str | None = None


class Retraction(msgspec.Struct, frozen=True, kw_only=True):
    """That a report was withdrawn; it stays in the ledger and counts no more."""

    id: RetractionId
    report: ReportId
    #: Who withdraws it: a person's name, or the outlet that killed it.
    by: str
    reason: str
    made_at: datetime


class KeptNotice(msgspec.Struct, frozen=True, kw_only=True):
    """A publisher's notice as a ledger keeps it: that an item, here or not, is withdrawn."""

    id: NoticeId
    #: The publisher's id of the item; None where only the address is known.
    guid: str | None = None
    url: str | None = None
    #: Who withdraws it, as named there: outlet or channel.
    by: str
    #: In the publisher's words where it gives any.
    reason: str
    #: What the notice tells of its own time.
    made_at: datetime | None = None
    #: When it was first read here.
    noted_at: datetime
    #: SHA-256 of the raw bytes it was read from, hexadecimal; None when it came from memory.
    raw_sha256: str | None = None
    #: Number of raw bytes.
    size: int | None = None
    #: File, and line or record.
    origin: str | None = None

    @property
    def moment(self) -> datetime:
        """Return when the item was withdrawn, as far as it is known."""
        return self.made_at or self.noted_at


def make_receipt(
    *, report: ReportId, raw_sha256: str, size: int, origin: str | None = None, part: str | None = None
) -> Receipt:
    """Make the receipt for a report's bytes; reading the same bytes again gives the same id."""
    fields = {"report": report, "raw_sha256": raw_sha256, "origin": origin, "part": part}
    return Receipt(
        id=ReceiptId(make_id("rcp", fields)),
        report=report,
        raw_sha256=raw_sha256,
        size=size,
        origin=origin,
        part=part,
    )


def make_retraction(*, report: ReportId, by: str, reason: str, made_at: datetime) -> Retraction:
    """Make a retraction of a report."""
    fields = {"report": report, "by": by, "reason": reason, "made_at": made_at.isoformat()}
    return Retraction(
        id=RetractionId(make_id("ret", fields)), report=report, by=by, reason=reason, made_at=made_at
    )


def make_kept_notice(
    *,
    guid: str | None,
    url: str | None,
    by: str,
    reason: str,
    made_at: datetime | None,
    noted_at: datetime,
    raw_sha256: str | None = None,
    size: int | None = None,
    origin: str | None = None,
) -> KeptNotice:
    """Make a notice to keep; reading the same words again, at any time and place, gives the same id."""
    fields = {
        "guid": guid,
        "url": url,
        "by": by,
        "reason": reason,
        "made_at": made_at.isoformat() if made_at else None,
    }
    return KeptNotice(
        id=NoticeId(make_id("ntc", fields)),
        guid=guid,
        url=url,
        by=by,
        reason=reason,
        made_at=made_at,
        noted_at=noted_at,
        raw_sha256=raw_sha256,
        size=size,
        origin=origin,
    )
