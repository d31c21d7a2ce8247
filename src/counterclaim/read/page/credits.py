"""Find what a page tells of its article: headline, byline and the name of its site.

These are trafilatura's own steps, in its order. All of its metadata at once would take a tenth of a page's
time more: categories, tags, licences and an address of its own are looked for that nobody here reads.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from trafilatura import metadata
from trafilatura.settings import Document

from counterclaim.read.page.text import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

log = logging.getLogger(__name__)


class PageCredits(NamedTuple):
    """What a page tells of its article, each None where it does not."""

    title: str | None
    byline: tuple[str, ...]
    #: The name of the site, as it calls itself.
    outlet: str | None


def find_credits(tree: HtmlElement) -> PageCredits:
    """Find headline, byline and outlet: in metadata, then JSON-LD, then in the page itself."""
    told = Document()
    try:
        told = metadata.examine_meta(tree)
        if told.author and " " not in told.author:
            # One word is the name of an account.
            told.author = None
        told = metadata.extract_meta_json(tree, told)
        told.title = told.title or metadata.extract_title(tree)
        told.author = told.author or metadata.extract_author(tree)
        told.sitename = told.sitename or metadata.extract_sitename(tree)
    except Exception:
        # Pages write what they like there; what was told before is kept, and the article is read.
        log.debug("what the page tells of its article could not all be read", exc_info=True)
    told.clean_and_trim()
    return PageCredits(clean_line(told.title), _split_byline(told.author), _name_site(told.sitename))


def _split_byline(author: str | None) -> tuple[str, ...]:
    names = (clean_line(name) for name in (author or "").split(";"))
    return tuple(name for name in names if name)


def _name_site(name: str | None) -> str | None:
    """Write the name of a site as a name: without the mark of an account, with a capital."""
    plain = clean_line((name or "").lstrip("@"))
    return plain.title() if plain and "." not in plain and not plain[0].isupper() else plain
