"""Damage: read what a wrong decoding or a careless copy made of quotation marks, dashes and accents.

"â€œ" is a quotation mark whose UTF-8 was read as Windows-1252, U+0093 one whose Windows-1252 was read as
Latin-1, "&quot;" one that was never decoded. Invariant: the result has the length of the text, so that
offsets fit both; what a character takes too little is filled up with blanks, or with word joiners
(U+2060) inside a word.
"""

from __future__ import annotations

import html
import re

_ENCODING = "cp1252"
#: Letters that stand for a byte from 0x80 on in Windows-1252; five bytes have none and stay controls.
_HIGH = "".join(bytes([byte]).decode(_ENCODING, "replace") for byte in range(0x80, 0x100)).replace(
    "\ufffd", ""
)
_BYTE = f"[\\x80-\\x9f{re.escape(_HIGH)}]"
#: The first byte of a UTF-8 sequence says how many follow.
_MISREAD = re.compile(f"[Â-ß]{_BYTE}|[à-ï]{_BYTE}{{2}}|[ð-ô]{_BYTE}{{3}}")
#: What is so often damaged: accented Latin letters, blanks, punctuation, the euro and trade marks. Two
#: sound characters ("É»") can look like bytes of something else.
_INTENDED = re.compile(r"[\u00a0-\u017f\u2010-\u203a\u20ac\u2122]")
_ENTITY = re.compile(r"&(?:#\d{2,5}|#[xX][0-9a-fA-F]{2,4}|[a-zA-Z]{2,8});")
_CONTROLS = {code: bytes([code]).decode(_ENCODING, "ignore") or chr(code) for code in range(0x80, 0xA0)}
_JOINER = "\u2060"
_APOSTROPHES = frozenset("’'")


def mend_damage(text: str) -> str:
    """Put the intended characters in place of damaged ones; a sound text comes back as it is."""
    mended = _MISREAD.sub(_mend_misread, text)
    return _ENTITY.sub(_mend_entity, mended).translate(_CONTROLS)


def _mend_misread(match: re.Match[str]) -> str:
    raw = b"".join(_to_byte(character) for character in match.group())
    character = raw.decode("utf-8", "replace")
    return _pad(character, match) if _INTENDED.fullmatch(character) else match.group()


def _to_byte(character: str) -> bytes:
    """Return the byte that was read as this character."""
    return bytes([ord(character)]) if ord(character) < 0xA0 else character.encode(_ENCODING)


def _mend_entity(match: re.Match[str]) -> str:
    character = html.unescape(match.group())
    return match.group() if character == match.group() or len(character) > 1 else _pad(character, match)


def _pad(character: str, match: re.Match[str]) -> str:
    """Fill a character up to the width of what it stands for, tearing no word."""
    text, start, end = match.string, match.start(), match.end()
    width = end - start - len(character)
    in_word = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
    if character.isalpha() or (in_word and character not in _APOSTROPHES):
        return character + _JOINER * width
    opens = not text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
    return " " * width + character if in_word or opens else character + " " * width
