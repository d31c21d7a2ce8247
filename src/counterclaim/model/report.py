"""One published version of one item."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from counterclaim.model.ids import ReportId, make_id, make_text_hash

#: How the publication date is known: printed in the text, given beside it, printed with day and
#: month swapped and put right, taken for granted on request, or not at all.
PublishedBasis = Literal["stated", "metadata", "repaired", "assumed", "unknown"]


#: IPTC's publishing status of an item; a canceled one was killed by its publisher.
PublicationStatus = Literal["usable", "withheld", "canceled"]
#: What a publisher says of a new version of an item (NewsML-G2 `signal`, and the wires' own words).
Signal = Literal["update", "correction", "cwarn", "writethru"]


class Edition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a feed, wire or channel tells of this version of its item (codebooks 8.4, 8.9)."""

    #: The publisher's own id of the item, the same for all its versions.
    guid: str | None = None
    #: The publisher's own number of the version.
    version: str | None = None
    status: PublicationStatus = "usable"
    #: The publisher gives only a part here: the teaser in a feed, an item marked as incomplete.
    is_partial: bool = False
    signals: tuple[Signal, ...] = ()
    #: When the publisher last changed the item.
    edited_at: datetime | None = None
    #: Whose message it passes on, as named there.
    forwarded_from: str | None = None
    #: The publisher's id of the item that it answers.
    reply_to: str | None = None
    #: The party whose own channel it appeared in: its "we" is that party.
    party: str | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published version of one item: the exact text and what is known of its publication."""

    #: Content id, see `make_report`; unchanged when the publication date is repaired.
    id: ReportId
    #: The exact text; every offset of the product counts its code points.
    text: str
    #: SHA-256 of the text's UTF-8 bytes, hexadecimal.
    text_sha256: str
    #: Where the report was read from, as the user named it; None when it came from memory.
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    #: ISO 639-1 code; None when unknown.
    language: str | None = None
    #: Day of publication in the report's own calendar; None when unknown.
    published: date | None = None
    published_basis: PublishedBasis = "unknown"
    #: The instant of publication, with its zone, where the metadata tells it.
    published_at: datetime | None = None
    #: None where nothing beside the text tells of versions.
    edition: Edition | None = None


def make_report(
    text: str,
    *,
    path: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    language: str | None = None,
    published: date | None = None,
    published_at: datetime | None = None,
    byline: tuple[str, ...] = (),
    edition: Edition | None = None,
) -> Report:
    """Make a Report from its text and metadata; the path and the byline are no part of its id.

    Args:
        text: the exact text, newlines as `\\n`.
        path: where it was read from.
        url: where it was published.
        outlet: who published it.
        title: its headline where that is not part of the text.
        language: ISO 639-1 code.
        published: day of publication given beside the text (basis `metadata`).
        published_at: instant of publication, with its zone; it does not stand for the day.
        byline: who wrote it.
        edition: what its publisher tells of this version; an empty one is none.
    """
    text_sha256 = make_text_hash(text)
    fields: dict[str, object] = {
        "url": url,
        "outlet": outlet,
        "title": title,
        "language": language,
        "published": published.isoformat() if published else None,
        "text_sha256": text_sha256,
    }
    if published_at:
        # Left out where unknown, so that reports without it keep the ids they always had.
        fields["published_at"] = published_at.isoformat()
    edition = None if edition == Edition() else edition
    if edition:
        fields["edition"] = edition
    return Report(
        id=ReportId(make_id("rep", fields)),
        text=text,
        text_sha256=text_sha256,
        path=path,
        url=url,
        outlet=outlet,
        title=title,
        byline=byline,
        language=language,
        published=published,
        published_basis="metadata" if published else "unknown",
        published_at=published_at,
        edition=edition,
    )
