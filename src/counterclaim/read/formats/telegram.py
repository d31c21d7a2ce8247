"""Exports of Telegram Desktop, `result.json`: each message with words is a report (codebooks 8.9).

The words are those of `text_entities`, the times those in seconds since 1970: `date` has no zone. An
export holds only the last state of a message, and nothing of a deleted one: two exports of one
channel show edits as versions of one guid, and `find_vanished` what is gone.

Conversations between persons are not read: they are published nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import IO, NamedTuple

import msgspec

from counterclaim.errors import ReportError
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.model.statement import Problem
from counterclaim.read.aside import iter_aside
from counterclaim.read.found import Found, Notice
from counterclaim.read.json_values import JsonValue, Path, iter_json_values
from counterclaim.read.markup import join_words
from counterclaim.read.text import normalize_lines
from counterclaim.read.trying import to_problem, try_report

#: Types of chats that are conversations between persons, or with a program.
_PRIVATE = frozenset({"personal_chat", "bot_chat", "saved_messages", "replies", "verification_codes"})
#: Types whose id Telegram counts among channels; other groups have ids of their own.
_CHANNELS = frozenset({"public_channel", "private_channel", "public_supergroup", "private_supergroup"})
#: Where the chats of a full export stand.
_LISTS = (("chats", "list"), ("left_chats", "list"))


class _Entity(msgspec.Struct, frozen=True):
    """A stretch of a message; its type (bold, link, mention) changes no word."""

    text: str


class _Message(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of a message."""

    id: int
    type: str = "message"
    date_unixtime: str | None = None
    edited_unixtime: str | None = None
    author: str | None = None
    forwarded_from: str | None = None
    reply_to_message_id: int | None = None
    text: str | list[str | _Entity] = ""
    text_entities: list[_Entity] = []
    media_type: str | None = None
    photo: str | None = None
    file: str | None = None
    poll: dict[str, object] | None = None
    location_information: dict[str, object] | None = None


class _Chat(NamedTuple):
    """A channel or group, as far as its export has told it."""

    path: Path = ()
    name: str | None = None
    type: str = ""
    id: int | None = None

    @property
    def guid(self) -> str | None:
        """Return the id that its messages begin with; None where the export tells none."""
        kind = "channel" if self.type in _CHANNELS else "chat"
        return f"telegram:{kind}{self.id}" if self.id is not None else None


class ChatIds(msgspec.Struct, frozen=True, kw_only=True):
    """Which messages of a channel or group an export holds."""

    #: As `telegram:channel123`.
    guid: str
    name: str
    ids: frozenset[int]


def read(stream: IO[bytes], name: str) -> Iterator[Found]:
    """Read the messages of an export of one chat or of all; those without words are counted."""
    aside: Counter[str] = Counter()
    is_empty, last = True, 0
    for chat, value in _iter_messages(stream):
        is_empty = False
        try:
            message = _decode(value)
        except ReportError as error:
            place = ".".join(map(str, value.path[1:]))
            yield Found(to_problem(error, f"{name}:{place}" if place else name), place or None)
            continue
        reason = _find_reason_aside(chat, message)
        if reason:
            aside[reason] += 1
            continue
        place = f"{name}:{message.id}"
        part = f"message {message.id}" if len(chat.path) < 2 else f"chat {chat.id} message {message.id}"
        # No export repeats an id; a file that somebody joined together may.
        part = part if message.id > last or len(chat.path) > 1 else f"{part}, at {value.path[-1]}"
        last = max(message.id, last)
        yield Found(try_report(partial(_make_report, message, chat, place), place), part)
    yield from iter_aside(aside, name)
    if is_empty:
        yield Found(Problem(kind="empty", message="is no export with messages", where=name))


def read_chat_ids(stream: IO[bytes]) -> tuple[ChatIds, ...]:
    """Read which messages an export holds, those without words too; broken ones are left out."""
    names: dict[str, str] = {}
    ids: dict[str, set[int]] = {}
    for chat, value in _iter_messages(stream):
        if chat.guid is None or value.raw is None:
            continue
        names[chat.guid] = chat.name or chat.guid
        try:
            ids.setdefault(chat.guid, set()).add(_decode(value).id)
        except ReportError:
            continue
    return tuple(
        ChatIds(guid=guid, name=names[guid], ids=frozenset(found)) for guid, found in ids.items() if found
    )


def find_vanished(known: Iterable[str], chats: Iterable[ChatIds], *, where: str) -> Iterator[Notice]:
    """Find the messages that an earlier export had and a later one has no more.

    Only messages between the first and the last of the later export count: what is outside of them
    was not exported.

    Args:
        known: guids of the messages that earlier exports had.
        chats: what the later export holds.
        where: the later export.
    """
    held = {chat.guid: chat for chat in chats if chat.ids}
    for guid in sorted(set(known)):
        prefix, _, number = guid.rpartition("/")
        chat = held.get(prefix)
        if chat is None or not number.lstrip("-").isdecimal():
            continue
        if min(chat.ids) < int(number) < max(chat.ids) and int(number) not in chat.ids:
            reason = "deleted: the message is missing in a later export of the channel"
            yield Notice(guid=guid, by=chat.name, reason=reason, where=where)


def _iter_messages(stream: IO[bytes]) -> Iterator[tuple[_Chat, JsonValue]]:
    """Iterate over the messages of an export, each with its chat; broken parts come as they are."""
    chat = _Chat()
    for value in iter_json_values(stream, _is_opened):
        path = value.path[1:]
        at = _find_chat_path(path)
        if at is not None and at != chat.path:
            chat = _Chat(path=at)
        if value.raw is None or _is_message(path):
            yield chat, value
        elif at is not None and len(path) == len(at) + 1:
            chat = _complete(chat, path[-1], value.raw)


def _is_opened(path: Path, sign: str) -> bool:
    """Tell whether a part of an export is walked into: all but the messages, so that none is large."""
    return "messages" not in path[:-1]


def _is_message(path: Path) -> bool:
    """Tell whether a path is that of a message of a chat."""
    return path[-2:-1] == ("messages",) and (len(path) == 2 or _is_listed(path[:-2]))


def _is_listed(path: Path) -> bool:
    """Tell whether a path is that of a chat in a full export."""
    return len(path) == 3 and path[:2] in _LISTS


def _find_chat_path(path: Path) -> Path | None:
    """Find the chat that a part of an export belongs to; None where it belongs to none."""
    if _is_listed(path[:3]) and len(path) > 3:
        return path[:3]
    return () if path and path[0] in ("name", "type", "id", "messages") else None


def _complete(chat: _Chat, key: str | int, raw: str) -> _Chat:
    """Complete what is known of a chat by one of its keys; half a character in its name leaves it unknown."""
    try:
        found = msgspec.json.decode(raw.encode("utf-8", "replace"))
    except msgspec.DecodeError:
        return chat
    if key == "id" and isinstance(found, int):
        return chat._replace(id=found)
    if key == "type" and isinstance(found, str):
        return chat._replace(type=found)
    return chat._replace(name=found) if key == "name" and isinstance(found, str) else chat


def _decode(value: JsonValue) -> _Message:
    """Decode a message.

    Raises:
        ReportError: it is none.
    """
    if value.raw is None:
        what = "" if value.path[1:] else "is no whole export of Telegram: it "
        raise ReportError(f"{what}{value.error}")
    try:
        return msgspec.json.decode(value.raw, type=_Message)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ReportError(f"is no message of Telegram: {error}") from error


def _find_reason_aside(chat: _Chat, message: _Message) -> str | None:
    """Find why a message is no report, in words that are counted; None where it is one."""
    if chat.type in _PRIVATE:
        return "messages of private conversations"
    if message.type != "message":
        return f"messages of type {message.type!r}"
    if _join_text(message).strip():
        return None
    kinds = {"photo": message.photo, "poll": message.poll, "place": message.location_information}
    kind = message.media_type or next((kind for kind, given in kinds.items() if given), None)
    return f"messages of a {kind or ('file' if message.file else 'kind')} without words".replace("_", " ")


def _join_text(message: _Message) -> str:
    """Join the text of a message; old exports have no `text_entities`, but the same words."""
    if message.text_entities:
        return "".join(entity.text for entity in message.text_entities)
    if isinstance(message.text, str):
        return message.text
    return "".join(part if isinstance(part, str) else part.text for part in message.text)


def _make_report(message: _Message, chat: _Chat, path: str) -> Report:
    """Make the report of a message.

    Raises:
        ReportError: a time of it is none.
    """
    published, edited = _read_seconds(message.date_unixtime), _read_seconds(message.edited_unixtime)
    is_answer = message.reply_to_message_id is not None and chat.guid is not None
    return make_report(
        normalize_lines(_join_text(message)),
        path=path,
        outlet=join_words(chat.name),
        published=published.date() if published else None,
        published_at=published,
        byline=(message.author,) if message.author else (),
        edition=Edition(
            guid=f"{chat.guid}/{message.id}" if chat.guid else None,
            edited_at=edited,
            forwarded_from=message.forwarded_from,
            reply_to=f"{chat.guid}/{message.reply_to_message_id}" if is_answer else None,
        ),
    )


def _read_seconds(words: str | None) -> datetime | None:
    """Read seconds since 1970.

    Raises:
        ReportError: they are none, or of no year that a calendar has.
    """
    try:
        return datetime.fromtimestamp(int(words), UTC) if words and words != "0" else None
    except (ValueError, OverflowError, OSError) as error:
        raise ReportError(f"has a time that is no number of seconds: {words!r}") from error
