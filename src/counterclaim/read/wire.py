"""What a wire service says of an item, in whatever format, and what becomes of it (codebooks 8.4).

A usable item is a report, a canceled one a notice that kills all its versions; a withheld one and
one under embargo are told and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from importlib import resources

import msgspec

from counterclaim.model.report import Edition, PublicationStatus, Report, Signal, make_report
from counterclaim.model.statement import Problem
from counterclaim.read.found import UNNAMED_PUBLISHER, Notice
from counterclaim.read.language import find_code
from counterclaim.read.markup import join_words
from counterclaim.read.moments import Moment
from counterclaim.read.page.text import drop_title
from counterclaim.read.trying import try_report

_BY = re.compile(r"\A\s*by[\s:]+", re.IGNORECASE)
_PART = re.compile(r"[^a-z]+")


class WireItem(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one item of a wire service."""

    guid: str
    version: str | None = None
    status: PublicationStatus = "usable"
    signals: tuple[Signal, ...] = ()
    is_partial: bool = False
    first_created: Moment | None = None
    version_created: Moment | None = None
    #: None where there is no embargo.
    embargo: Embargo | None = None
    headline: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    body: str = ""
    language: str | None = None
    outlet: str | None = None
    #: The note to editors: why it was changed or killed.
    note: str | None = None
    url: str | None = None


class Embargo(msgspec.Struct, frozen=True, kw_only=True):
    """That an item may not be published yet."""

    #: As written; empty where the note to editors says when it ends.
    words: str
    #: None where it has no end that can be read.
    until: datetime | None = None


class _SignalWords(msgspec.Struct, frozen=True):
    """Words of wires for what IPTC calls signals (signals.json)."""

    #: Last part of a code or address of a signal.
    codes: Mapping[str, Signal]
    #: How a note to editors begins, and words that it holds.
    openings: Mapping[str, Signal]
    words: Mapping[str, Signal]


def to_found(item: WireItem, place: str, *, now: datetime) -> Report | Notice | Problem:
    """Turn an item into what is read of it.

    Args:
        item: the item.
        place: where it was read from.
        now: the moment by which embargoes have ended or have not.
    """
    if item.status == "canceled":
        return _make_kill(item, place)
    if item.status == "withheld":
        why = f" ({item.note})" if item.note else ""
        return Problem(kind="withheld", message=f"is withheld by its publisher{why}", where=place)
    if item.embargo is not None and not _is_over(item.embargo, now):
        until = f"until {item.embargo.words}" if item.embargo.words else "until further notice"
        return Problem(kind="embargo", message=f"is under embargo {until}; read it again then", where=place)
    return try_report(lambda: make_wire_report(item, place), place)


def make_wire_report(item: WireItem, path: str) -> Report:
    """Make the report of an item; its day is that on which this version was made.

    A dateline that the body does not begin with stands above it, as it would be printed.
    """
    stated = item.version_created or item.first_created
    body = drop_title(item.body, item.headline)
    if item.dateline and body and not body.casefold().startswith(item.dateline.casefold()):
        body = f"{item.dateline}\n\n{body}"
    is_changed = item.first_created not in (None, item.version_created)
    return make_report(
        body,
        path=path,
        url=item.url,
        outlet=item.outlet,
        title=item.headline,
        language=(find_code(item.language) or item.language) if item.language else None,
        published=stated.day if stated else None,
        published_at=stated.at if stated else None,
        byline=item.byline,
        edition=Edition(
            guid=item.guid,
            version=item.version,
            is_partial=item.is_partial,
            signals=item.signals,
            edited_at=item.version_created.at if item.version_created and is_changed else None,
        ),
    )


def find_signals(codes: Iterable[str], note: str | None) -> tuple[Signal, ...]:
    """Find the signals of an item: those it names, and those its note to editors puts in words.

    Args:
        codes: as `sig:update` or as an address that ends so.
        note: the note to editors.
    """
    known = _load_signal_words()
    found = {known.codes[last] for code in codes if (last := get_last(code)) in known.codes}
    words = [word for word in _PART.split((note or "").lower()) if word]
    if words and words[0] in known.openings:
        found.add(known.openings[words[0]])
    found |= {known.words[word] for word in words if word in known.words}
    return tuple(sorted(found))


def to_status(code: str | None) -> PublicationStatus:
    """Turn a publishing status as written (`stat:canceled`) into one; none is usable."""
    last = get_last(code or "")
    if last in ("canceled", "cancelled"):
        return "canceled"
    return "withheld" if last == "withheld" else "usable"


def make_embargo(words: str, moment: Moment | None) -> Embargo:
    """Make an embargo from its time as written; one without a time zone has no known end."""
    return Embargo(words=words.strip(), until=moment.at if moment else None)


def to_byline(words: str | None) -> str | None:
    """Turn a byline into who wrote it: without "By"."""
    return join_words(_BY.sub("", words)) if words else None


def get_last(code: str) -> str:
    """Return the last part of a code or address, in lower case."""
    return re.split(r"[:/#]", code.strip().lower())[-1]


def get_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def _make_kill(item: WireItem, place: str) -> Notice:
    return Notice(
        guid=item.guid,
        url=item.url,
        by=item.outlet or UNNAMED_PUBLISHER,
        reason=item.note or "canceled without a reason given",
        made_at=item.version_created.at if item.version_created else None,
        where=place,
    )


def _is_over(embargo: Embargo, now: datetime) -> bool:
    return embargo.until is not None and embargo.until <= now


@lru_cache(maxsize=1)
def _load_signal_words() -> _SignalWords:
    file = resources.files("counterclaim.read").joinpath("signals.json")
    return msgspec.json.decode(file.read_bytes(), type=_SignalWords)
