"""Words that help to read a text printed in capitals."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from counterclaim.vocabulary.load import load_table


class CapitalsTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of vocabulary/<language>/capitals.json; the file says what each list is for."""

    about: str
    names: frozenset[str]
    names_beside: frozenset[str]
    editorial: frozenset[str]


@lru_cache(maxsize=1)
def load_capitals() -> CapitalsTable:
    """Load the English words for texts in capitals."""
    return load_table("capitals", CapitalsTable)
