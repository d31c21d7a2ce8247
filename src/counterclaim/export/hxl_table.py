"""HXL and HDX HAPI: columns, hashtags and the words of groups."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from counterclaim.export.codes import load_data


class HxlTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of export/data/hxl.json."""

    about: str
    version: str
    #: Hashtag of each column, in the order of the file.
    columns: dict[str, str]
    #: Words for parts of a toll that have a column of their own, in lower case.
    groups: Mapping[str, frozenset[str]]
    losses: tuple[str, ...]
    hapi_columns: tuple[str, ...]
    hapi_types: tuple[str, ...]
    #: Event types of ACLED that are demonstrations.
    hapi_demonstrations: frozenset[str]
    hapi_losses: tuple[str, ...]


@lru_cache(maxsize=1)
def load_hxl() -> HxlTable:
    """Load what HXL and HAPI need."""
    return load_data("hxl", HxlTable)
