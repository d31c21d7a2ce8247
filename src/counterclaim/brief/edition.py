"""Say what a publisher tells of this version of its item: a teaser, a correction, whose channel it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

import msgspec

from counterclaim.brief.plain import make_plain
from counterclaim.model.report import Edition, Signal


class _EditionWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words for versions (edition.json)."""

    partial: str
    signals: Mapping[Signal, str]
    edited: str
    forwarded: str
    party: str


def say_edition(edition: Edition | None) -> str | None:
    """Say what is told of a version, in one line; None where nothing is that a reader should know."""
    return "; ".join(_iter_told(edition)) or None if edition else None


def _iter_told(edition: Edition) -> Iterator[str]:
    words = _load_words()
    if edition.party:
        yield f"{words.party} {make_plain(edition.party)}"
    if edition.forwarded_from:
        yield f"{words.forwarded} {make_plain(edition.forwarded_from)}"
    if edition.is_partial:
        yield words.partial
    yield from (words.signals[signal] for signal in edition.signals)
    if edition.edited_at:
        yield f"{words.edited} {edition.edited_at.isoformat(sep=' ', timespec='minutes')}"


@lru_cache(maxsize=1)
def _load_words() -> _EditionWords:
    file = resources.files("counterclaim.brief").joinpath("edition.json")
    return msgspec.json.decode(file.read_bytes(), type=_EditionWords)
