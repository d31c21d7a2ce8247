"""Answers of HTTP as a crawler kept them (RFC 9112), and the digests beside them.

Crawlers keep bodies as they came, or unpacked with headers that say otherwise: what the headers say
is tried, and the body taken as it is where it does not hold.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

from counterclaim.errors import DamagedError, ReportError
from counterclaim.read.bounded import MAX_DOCUMENT, make_length_error

#: Most bytes and lines of headers that are looked at.
_MAX_HEADERS = 64 << 10
_BLANK = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(r"HTTP/\d(?:\.\d)? (\d{3})\b")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
#: The letters of base 32 and, in their places, those by which Python reads numbers of base 32.
_BASE32 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHIJKLMNOPQRSTUV", "0189")
_ALGORITHMS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "md5": "md5"}
_GZIP = b"\x1f\x8b"


class Message(NamedTuple):
    """One answer."""

    #: Whether it brings the document that was asked for.
    is_success: bool
    #: By name in lower case; of several the last.
    headers: Mapping[str, str]
    #: As it was kept.
    body: bytes

    def decode_body(self, *, may_be_cut: bool = False) -> bytes:
        """Return the document: the body without chunks, unpacked.

        Args:
            may_be_cut: take what there is of a body that ends too early.

        Raises:
            DamagedError: it ends too early.
            LimitError: it is too long.
        """
        raw = self.body
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            raw = join_chunks(raw) or raw
        encodings = self.headers.get("content-encoding", "").lower().split(",")
        for encoding in reversed([each.strip() for each in encodings if each.strip()]):
            raw = _unpack(raw, encoding, may_be_cut=may_be_cut)
        return raw


def parse_message(block: bytes) -> Message:
    """Parse an answer.

    Raises:
        ReportError: it is none.
    """
    blank = _BLANK.search(block, 0, _MAX_HEADERS)
    head = block[: blank.start()] if blank else block[:_MAX_HEADERS]
    first, *lines = head.decode("latin-1").splitlines() or [""]
    status = _STATUS.match(first)
    if not status or not blank:
        raise ReportError("holds no answer of HTTP; nothing of it is read")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}
    return Message(status[1].startswith("2"), headers, block[blank.end() :])


def join_chunks(body: bytes) -> bytes | None:
    """Join the chunks of a body; None where it does not come in chunks."""
    pieces: list[bytes] = []
    place = 0
    while match := _CHUNK.match(body, place):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[match.end() : match.end() + size])
        place = match.end() + size
        place += 2 if body[place : place + 2] == b"\r\n" else body[place : place + 1] == b"\n"
    # A crawler that stopped early leaves no last chunk.
    return b"".join(pieces) if pieces and place >= len(body) else None


def find_media_type(header: str | None) -> str | None:
    """Find the media type that a header names, in lower case and without its parameters."""
    return (header or "").partition(";")[0].strip().lower() or None


def require_digests(get: Callable[[str], str | None], block: bytes, body: bytes) -> None:
    """Raise where a record was changed since it was written (WARC 1.1, 5.8 and 5.9).

    Crawlers differ in whether the chunks are part of the payload, so either will do.

    Raises:
        DamagedError: a digest does not fit.
    """
    block_digest, payload_digest = get("WARC-Block-Digest"), get("WARC-Payload-Digest")
    if block_digest:
        fits = fits_digest(block_digest, block)
    elif payload_digest:
        fits = fits_digest(payload_digest, body) or fits_digest(payload_digest, join_chunks(body) or body)
    else:
        fits = True
    if not fits:
        raise DamagedError("does not fit its own digest: it was changed or damaged; get the crawl again")


def fits_digest(digest: str, raw: bytes) -> bool:
    """Tell whether bytes have a digest; one of an algorithm not known here fits."""
    name, _, written = digest.strip().partition(":")
    algorithm = _ALGORITHMS.get(name.lower())
    if algorithm is None:
        return True
    found = hashlib.new(algorithm, raw, usedforsecurity=False)
    return written.lower() == found.hexdigest() or _read_base32(written, found.digest_size) == found.digest()


def _read_base32(written: str, size: int) -> bytes | None:
    """Read bytes written in base 32 (RFC 4648), with or without padding; None where they are no such.

    By one number: `base64` takes ten times as long, of each record of a crawl.
    """
    letters = written.rstrip("=").upper().translate(_BASE32)
    spare = 5 * len(letters) - 8 * size
    if not 0 <= spare < 5 or not letters.isalnum():
        return None
    try:
        return (int(letters, 32) >> spare).to_bytes(size, "big")
    except (ValueError, OverflowError):
        return None


def _unpack(raw: bytes, encoding: str, *, may_be_cut: bool) -> bytes:
    if encoding in ("gzip", "x-gzip") and raw.startswith(_GZIP):
        return _inflate(raw, 31, may_be_cut=may_be_cut)
    if encoding == "deflate":
        # Some servers send the bare stream, without the header that the standard asks for.
        bits = 15 if raw[:1] == b"\x78" else -15
        return _inflate(raw, bits, may_be_cut=may_be_cut)
    if encoding == "br":
        return _unpack_brotli(raw)
    return raw


def _inflate(raw: bytes, bits: int, *, may_be_cut: bool) -> bytes:
    unpacker = zlib.decompressobj(wbits=bits)
    try:
        text = unpacker.decompress(raw, MAX_DOCUMENT + 1)
    except zlib.error as error:
        raise DamagedError(f"is packed and damaged ({error}); get it again") from error
    if len(text) > MAX_DOCUMENT:
        raise make_length_error(MAX_DOCUMENT)
    if not unpacker.eof and not may_be_cut:
        raise DamagedError("is packed and ends too early; get it again")
    return text


def _unpack_brotli(raw: bytes) -> bytes:
    from fastwarc.stream_io import BrotliReader

    try:
        text = BrotliReader(io.BytesIO(raw)).read(MAX_DOCUMENT + 1)
    except (OSError, ValueError) as error:
        raise DamagedError(f"is packed and damaged ({error}); get it again") from error
    if len(text) > MAX_DOCUMENT:
        raise make_length_error(MAX_DOCUMENT)
    return text
