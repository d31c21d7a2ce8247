"""Versions: what one address showed at different times.

A later version replaces the earlier one (codebooks 9.1, `supersedes`). It is no copy, which would
add reach, and no second voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import resources
from itertools import groupby
from operator import attrgetter
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from counterclaim.model.ids import ReportId
from counterclaim.model.report import Report

_DEFAULT_PORTS = {"http": 80, "https": 443}


class _AddressWords(msgspec.Struct, frozen=True):
    """Parameters of addresses that tell how a reader came, and not what is read."""

    tracking_prefixes: tuple[str, ...]
    tracking: frozenset[str]


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What tells the versions of an address apart and in which order they came."""

    report: ReportId
    #: See `make_address`.
    address: str
    text_sha256: str
    #: When the report was published; a day without an hour counts from its start, in UTC.
    published: datetime | None
    #: When the ledger first recorded it.
    recorded_at: datetime


def make_edition(report: Report, *, recorded_at: datetime) -> Edition | None:
    """Make the edition of a report; None where its URL names no item."""
    address = make_address(report.url)
    if address is None:
        return None
    return Edition(
        report=report.id,
        address=address,
        text_sha256=report.text_sha256,
        published=_find_moment(report),
        recorded_at=recorded_at,
    )


def make_address(url: str | None) -> str | None:
    """Make the address of one item: scheme, www, fragment and tracking parameters do not count.

    Returns:
        None where the URL names no item: none given, or the front page of a site, which shows
        another item every day.
    """
    try:
        parts = urlsplit(url.strip()) if url else None
        port = parts.port if parts else None
    except ValueError:
        return None
    if parts is None or parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        return None
    path = parts.path.rstrip("/")
    query = urlencode(sorted(_iter_parameters(parts.query)))
    if not (path or query):
        return None
    host = parts.hostname.removeprefix("www.")
    shown = f":{port}" if port and port != _DEFAULT_PORTS[parts.scheme.lower()] else ""
    return f"{host}{shown}{path}" + (f"?{query}" if query else "")


def find_successors(editions: Iterable[Edition]) -> Mapping[ReportId, ReportId]:
    """Find each replaced report's next version: the next other text of the same address.

    Versions stand in the order of their publication. Where one of an address has no day, the order
    is that in which the ledger recorded them; it also decides between versions of one moment.
    """
    groups: dict[str, list[Edition]] = {}
    for each in editions:
        groups.setdefault(each.address, []).append(each)
    return {report: after for _, group in sorted(groups.items()) for report, after in _iter_successors(group)}


def _iter_successors(group: Sequence[Edition]) -> Iterator[tuple[ReportId, ReportId]]:
    """Iterate over the pairs of a report and its next version within one address."""
    texts = [tuple(same) for _, same in groupby(_sort_editions(group), key=attrgetter("text_sha256"))]
    for former, latter in zip(texts, texts[1:], strict=False):
        for each in former:
            yield each.report, latter[0].report


def _sort_editions(group: Sequence[Edition]) -> list[Edition]:
    all_dated = all(each.published for each in group)

    def make_key(each: Edition) -> tuple[datetime, datetime, str]:
        moment = each.published if all_dated else None
        return (moment or each.recorded_at, each.recorded_at, each.report)

    return sorted(group, key=make_key)


def _find_moment(report: Report) -> datetime | None:
    if report.published_at:
        zoned = report.published_at.tzinfo is not None
        return report.published_at.astimezone(UTC) if zoned else report.published_at.replace(tzinfo=UTC)
    return datetime.combine(report.published, time(), UTC) if report.published else None


def _iter_parameters(query: str) -> Iterator[tuple[str, str]]:
    words = _load_words()
    for name, value in parse_qsl(query, keep_blank_values=True):
        folded = name.casefold()
        if folded not in words.tracking and not folded.startswith(words.tracking_prefixes):
            yield name, value


@lru_cache
def _load_words() -> _AddressWords:
    file = resources.files("counterclaim.reconcile").joinpath("addresses.json")
    return msgspec.json.decode(file.read_bytes(), type=_AddressWords)
