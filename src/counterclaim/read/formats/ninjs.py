"""News in JSON by IPTC, ninjs 1 to 3: one object, a list of them, or one a line (codebooks 8.4).

The releases differ in case (`pubstatus`, `pubStatus`) and in how they name bodies and headlines; keys
are read without regard to case, under the names of any release and of Superdesk's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO

import msgspec

from counterclaim.errors import ReportError
from counterclaim.model.statement import Problem
from counterclaim.read.aside import iter_aside
from counterclaim.read.found import Found
from counterclaim.read.json_values import is_whole_list, iter_json_values
from counterclaim.read.markup import html_to_text, tidy_lines, to_heading
from counterclaim.read.moments import find_moment
from counterclaim.read.trying import to_problem
from counterclaim.read.wire import (
    WireItem,
    find_signals,
    get_now,
    make_embargo,
    to_byline,
    to_found,
    to_status,
)

#: Types of items whose words are an article; others are pictures, sound, and plans.
_TEXTS = frozenset({"text", "composite"})
#: Roles of headlines and bodies in the order in which they are preferred; others come last.
_MAIN_ROLES = ("main", "body", "full", "")


class _Words(msgspec.Struct, frozen=True):
    """A headline or body: ninjs 2 and later."""

    value: str = ""
    role: str | None = None
    contenttype: str | None = None


class _Named(msgspec.Struct, frozen=True):
    """Somebody or something with a name."""

    name: str | None = None
    literal: str | None = None


class _Item(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of an item; its keys in lower case."""

    uri: str | None = None
    guid: str | None = None
    type: str = "text"
    version: str | int | float | None = None
    pubstatus: str | None = None
    signal: str | list[str] | None = None
    representationtype: str | None = None
    firstcreated: str | None = None
    versioncreated: str | None = None
    embargoed: str | None = None
    embargoeduntil: str | None = None
    language: str | None = None
    ednote: str | None = None
    headline: str | None = None
    headlines: list[_Words] = []
    body_text: str | None = None
    body_html: str | None = None
    body_xhtml: str | None = None
    bodies: list[_Words] = []
    byline: str | None = None
    by: str | None = None
    dateline: str | None = None
    infosource: list[_Named] = []
    infosources: list[_Named] = []
    copyrightholder: str | None = None


def read(stream: IO[bytes], name: str) -> Iterator[Found]:
    """Read the items of a file, each a report, a notice or a Problem; pictures are counted."""
    aside: Counter[str] = Counter()
    now, number = get_now(), 0
    for number, value in enumerate(iter_json_values(stream, is_whole_list), start=1):
        place = f"{name}:{number}"
        try:
            if value.raw is None:
                raise ReportError(value.error)
            item = decode_item(value.raw)
        except ReportError as error:
            yield Found(to_problem(error, place), f"item {number}")
            continue
        if item.type.lower() not in _TEXTS:
            aside[f"items of type {item.type!r}"] += 1
        else:
            yield Found(to_found(make_item(item), place, now=now), f"item {number}")
    yield from iter_aside(aside, name)
    if not number:
        yield Found(Problem(kind="empty", message="holds no item of ninjs", where=name))


def decode_item(raw: str) -> _Item:
    """Decode one item.

    Raises:
        ReportError: it is no such object; the message names the key.
    """
    try:
        decoded = msgspec.json.decode(raw)
        item = msgspec.convert(_fold(decoded), _Item)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ReportError(f"is no item of ninjs: {error}") from error
    if not (item.uri or item.guid):
        raise ReportError("is no item of ninjs: it has no `uri`, which every item must have")
    return item


def make_item(item: _Item) -> WireItem:
    """Make what every wire format has of an item."""
    guid = item.uri or item.guid or ""
    embargo = item.embargoeduntil if item.embargoeduntil is not None else item.embargoed
    signals = [item.signal] if isinstance(item.signal, str) else item.signal or ()
    by = to_byline(to_heading(item.byline or item.by))
    return WireItem(
        guid=guid,
        version=str(item.version) if item.version is not None else None,
        status=to_status(item.pubstatus),
        signals=find_signals(signals, item.ednote),
        is_partial=(item.representationtype or "").lower() in ("partial", "incomplete", "associated"),
        first_created=find_moment(item.firstcreated),
        version_created=find_moment(item.versioncreated),
        embargo=make_embargo(embargo, find_moment(embargo)) if embargo is not None else None,
        headline=to_heading(item.headline or _choose(item.headlines)),
        byline=(by,) if by else (),
        dateline=to_heading(item.dateline),
        body=_find_body(item),
        language=item.language,
        outlet=_find_outlet(item),
        note=to_heading(item.ednote),
        url=guid if guid.startswith(("http://", "https://")) else None,
    )


def _fold(decoded: object) -> object:
    """Put the keys of an item, and of the objects in its lists, into lower case; drop nulls."""
    if not isinstance(decoded, dict):
        return decoded
    folded = {key.lower(): value for key, value in decoded.items() if value is not None}
    return {
        key: [_fold(each) for each in value] if isinstance(value, list) else value
        for key, value in folded.items()
        if key in _Item.__struct_fields__
        or key in _Words.__struct_fields__
        or key in _Named.__struct_fields__
    }


def _choose(words: Sequence[_Words]) -> str | None:
    """Choose the main one of several headlines or bodies."""
    ranked = sorted(words, key=lambda each: _rank(each.role))
    return next((each.value for each in ranked if each.value.strip()), None)


def _rank(role: str | None) -> int:
    folded = (role or "").lower()
    return _MAIN_ROLES.index(folded) if folded in _MAIN_ROLES else len(_MAIN_ROLES)


def _find_body(item: _Item) -> str:
    """Find the text of an item, from plain words rather than from marked up ones."""
    marked = item.body_html or item.body_xhtml
    if item.body_text:
        return tidy_lines(item.body_text)
    if marked:
        return html_to_text(marked)
    best = min((_rank(each.role) for each in item.bodies), default=0)
    same = [each for each in item.bodies if _rank(each.role) == best and each.value.strip()]
    plain = next((each for each in same if each.contenttype == "text/plain"), None)
    if plain is not None:
        return tidy_lines(plain.value)
    return html_to_text(same[0].value) if same else ""


def _find_outlet(item: _Item) -> str | None:
    named = (each.name or each.literal for each in (*item.infosources, *item.infosource))
    return to_heading(next((name for name in named if name), None) or item.copyrightholder)
