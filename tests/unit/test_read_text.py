from __future__ import annotations

import pytest

from counterclaim.errors import BinaryReportError, EmptyReportError, ReportError
from counterclaim.read.text import MAX_LENGTH, decode_text, require_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Two died.\r\nOne lived.", "Two died.\nOne lived."),
        (b"Two died.\rOne lived.", "Two died.\nOne lived."),
        (b"\xef\xbb\xbfTwo died.\n", "Two died.\n"),
        ("“Nein” \u00a0 – né".encode(), "“Nein” \u00a0 – né"),
        (b"  two  spaces\t\n\n\n", "  two  spaces\t\n\n\n"),
        (b"", ""),
    ],
)
def test_decode_text_changes_only_mark_and_newlines(raw: bytes, text: str) -> None:
    assert decode_text(raw) == text


@pytest.mark.parametrize("raw", [b"PK\x03\x04\x00\x00", b"caf\xe9", "Two died".encode("utf-16")])
def test_decode_text_refuses_what_is_not_utf8(raw: bytes) -> None:
    with pytest.raises(BinaryReportError, match="UTF-8"):
        decode_text(raw)


@pytest.mark.parametrize("text", ["", " \n\t\u00a0\n"])
def test_require_text_refuses_white_space(text: str) -> None:
    with pytest.raises(EmptyReportError, match="no text"):
        require_text(text)


@pytest.mark.parametrize("text", ["a\x00b", "half a character \ud83d"])
def test_require_text_refuses_characters_that_are_no_text(text: str) -> None:
    with pytest.raises(BinaryReportError):
        require_text(text)


def test_require_text_refuses_a_whole_archive() -> None:
    with pytest.raises(ReportError, match="split"):
        require_text("a" * (MAX_LENGTH + 1))
