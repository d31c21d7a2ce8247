"""Count what a file holds that is no report, so that thousands of pictures are told in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterclaim.model.statement import Problem
from counterclaim.read.found import Found

#: Kind of the Problem that counts what was left out by rule; nothing failed.
ASIDE = "aside"


def iter_aside(counts: Mapping[str, int], name: str) -> Iterator[Found]:
    """Iterate over one Problem for each kind of thing that was left out.

    Args:
        counts: how many of each kind, in words such as "service messages".
        name: where they were read from.
    """
    for kind, count in sorted(counts.items()):
        yield Found(Problem(kind=ASIDE, message=f"{kind} left out: {count}", where=name))
