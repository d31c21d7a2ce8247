"""Crawls as WARC 1.0 and 1.1 (ISO 28500): the documents they hold, each read by its own format.

A record's date is when it was fetched, which is not when it was published: it stands in the part of
the receipt, beside the record's id. Records are read by fastwarc; a crawl packed by gzip is unpacked
before it comes here, as any other file.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import IO
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from counterclaim.errors import DamagedError, ReportError
from counterclaim.model.statement import Problem
from counterclaim.read.allowance import Allowance
from counterclaim.read.aside import iter_aside
from counterclaim.read.bounded import MAX_DOCUMENT, make_length_error
from counterclaim.read.catalog import HEAD, InputFormat, detect_format
from counterclaim.read.columns import Columns
from counterclaim.read.encoding import find_charset
from counterclaim.read.filled import FilledStream, read_some
from counterclaim.read.found import Found
from counterclaim.read.members import Held, Member, make_safe, read_members
from counterclaim.read.message import find_media_type, parse_message, require_digests
from counterclaim.read.trying import to_problem

#: Records that hold a document; `conversion` is the text that a crawler made of one.
_DOCUMENTS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
#: Records that hold none.
_OTHERS = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})
#: Types of documents that may be reports (media types without their parameters).
_TYPES = frozenset(
    {
        "application/atom+xml", "application/feed+json", "application/json", "application/pdf",
        "application/rss+xml", "application/x-ndjson", "application/xhtml+xml", "application/xml",
        "text/html", "text/plain", "text/xml",
    }
)  # fmt: skip
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
#: Files for crawlers and not for readers.
_FOR_CRAWLERS = ("/robots.txt", "/ads.txt", "/humans.txt", "/.well-known/security.txt")


def read(stream: IO[bytes], name: str, *, columns: Columns | None = None) -> Iterator[Found]:
    """Read the documents of a crawl."""
    return read_members(iter_members, stream, name, columns=columns)


def iter_members(stream: IO[bytes], name: str, allowance: Allowance) -> Iterator[Held]:
    """Find the documents of a crawl; records of other kinds are counted.

    Raises:
        DamagedError: a record is none, or the crawl ends too early.
    """
    left_out: Counter[str] = Counter()
    quiet = _QuietStream(stream)
    for record in _iter_records(quiet):
        kind = _find_reason_aside(record)
        if kind:
            left_out[kind] += 1
        else:
            found = _open_record(record, name)
            if isinstance(found, str):
                left_out[found] += 1
            else:
                yield found
    yield from iter_aside(left_out, name)
    quiet.raise_error()


def iter_record_starts(stream: IO[bytes]) -> Iterator[int]:
    """Iterate over the offsets at which the records of a crawl begin, up to one that is none."""
    with suppress(OSError, ReportError):
        for record in _iter_records(_QuietStream(stream)):
            yield record.stream_pos


class _QuietStream(FilledStream):
    """Keeps a stream's error until the records before it were read.

    fastwarc cannot carry an error of Python through its own code everywhere; it is shown an end.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._error: OSError | ReportError | None = None
        self._place = 0

    def tell(self) -> int:
        """Tell how many bytes were read; it is asked for although nothing is sought."""
        return self._place

    def raise_error(self) -> None:
        """Raise the stream's error, if it had one."""
        if self._error:
            raise self._error

    def _read_some(self, size: int) -> bytes:
        try:
            raw = b"" if self._error else read_some(self._stream, size)
        except (OSError, ReportError) as error:
            self._error, raw = error, b""
        self._place += len(raw)
        return raw


def _iter_records(quiet: _QuietStream) -> Iterator[WarcRecord]:
    try:
        yield from ArchiveIterator(quiet, parse_http=False, stream_detect=False, fsspec_args=False)
    except (OSError, ValueError) as error:
        quiet.raise_error()
        raise DamagedError(f"holds a record that is none ({error}); what was read before is kept") from error


def _find_reason_aside(record: WarcRecord) -> str | None:
    """Say why a record is not opened; None where it may hold a document."""
    if not record.record_type & _DOCUMENTS:
        kind = (record.headers.get("WARC-Type") or "").lower()
        return f"{kind} records" if kind in _OTHERS else "records of no known type"
    address = _find_address(record)
    if ".txt" in address.lower() and _find_path(address) in _FOR_CRAWLERS:
        return "files for crawlers"
    return None


def _open_record(record: WarcRecord, name: str) -> Member | Problem | str:
    """Open the document of a record; a word for its kind where it is none."""
    address = _find_address(record)
    identifier = (record.record_id or f"at byte {record.stream_pos}").strip("<> ")
    where = f"{name}/{make_safe(address or identifier)}"
    try:
        block = _read_block(record)
        message = parse_message(block) if _holds_message(record) else None
        body = message.body if message else block
        require_digests(record.headers.get, block, body)
        content_type = message.headers.get("content-type") if message else _get_type(record)
        declared, charset = find_media_type(content_type), find_charset(content_type)
        if message and not message.is_success:
            return "answers other than success"
        if declared and declared not in _TYPES:
            return "documents of other types"
        raw = message.decode_body(may_be_cut=_is_cut(record)) if message else body
    except ReportError as error:
        return to_problem(error, where)
    return Member(
        address or identifier,
        io.BytesIO(raw),
        part=f"record {identifier}{_say_fetched(record)}",
        url=address or None,
        format=_find_format(raw, declared, address, charset),
        charset=charset,
    )


def _read_block(record: WarcRecord) -> bytes:
    """Read all of a record.

    Raises:
        LimitError: it is too long.
        DamagedError: the crawl ends before it does.
    """
    if record.content_length > MAX_DOCUMENT:
        raise make_length_error(MAX_DOCUMENT)
    block = record.reader.read(record.content_length)
    if len(block) < record.content_length:
        raise DamagedError("is cut off: the crawl ends within it; get the crawl again")
    return block


def _holds_message(record: WarcRecord) -> bool:
    """Tell whether a record holds an answer of HTTP, with its headers, and not a file alone."""
    return record.record_type == WarcRecordType.response and _find_address(record).startswith("http")


def _find_address(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<> ")


def _get_type(record: WarcRecord) -> str | None:
    return record.headers.get("Content-Type")


def _is_cut(record: WarcRecord) -> bool:
    """Tell whether the crawler says that it did not fetch all of the document."""
    return record.headers.get("WARC-Truncated") is not None


def _say_fetched(record: WarcRecord) -> str:
    date = record.headers.get("WARC-Date")
    return f", fetched {date}" if date else ""


def _find_path(address: str) -> str:
    try:
        return urlsplit(address).path.lower()
    except ValueError:
        return ""


def _find_format(raw: bytes, declared: str | None, address: str, charset: str | None) -> InputFormat:
    """Find how a document is read: by its content, and as a page where it is only called one."""
    found = detect_format(raw[:HEAD], "", charset=charset)
    if found == "text":
        found = detect_format(raw[:HEAD], _find_path(address), charset=charset)
    return "html" if found == "text" and declared in _PAGES else found
