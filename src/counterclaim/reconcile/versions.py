"""Versions: what one item said at different times, told by its publisher's id of it or by its address.

A later version replaces the earlier one (codebooks 9.1, `supersedes`). It is no copy, which would
add reach, and no second voice. An id counts within its outlet: two feeds may both number from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import resources
from itertools import groupby, pairwise
from operator import attrgetter
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from counterclaim.model.ids import ReportId
from counterclaim.model.report import Report, Signal
from counterclaim.read.outlets import make_outlet_key
from counterclaim.reconcile.components import find_components

#: Digits of the longest number of a version that is read.
LONGEST_NUMBER = 18
_DEFAULT_PORTS = {"http": 80, "https": 443}


class _AddressWords(msgspec.Struct, frozen=True):
    """Parameters of addresses that tell how a reader came, and not what is read."""

    tracking_prefixes: tuple[str, ...]
    tracking: frozenset[str]


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What tells the versions of an item apart and in which order they came."""

    report: ReportId
    #: See `make_address`; None where its URL names no item.
    address: str | None
    text_sha256: str
    #: When this version was published, or edited; a day without an hour counts from its start, in UTC.
    published: datetime | None
    #: When the ledger first recorded it.
    recorded_at: datetime
    #: Only the day of publication is known.
    is_day: bool = False
    #: The publisher's id of the item, and the publisher, whose ids these are.
    guid: str | None = None
    outlet: str | None = None
    #: The publisher's number of the version, where it is a whole number.
    number: int | None = None
    signals: tuple[Signal, ...] = ()
    #: Only a part of the item, and not known to be newer than the rest: the teaser of a feed.
    is_teaser: bool = False


def make_edition(report: Report, *, recorded_at: datetime) -> Edition | None:
    """Make the edition of a report; None where neither an id nor its URL names an item."""
    address, told = make_address(report.url), report.edition
    guid = told.guid if told else None
    if address is None and guid is None:
        return None
    return Edition(
        report=report.id,
        address=address,
        text_sha256=report.text_sha256,
        published=_find_moment(report),
        recorded_at=recorded_at,
        is_day=_find_instant(report) is None,
        guid=guid,
        outlet=make_outlet_key(report.outlet) if report.outlet else None,
        number=_read_number(told.version) if told and told.version else None,
        signals=told.signals if told else (),
        is_teaser=told is not None and told.is_partial and told.edited_at is None and told.version is None,
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
    """Find each replaced report's next version of the same item.

    That is its next other text, or the same text where its publisher tells another moment of it, as for
    a changed headline. A teaser comes before every text, for it must not replace one. Versions stand in
    the order of their publisher's numbers; where one has none, in that of their publication; where one
    has no day, in that in which the ledger recorded them, which also decides between versions of one
    moment.
    """
    by_report = {each.report: each for each in editions}
    items = find_components(_iter_links(tuple(by_report.values())))
    groups: dict[ReportId, list[Edition]] = {}
    for report, item in items.items():
        groups.setdefault(item, []).append(by_report[report])
    return {report: after for _, group in sorted(groups.items()) for report, after in _iter_successors(group)}


def find_corrected(
    editions: Iterable[Edition], successors: Mapping[ReportId, ReportId]
) -> frozenset[ReportId]:
    """Find the reports whose next version its publisher calls a correction."""
    corrections = {each.report for each in editions if "correction" in each.signals}
    return frozenset(report for report, after in successors.items() if after in corrections)


def _iter_links(editions: Sequence[Edition]) -> Iterator[tuple[ReportId, ReportId]]:
    """Iterate over pairs of versions of one item."""
    for group in (*_group(editions, _get_own_id), *_group(editions, attrgetter("address"))):
        # One address may show many items, such as the entries of a live page: their ids tell them apart.
        several = len({each.guid for each in group} - {None}) > 1
        for same in _group(group, attrgetter("guid")) if several else (group,):
            yield from ((same[0].report, each.report) for each in same)


def _group(editions: Iterable[Edition], get_name: Callable[[Edition], object]) -> Iterable[list[Edition]]:
    """Group editions by what names their item; those without such a name are left out."""
    groups: dict[object, list[Edition]] = {}
    for each in editions:
        if (name := get_name(each)) is not None:
            groups.setdefault(name, []).append(each)
    return groups.values()


def _get_own_id(edition: Edition) -> tuple[str, str | None] | None:
    return (edition.guid, edition.outlet) if edition.guid is not None else None


def _iter_successors(group: Sequence[Edition]) -> Iterator[tuple[ReportId, ReportId]]:
    """Iterate over the pairs of a report and its next version within one item."""
    versions = [tuple(same) for _, same in groupby(_sort_editions(group), key=_get_version)]
    for former, latter in pairwise(versions):
        for each in former:
            yield each.report, latter[0].report


def _get_version(edition: Edition) -> tuple[str, datetime | None]:
    return edition.text_sha256, None if edition.is_day else edition.published


def _sort_editions(group: Sequence[Edition]) -> list[Edition]:
    all_numbered = all(each.number is not None for each in group)
    all_dated = all(each.published for each in group)

    def make_key(each: Edition) -> tuple[bool, int, datetime, datetime, str]:
        moment = each.published if all_dated else None
        number = each.number if all_numbered else None
        return (
            not each.is_teaser,
            number or 0,
            moment or each.recorded_at,
            each.recorded_at,
            each.report,
        )

    return sorted(group, key=make_key)


def to_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; one that names no zone is taken to be in it."""
    return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _find_moment(report: Report) -> datetime | None:
    if told := _find_instant(report):
        return to_utc(told)
    return datetime.combine(report.published, time(), UTC) if report.published else None


def _find_instant(report: Report) -> datetime | None:
    return (report.edition.edited_at if report.edition else None) or report.published_at


def _read_number(version: str) -> int | None:
    """Read a publisher's number of a version; publishers also write instants and words there."""
    return (
        int(version) if version.isascii() and version.isdigit() and len(version) <= LONGEST_NUMBER else None
    )


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
