"""The words that the checks rest on (vocabulary/en/checks.json)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from counterclaim.vocabulary.load import load_table


class Partition(msgspec.Struct, frozen=True, kw_only=True):
    """Groups of people that exclude each other, each with the words that name it."""

    name: str
    cells: Mapping[str, frozenset[str]]


class CheckWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words that the checks rest on (vocabulary/en/checks.json)."""

    version: str
    #: Words that make a count a part of another.
    part_cues: tuple[str, ...]
    #: Marks by which an editor shows a change inside a quotation.
    editorial_marks: tuple[str, ...]
    #: Monday first.
    weekdays: tuple[str, ...]
    exclusive_groups: tuple[Partition, ...]


@lru_cache(maxsize=1)
def load_check_words() -> CheckWords:
    """Load the words of the checks once a process."""
    return load_table("checks", CheckWords)
