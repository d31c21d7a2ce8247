"""Which codings of a report are shown when there are several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.ledger.base import Body

_NUMBER = re.compile(r"\d+")


def find_current(codings: Sequence[Body]) -> tuple[Body, ...]:
    """Find each coder's current coding: the highest version, and of those the last recorded.

    Args:
        codings: all codings of one report, in the order of the log.
    """
    current: dict[str, Body] = {}
    for coding in codings:
        coder = str(coding["coder"])
        if coder not in current or to_version_key(coding) >= to_version_key(current[coder]):
            current[coder] = coding
    chosen = {coding["id"] for coding in current.values()}
    return tuple(coding for coding in codings if coding["id"] in chosen)


def to_version_key(coding: Body) -> tuple[int, ...]:
    """Return the numbers of a coding's version, so that 0.10 comes after 0.9."""
    return tuple(int(number) for number in _NUMBER.findall(str(coding["version"])))
