"""Read reports from files, folders, addresses and standard input; what cannot be read becomes a Problem."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import IO, cast

import msgspec

from counterclaim.errors import ReportError
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.model.statement import Problem
from counterclaim.read.catalog import FORMATS, HEAD, InputFormat, detect_format, load_reader
from counterclaim.read.columns import Columns
from counterclaim.read.custodian import Custodian
from counterclaim.read.encoding import find_charset
from counterclaim.read.found import UNNAMED_PUBLISHER, Found, Notice
from counterclaim.read.guard import MAX_SECONDS, iter_guarded
from counterclaim.read.outlets import NO_OUTLETS, Outlets, settle_notice, settle_outlet
from counterclaim.read.page.address import is_address
from counterclaim.read.paths import STDIN, iter_paths
from counterclaim.read.text import make_printable
from counterclaim.read.trying import to_problem
from counterclaim.read.web.fetched import Fetch, Fetched


def read_reports(
    paths: Sequence[str],
    *,
    input_format: InputFormat | None = None,
    published: date | None = None,
    outlet: str | None = None,
    party: str | None = None,
    custodian: Custodian | None = None,
    fetch: Fetch | None = None,
    outlets: Outlets = NO_OUTLETS,
    columns: Columns | None = None,
) -> Iterator[Report | Problem]:
    """Read reports one by one; what cannot be read gives one Problem, the rest go on.

    A notice that withdraws an item gives a Problem too, of kind `notice`: only a ledger can heed it.

    Args:
        paths: files, folders, patterns of them (in sorted order), addresses or `-`.
        input_format: reads every path so; None tells by the content.
        published: day of publication of the reports that bring none of their own.
        outlet: outlet of the reports that bring none of their own.
        party: the party whose own channel the reports are from; it speaks in them itself.
        custodian: keeps the bytes of each file whole before they are read.
        fetch: fetches the addresses; None by the settings of the environment.
        outlets: the user's table, which gives reports their outlet's name and party.
        columns: column of a table, or key of an object, by what it holds: `{"text": "body"}`.
    """
    found = read_all(
        paths,
        input_format=input_format,
        published=published,
        outlet=outlet,
        party=party,
        custodian=custodian,
        fetch=fetch,
        outlets=outlets,
        columns=columns,
    )
    for each in found:
        yield to_notice_problem(each) if isinstance(each, Notice) else each


def read_all(
    paths: Sequence[str],
    *,
    input_format: InputFormat | None = None,
    published: date | None = None,
    outlet: str | None = None,
    party: str | None = None,
    custodian: Custodian | None = None,
    fetch: Fetch | None = None,
    outlets: Outlets = NO_OUTLETS,
    columns: Columns | None = None,
) -> Iterator[Report | Notice | Problem]:
    """Read reports and the notices about them; the arguments are those of `read_reports`."""
    fetch = fetch or make_fetch()
    for path in chain.from_iterable(map(iter_paths, paths)):
        if isinstance(path, Problem):
            yield path
            continue
        if is_address(path):
            reading = read_address(
                path, fetch, input_format=input_format, custodian=custodian, columns=columns
            )
        else:
            reading = _read_path(path, input_format, custodian, columns)
        for found, part in reading:
            if not isinstance(found, Report):
                yield _settle_notice(found, outlet, outlets) if isinstance(found, Notice) else found
                continue
            completed = complete_report(found, published=published, outlet=outlet, party=party)
            report = settle_outlet(completed, outlets)
            if custodian is not None:
                custodian.note(report, part)
            yield report


def make_fetch(*, allow_private: bool = False) -> Fetch:
    """Make what fetches addresses by the settings; its libraries are loaded with the first address.

    Args:
        allow_private: this machine and one's own network may be fetched from.
    """

    @lru_cache(maxsize=1)
    def load_fetcher() -> Fetch:
        from counterclaim.read.fetch import make_fetcher

        return make_fetcher(allow_private=allow_private).fetch

    return lambda address: load_fetcher()(address)


def read_address(
    address: str,
    fetch: Fetch,
    *,
    input_format: InputFormat | None,
    custodian: Custodian | None,
    columns: Columns | None = None,
) -> Iterator[Found]:
    """Fetch an address and read what it holds; its bytes are kept where somebody keeps them."""
    name = make_printable(address)
    try:
        fetched = fetch(address)
    except ReportError as error:
        yield Found(to_problem(error, name))
        return
    yield from read_fetched(fetched, input_format=input_format, custodian=custodian, columns=columns)


def read_fetched(
    fetched: Fetched,
    *,
    input_format: InputFormat | None = None,
    custodian: Custodian | None = None,
    columns: Columns | None = None,
) -> Iterator[Found]:
    """Read the reports of what was fetched; one that is the whole page has its address."""
    body = io.BytesIO(fetched.body)
    reading = _read_kept(
        body,
        fetched.address,
        input_format,
        custodian,
        origin=fetched.asked,
        columns=columns,
        charset=find_charset(fetched.content_type),
    )
    for found, part in reading:
        if isinstance(found, Report) and part is None:
            yield Found(complete_report(found, url=fetched.address), part)
        else:
            yield Found(found, part)


def _settle_notice(notice: Notice, outlet: str | None, outlets: Outlets) -> Notice:
    return settle_notice(complete_notice(notice, outlet), outlets)


def to_notice_problem(notice: Notice) -> Problem:
    """Turn a notice into the Problem that nobody heeded it."""
    item = notice.guid or notice.url or "an item"
    message = f"{notice.by} withdraws {item} ({notice.reason}); `counterclaim add` heeds it"
    return Problem(kind="notice", message=message, where=notice.where)


def complete_report(
    report: Report,
    *,
    published: date | None = None,
    outlet: str | None = None,
    party: str | None = None,
    url: str | None = None,
) -> Report:
    """Fill in what a report does not bring itself; its id follows."""
    edition = _complete_edition(report, party)
    wanted = (report.published or published, report.outlet or outlet, report.url or url, edition)
    if wanted == (report.published, report.outlet, report.url, report.edition):
        return report
    return make_report(
        report.text,
        path=report.path,
        url=wanted[2],
        outlet=wanted[1],
        title=report.title,
        language=report.language,
        published=wanted[0],
        published_at=report.published_at,
        byline=report.byline,
        edition=edition,
    )


def _complete_edition(report: Report, party: str | None) -> Edition | None:
    """Fill in whose own channel a report is from; what that passes on from others is not its word."""
    edition = report.edition or Edition()
    is_passed_on = edition.forwarded_from not in (None, report.outlet)
    if not party or edition.party is not None or is_passed_on:
        return report.edition
    return msgspec.structs.replace(edition, party=party)


def complete_notice(notice: Notice, outlet: str | None) -> Notice:
    """Name who withdraws an item, where the notice does not."""
    is_unnamed = outlet is not None and notice.by == UNNAMED_PUBLISHER
    return msgspec.structs.replace(notice, by=outlet) if is_unnamed else notice


def _read_path(
    path: str, input_format: InputFormat | None, custodian: Custodian | None, columns: Columns | None
) -> Iterator[Found]:
    name = make_printable(path)
    if path == STDIN:
        yield from _read_kept(sys.stdin.buffer, name, input_format, custodian, columns=columns)
        return
    try:
        with Path(path).open("rb") as stream:
            yield from _read_kept(stream, name, input_format, custodian, columns=columns)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        message = f"cannot be read: {reason or error}; check the path"
        yield Found(Problem(kind="missing", message=message, where=name))


def _read_kept(
    stream: IO[bytes],
    name: str,
    input_format: InputFormat | None,
    custodian: Custodian | None,
    *,
    origin: str | None = None,
    columns: Columns | None = None,
    charset: str | None = None,
) -> Iterator[Found]:
    """Read a stream, once its bytes are kept where somebody keeps them."""
    if custodian is None:
        yield from read_stream(stream, name, input_format, columns, charset=charset)
        return
    with custodian.keep(stream, origin or name) as kept:
        yield from read_stream(kept, name, input_format, columns, charset=charset)


def read_stream(
    stream: IO[bytes],
    name: str,
    input_format: InputFormat | None,
    columns: Columns | None = None,
    *,
    charset: str | None = None,
) -> Iterator[Found]:
    """Read a stream by its format, told by its first bytes, which the reader gets again.

    Args:
        stream: the bytes, from their beginning.
        name: where they were read from.
        input_format: None tells by the content.
        columns: which column holds what, for tables.
        charset: the encoding that their sender names, by Python's name.
    """
    peekable = io.BufferedReader(cast(io.RawIOBase, stream), buffer_size=HEAD)
    try:
        head = peekable.peek(HEAD)
        format = input_format or detect_format(head, name, charset=charset)
        seconds = None if FORMATS[format].is_container else MAX_SECONDS
        read = load_reader(format, columns=columns, charset=charset)
        yield from iter_guarded(read(peekable, name), name, seconds=seconds)
    finally:
        # The stream is its opener's to close.
        peekable.detach()
