"""Find the address of a page's article: the one it calls its own, where it may."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Where a page tells its address, in the order of trust: element, its mark, and what holds the address.
_TOLD = (("link", "rel", "canonical", "href"), ("meta", "property", "og:url", "content"))
#: The longest address that is kept, as browsers do.
MAX_LENGTH = 2_000


def find_address(tree: HtmlElement, fetched: str | None) -> str | None:
    """Find the address of a page.

    A page that was fetched may name another address of its own site only: what stands on one site
    is not the word of another.

    Args:
        tree: the page.
        fetched: where it was fetched from; None for a file.
    """
    told = (
        element.get(key) or ""
        for tag, attribute, mark, key in _TOLD
        for element in tree.iter(tag)
        if element.get(attribute) == mark
    )
    found = (_make_absolute(each, fetched) for each in told)
    return next((each for each in found if each and _may_name(each, fetched)), fetched)


def is_address(words: str) -> bool:
    """Tell whether words are the address of a page."""
    return words.lower().startswith(("http://", "https://"))


def get_host(address: str) -> str:
    """Return the host of an address without `www.`, in lower case; nothing where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _make_absolute(words: str, fetched: str | None) -> str | None:
    try:
        address = words if words == fetched else urljoin(fetched or "", words.strip())
    except ValueError:
        return None
    is_usable = is_address(address) and get_host(address) and len(address) <= MAX_LENGTH
    return address if is_usable and address.isprintable() and " " not in address else None


def _may_name(address: str, fetched: str | None) -> bool:
    if fetched is None:
        return True
    told, own = get_host(address), get_host(fetched)
    return told == own or told.endswith(f".{own}") or own.endswith(f".{told}")
