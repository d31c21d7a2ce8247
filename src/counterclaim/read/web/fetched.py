"""What fetching gives."""

from __future__ import annotations

from typing import Protocol

import msgspec


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one address."""

    #: As it was asked for.
    asked: str
    #: Where the bytes were in the end, after all redirects.
    address: str
    #: The body, unpacked.
    body: bytes
    #: As the site names it; None where it does not.
    content_type: str | None
    #: The site says that nothing changed since the body was fetched last.
    is_unchanged: bool


class Fetch(Protocol):
    """Fetches an address."""

    def __call__(self, address: str) -> Fetched:
        """Fetch an address.

        Raises:
            FetchError: it cannot or must not be fetched.
        """
        ...
