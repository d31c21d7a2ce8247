"""Where a ledger is: a file, or a PostgreSQL database named by a URL."""

from __future__ import annotations

import re

#: Schemes by which libpq and others name a PostgreSQL database.
POSTGRES_SCHEMES = ("postgresql", "postgres")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
#: What nobody else may read; from a password that holds an unescaped / or @, rather too much is hidden.
_PASSWORD = re.compile(r"(?<=://)([^:@/?]*):.*@|(password=)[^&]*")


def find_scheme(place: str) -> str | None:
    """Find the scheme of a URL; None for what is a path of a file."""
    found = _SCHEME.match(place)
    return found[1].lower() if found else None


def say_place(place: str) -> str:
    """Say where a ledger is, for messages: a URL without its passwords."""
    if find_scheme(place) is None:
        return place
    return _PASSWORD.sub(lambda found: f"{found[1]}:***@" if found[2] is None else f"{found[2]}***", place)


def needs_escape(place: str) -> bool:
    """Tell whether the password of a URL holds what would end it early, and be taken for a host."""
    found = _PASSWORD.search(place)
    return found is not None and any(character in found[0][:-1] for character in "@/?#")
