"""Read JSON values one by one from a stream, so that a file of any size takes little memory.

The values of a file are those beside one another (JSON Lines, or one object), or those within the
lists and objects that the caller opens. Each is handed over as it is written, to be decoded by its
own type. A broken one is told; the next are read where lines part the values, as in JSON Lines. In
a list or object that was opened nothing tells where the next begins: what follows is left.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from counterclaim.errors import ReportError

#: Code points that are read at once.
CHUNK = 262_144
#: Longest value in code points; a longer one is told and passed over.
MAX_VALUE = 8_000_000
#: Deepest list or object that is opened.
MAX_OPENED = 12
#: How near its end the text may still be only cut off ("tru", "-1.").
_CUT = 16

Path = tuple[str | int, ...]
IsOpened = Callable[[Path, str], bool]
_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")
_LINE = re.compile(r"\n(?=[{\[])")


class JsonValue(NamedTuple):
    """One value of a file."""

    #: Keys and places that lead to it; it begins with its number beside other values, from 0.
    path: Path
    #: As written; None where it is broken.
    raw: str | None
    #: What is wrong with it.
    error: str = ""


def is_whole_list(path: Path, sign: str) -> bool:
    """Tell whether a value is a list that is the whole file."""
    return len(path) == 1 and sign == "["


def iter_json_values(stream: IO[bytes], is_opened: IsOpened) -> Iterator[JsonValue]:
    """Iterate over the values of a file, in its order.

    Bytes that are not UTF-8 become lone surrogates, so that decoding the one value that holds them
    fails and no other.

    Args:
        stream: UTF-8, with or without a byte order mark; read forward only.
        is_opened: whether the list (`[`) or object (`{`) at a path is walked into, not handed over whole.
    """
    window = _Window(stream)
    number = 0
    while window.peek():
        try:
            yield from _iter_within(window, (number,), is_opened)
        except ReportError as error:
            yield JsonValue((number,), None, str(error))
            if window.is_within:
                return
            window.skip_line()
        number += 1


def _iter_within(window: _Window, path: Path, is_opened: IsOpened) -> Iterator[JsonValue]:
    """Iterate over one value, or over those within it where it is opened."""
    sign = window.peek()
    if sign not in ("{", "[") or len(path) > MAX_OPENED or not is_opened(path, sign):
        yield JsonValue(path, window.take_value())
        return
    window.enter()
    end, place = ("}" if sign == "{" else "]"), 0
    while window.peek() != end:
        if place:
            window.take_sign(",")
        step: str | int = place
        if sign == "{":
            step = json.loads(window.take_value())
            window.take_sign(":")
        if not isinstance(step, str | int):
            raise ReportError("is no JSON: a key is no string")
        yield from _iter_within(window, (*path, step), is_opened)
        place += 1
    window.leave()


class _Window:
    """The part of a stream that is being looked at."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape").decode
        self._text = ""
        self._at = 0
        self._depth = 0
        self._is_whole = False

    def peek(self) -> str:
        """Return the next sign that is no white space; empty at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text) or not self._read_on():
                return self._text[self._at : self._at + 1]

    @property
    def is_within(self) -> bool:
        """Tell whether a list or object is open."""
        return self._depth > 0

    def enter(self) -> None:
        """Take the sign that opens a list or object."""
        self._at, self._depth = self._at + 1, self._depth + 1

    def leave(self) -> None:
        """Take the sign that closes it."""
        self._at, self._depth = self._at + 1, self._depth - 1

    def take_sign(self, sign: str) -> None:
        """Take the next sign, which must be this one.

        Raises:
            ReportError: it is another, or none.
        """
        if (found := self.peek()) != sign:
            raise ReportError(f"is no JSON: {sign!r} expected, not {found or 'the end'!r}")
        self._at += 1

    def take_value(self) -> str:
        """Take the next value, whole.

        Raises:
            ReportError: it is broken, cut off, nested too deep or longer than `MAX_VALUE`.
        """
        self.peek()
        while True:
            try:
                _, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._may_be_cut(error) or not self._read_more():
                    raise ReportError(f"is no JSON: {error.msg}") from error
            except RecursionError as error:
                raise ReportError("is JSON nested too deep") from error
            except ValueError as error:
                raise ReportError(f"is no JSON that is read: {error}") from error
            else:
                # A number near the end of the text may go on ("1." of "1.5").
                if end + _CUT < len(self._text) or not self._read_on():
                    value = self._text[self._at : end]
                    self._at = end
                    return value

    def skip_line(self) -> None:
        """Go to the next line that begins a value, or to the end."""
        while True:
            found = _LINE.search(self._text, self._at)
            if found:
                self._at = found.end()
                return
            self._at = max(len(self._text) - 1, self._at) if self._text else 0
            if not self._read_on():
                self._at = len(self._text)
                return

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - _CUT

    def _read_more(self) -> bool:
        """Read on, doubling what is looked at, so that a long value is not tried many times."""
        wanted = max(len(self._text) - self._at, CHUNK)
        if wanted > MAX_VALUE:
            raise ReportError(f"is longer than {MAX_VALUE:,} characters")
        before = len(self._text) - self._at
        while len(self._text) - self._at < before + wanted and self._read_on():
            pass
        return len(self._text) - self._at > before

    def _read_on(self) -> bool:
        """Read the next part of the stream; False at its end."""
        while not self._is_whole:
            raw = self._stream.read(CHUNK)
            self._is_whole = not raw
            part = self._decode(raw, self._is_whole)
            if part:
                self._text, self._at = self._text[self._at :] + part, 0
                return True
        return False
