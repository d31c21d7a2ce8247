"""Pages that were fetched before, so that a site need not send again what did not change (RFC 9111)."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

#: Bytes that all kept pages take; the ones that were not wanted for longest go first.
MAX_BYTES = 256 << 20


class CachedPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a site sent, and by which words it can tell that it did not change since."""

    address: str
    etag: str | None
    last_modified: str | None
    content_type: str | None
    #: Of the body, hexadecimal: a damaged page is none.
    sha256: str


class PageCache:
    """Keeps pages in a folder, a file each; only who fetched them may read it."""

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def find(self, address: str) -> tuple[CachedPage, bytes] | None:
        """Find what an address gave before; None where nothing sound is kept."""
        path = self._get_path(address)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            page = msgspec.json.decode(head, type=CachedPage)
        except (OSError, msgspec.DecodeError):
            return None
        if page.address != address or page.sha256 != hashlib.sha256(body).hexdigest():
            return None
        with suppress(OSError):
            os.utime(path)
        return page, body

    def keep_answer(self, address: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Keep what an address gave; a page that cannot be kept is fetched whole the next time.

        Args:
            address: where the body came from.
            body: the body, unpacked.
            headers: those of the answer, by name in lower case.
        """
        etag, last_modified = headers.get("etag"), headers.get("last-modified")
        page = CachedPage(
            address=address,
            etag=etag,
            last_modified=last_modified,
            content_type=headers.get("content-type"),
            sha256=hashlib.sha256(body).hexdigest(),
        )
        may_be_kept = "no-store" not in headers.get("cache-control", "").lower()
        with suppress(OSError):
            if may_be_kept and (etag or last_modified):
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._write(self._get_path(address), msgspec.json.encode(page) + b"\n" + body)
                self._make_room()
            else:
                self._get_path(address).unlink(missing_ok=True)

    def _write(self, path: Path, raw: bytes) -> None:
        """Write a file whole or not at all: others may read it at the same time."""
        handle, name = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _make_room(self) -> None:
        files = sorted(((path.stat(), path) for path in self._folder.iterdir()), key=_get_age, reverse=True)
        used = 0
        for state, path in files:
            used += state.st_size
            if used > self._max_bytes:
                path.unlink(missing_ok=True)

    def _get_path(self, address: str) -> Path:
        return self._folder / hashlib.sha256(address.encode()).hexdigest()


def _get_age(entry: tuple[os.stat_result, Path]) -> tuple[int, str]:
    return entry[0].st_mtime_ns, entry[1].name
