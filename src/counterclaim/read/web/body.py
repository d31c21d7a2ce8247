"""Read the body of an answer, unpacked, and never more of it than is wanted."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from counterclaim.errors import FetchError

#: What a site may pack with; `zlib` tells the two apart itself.
PACKINGS = ("gzip", "x-gzip", "deflate")
_EITHER = zlib.MAX_WBITS | 32
#: `deflate` without the two bytes that should begin it, as some servers send it.
_BARE = -zlib.MAX_WBITS


def read_body(pieces: Iterable[bytes], packing: str, limit: int) -> bytes:
    """Read a body piece by piece.

    Args:
        pieces: as they come from the site.
        packing: its `Content-Encoding`, in lower case; empty for none.
        limit: most bytes of the body, unpacked: a packed bomb is never unpacked further.

    Raises:
        FetchError: it is larger, is packed otherwise, or is damaged.
    """
    if packing in ("", "identity"):
        return _join(pieces, limit)
    if packing not in PACKINGS:
        raise FetchError(
            f"sends its pages packed as {packing!r}, which nobody asked for; save the page instead"
        )
    try:
        return _unpack(pieces, limit)
    except zlib.error as error:
        raise FetchError(f"sends a damaged page ({error}); try again later") from error


def _join(pieces: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        require_size(len(body), limit)
    return bytes(body)


def _unpack(pieces: Iterable[bytes], limit: int) -> bytes:
    body, unpacker = bytearray(), zlib.decompressobj(_EITHER)
    for piece in pieces:
        if unpacker.eof:
            break
        try:
            body += unpacker.decompress(piece, limit + 1 - len(body))
        except zlib.error:
            if body:
                raise
            unpacker = zlib.decompressobj(_BARE)
            body += unpacker.decompress(piece, limit + 1)
        require_size(len(body), limit)
    if not unpacker.eof:
        raise FetchError("sends half a page; try again later")
    return bytes(body)


def require_size(size: int, limit: int) -> None:
    """Raise where a body is larger than it may be.

    Raises:
        FetchError: it is.
    """
    if size > limit:
        raise FetchError(
            f"is larger than {limit:,} bytes; set COUNTERCLAIM_FETCH_MAX_BYTES higher if it is wanted"
        )
