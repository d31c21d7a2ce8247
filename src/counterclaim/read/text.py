"""Decode files into the exact text of a report.

Invariant: the text is the file's UTF-8 without its byte order mark, newlines as `\\n`, nothing else
changed, so that offsets fit the file (design: contract).
"""

from __future__ import annotations

from counterclaim.errors import BinaryReportError, EmptyReportError, ReportError
from counterclaim.read.rewritten import is_wide

#: Longest text in code points that is read as one report; the parser refuses longer ones.
MAX_LENGTH = 1_000_000

_BOM = "\ufeff"


def decode_text(raw: bytes) -> str:
    """Decode the bytes of a text file.

    Raises:
        BinaryReportError: the bytes hold a NUL or are not UTF-8.
    """
    if b"\x00" in raw:
        raise BinaryReportError("is not text; convert it to UTF-8 text first")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start}); convert it to UTF-8 first"
        raise BinaryReportError(message) from error
    return normalize_lines(text.removeprefix(_BOM))


def normalize_lines(text: str) -> str:
    """Write every newline of a text as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_binary(head: bytes) -> bool:
    """Tell by its first bytes that a file is no text, nor one in UTF-16 that could be made one."""
    return b"\x00" in head and not is_wide(head)


def make_printable(path: str) -> str:
    """Return a path as text that UTF-8 can hold; undecodable bytes become U+FFFD."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def require_text(text: str) -> None:
    """Raise unless the text can be a report.

    Raises:
        EmptyReportError: there is nothing but white space.
        BinaryReportError: it holds a NUL or half a character (a lone surrogate).
        ReportError: it is longer than `MAX_LENGTH`.
    """
    if not text.strip():
        raise EmptyReportError("holds no text; give a report of at least one sentence")
    if "\x00" in text or not is_encodable(text):
        raise BinaryReportError("holds characters that are no text; convert it to UTF-8 text first")
    if len(text) > MAX_LENGTH:
        raise ReportError(f"is longer than {MAX_LENGTH:,} characters; split it into one file a report")


def is_encodable(text: str) -> bool:
    """Tell whether UTF-8 can hold the text; lone surrogates cannot be hashed or written."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
