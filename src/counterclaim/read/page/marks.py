"""The names by which pages mark what they tell of themselves (marks.json)."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import msgspec


class PageMarks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of metadata, in lower case but for the types, each list in the order of trust."""

    #: Names of `meta` elements and of microdata that hold the moment of publication.
    published: tuple[str, ...]
    #: The same for the last change.
    modified: tuple[str, ...]
    #: Types of schema.org that are one article.
    articles: frozenset[str]
    #: Parts of the classes of elements that show the date of the article.
    date_words: tuple[str, ...]
    #: Words of pages that say that they show nothing without scripts.
    script_words: tuple[str, ...]


@lru_cache(maxsize=1)
def load_page_marks() -> PageMarks:
    """Load the names once a process."""
    raw = resources.files("counterclaim.read.page").joinpath("marks.json").read_bytes()
    return msgspec.json.decode(raw, type=PageMarks)
