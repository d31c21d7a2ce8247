"""Give a reader of UTF-8 the text of a file in another encoding; what is kept are the file's own bytes.

UTF-16 is told by its byte order mark, any other encoding by who sent the file. Bytes that are not
plain ASCII and yet UTF-8 are UTF-8 whatever is told: no other encoding gives such bytes by chance.
"""

from __future__ import annotations

import codecs
import io
from typing import IO

from counterclaim.errors import DamagedError
from counterclaim.read.encoding import WIDE, find_mark
from counterclaim.read.filled import FilledStream, open_peekable, read_some

#: How much of a file is looked at.
_HEAD = 65_536


def open_as_utf8(stream: IO[bytes], charset: str | None = None) -> IO[bytes]:
    """Open a stream in UTF-8, whatever it is in.

    Args:
        stream: the file, at its beginning.
        charset: the encoding that its sender names, by Python's name; None where nobody does.
    """
    peekable = open_peekable(stream, _HEAD)
    head = peekable.peek(_HEAD)
    marked, _ = find_mark(head)
    encoding = marked or (charset if charset and not _is_utf8(head, charset) else None)
    if encoding is None or encoding == "utf-8":
        return peekable
    return io.BufferedReader(_RewrittenStream(peekable, encoding), buffer_size=_HEAD)


def is_wide(head: bytes) -> bool:
    """Tell by its mark that a file is in an encoding whose lines do not end in a newline of one byte."""
    return find_mark(head)[0] in WIDE


def _is_utf8(head: bytes, charset: str) -> bool:
    """Tell whether the first bytes of a file are UTF-8 by more than chance."""
    if head.isascii() or charset in WIDE:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


class _RewrittenStream(FilledStream):
    """Reads another stream in its encoding and gives its text in UTF-8.

    What is no character of the encoding becomes bytes that are no UTF-8, so that only the line it stands
    in is told to be no text.
    """

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        super().__init__()
        self._stream = stream
        self._encoding = encoding
        self._errors = "surrogatepass" if encoding in WIDE else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(encoding)(self._errors)
        self._rest = b""

    def _read_some(self, size: int) -> bytes:
        while not self._rest:
            raw = read_some(self._stream, size)
            try:
                text = self._decoder.decode(raw, final=not raw)
            except UnicodeDecodeError as error:
                message = f"holds bytes that are no {self._encoding.upper()}; convert it to UTF-8 first"
                raise DamagedError(message) from error
            # The mark, U+FEFF in every encoding, is UTF-8's own then, which readers know.
            self._rest = text.encode("utf-8", self._errors)
            if not raw:
                break
        given, self._rest = self._rest[:size], self._rest[size:]
        return given
