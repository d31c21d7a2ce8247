"""Feeds, RSS 0.9 to 2.0 and Atom: every entry is a report in the words of the feed.

Nothing is fetched: an entry that holds only a teaser is a report of that teaser, and its edition
says that it is partial. Two states of one entry have one guid.
"""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import IO, Any, cast
from urllib.parse import urljoin, urlsplit

from counterclaim.errors import ReportError
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.model.statement import Problem
from counterclaim.read.bounded import read_whole
from counterclaim.read.found import Found
from counterclaim.read.language import find_code
from counterclaim.read.markup import html_to_text, tidy_lines, to_heading, to_plain_text
from counterclaim.read.moments import Moment, find_moment
from counterclaim.read.trying import to_problem, try_report

_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)
_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ADDRESSED = re.compile(r"\S+@\S+\s+\((.*)\)")
#: How much of its end is looked at for the closing tag, in bytes.
_TAIL = 4_096

Entry = Mapping[str, Any]


def read(stream: IO[bytes], name: str) -> Iterator[Found]:
    """Read a feed: a report an entry, in the order of the feed."""
    try:
        raw = read_whole(stream)
        feed, entries = _parse(raw)
    except ReportError as error:
        yield Found(to_problem(error, name))
        return
    plain = raw.replace(b"\0", b"") if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else raw
    is_cut = not _END.search(plain[-_TAIL:])
    whole = entries[: len(_ENTRY_END.findall(plain))] if is_cut else entries
    for number, entry in enumerate(whole, start=1):
        place = f"{name}:{number}"
        yield Found(try_report(partial(make_entry_report, entry, feed, place), place), f"entry {number}")
    if is_cut:
        what = f"is cut off after entry {len(whole)}" if entries else "is no feed, or cut off"
        yield Found(Problem(kind="malformed", message=f"{what}; get the whole file", where=name))
    elif not entries:
        yield Found(Problem(kind="empty", message="is a feed without entries", where=name))


def make_entry_report(entry: Entry, feed: Entry, path: str) -> Report:
    """Make the report of an entry.

    Args:
        entry: as feedparser gives it.
        feed: what is told of the feed itself.
        path: where it was read from.

    Raises:
        ReportError: it cannot be a report.
    """
    title = to_heading(entry.get("title"))
    text, language = _find_content(entry)
    is_partial = not text
    text = text or to_plain_text(entry.get("summary") or "") or title or ""
    published = find_moment(entry.get("published"))
    # Not by `get`, which gives the day of publication where there is no other.
    updated = find_moment(dict.get(cast("dict[str, Any]", entry), "updated"))
    stated = published or updated or _find_parsed(entry)
    language = language or feed.get("language")
    origin = entry.get("source") or {}
    return make_report(
        text,
        path=path,
        url=_make_address(entry.get("link"), feed),
        outlet=to_heading(origin.get("title")) or to_heading(feed.get("title")),
        title=None if text == title else title,
        language=(find_code(language) or language) if language else None,
        published=stated.day if stated else None,
        published_at=stated.at if stated else None,
        byline=_find_authors(entry),
        edition=Edition(
            guid=_make_guid(entry, feed),
            is_partial=is_partial,
            edited_at=updated.at if updated and published else None,
        ),
    )


def _parse(raw: bytes) -> tuple[Entry, Sequence[Entry]]:
    """Parse a feed; nothing is fetched from bytes.

    Raises:
        ReportError: it is broken in a way that feedparser does not put up with (a character that is none,
            a name of a tag without a name).
    """
    import feedparser

    try:
        parsed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        raise ReportError(f"is a broken feed: {error}; fetch it again, or mend it") from error
    return parsed.feed, parsed.entries


def _find_content(entry: Entry) -> tuple[str, str | None]:
    """Find the full text of an entry, and its language; empty where it has only a summary."""
    for content in entry.get("content") or ():
        words, kind = content.get("value") or "", content.get("type") or "text/html"
        text = tidy_lines(words) if kind == "text/plain" else html_to_text(words)
        if text:
            return text, content.get("language")
    return "", None


def _find_parsed(entry: Entry) -> Moment | None:
    """Find the day of publication that only feedparser could read; it tells no time zone."""
    parsed = entry.get("published_parsed")
    return Moment(date(*parsed[:3]), None) if parsed else None


def _find_authors(entry: Entry) -> tuple[str, ...]:
    """Find who wrote an entry, each once."""
    authors = [author.get("name") for author in entry.get("authors") or ()]
    # RSS has "address (name)", which feedparser takes apart wrongly.
    addressed = _ADDRESSED.fullmatch(entry.get("author") or "")
    named = [addressed[1]] if addressed else authors
    return tuple(dict.fromkeys(name for words in named if (name := to_heading(words))))


def _make_address(link: str | None, feed: Entry) -> str | None:
    """Make the web address of an entry; what is none, such as a guid taken for a link, is left out."""
    try:
        address = urljoin(feed.get("link") or "", link or "")
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if link and parts.scheme in ("http", "https") and parts.hostname else None


def _make_guid(entry: Entry, feed: Entry) -> str | None:
    """Make the id of an entry; one that is only a number is told apart by its feed."""
    guid = (entry.get("id") or "").strip()
    if not guid:
        return None
    return guid if ":" in guid else f"{feed.get('link') or feed.get('title') or 'feed'}#{guid}"
