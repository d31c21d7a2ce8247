"""Which judgement of a pair is in force when several were made.

Invariant: the answer is a function of the set of judgements, not of the order in which they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from counterclaim.model.judgement import Judgement, MentionKey

#: The two keys of a pair, the smaller first.
Pair: TypeAlias = tuple[MentionKey, MentionKey]

_EVER = datetime.min.replace(tzinfo=UTC)


def find_in_force(judgements: Iterable[Judgement]) -> Mapping[Pair, Judgement]:
    """Find the judgement in force of every pair that has one.

    Of one judge's judgements the last counts, and none when it withdraws. Of several persons' the
    last counts, before any matcher's; of several matchers' that of the last name and version. Made
    at the same time, or at no time, the one with the larger id counts.
    """
    made: dict[Pair, list[Judgement]] = {}
    for each in judgements:
        made.setdefault((each.left, each.right), []).append(each)
    chosen = ((pair, _choose(about)) for pair, about in made.items())
    return {pair: each for pair, each in chosen if each is not None}


def _choose(about: Sequence[Judgement]) -> Judgement | None:
    """Choose the judgement in force of one pair; most pairs were judged once."""
    last = about
    if len(about) > 1:
        ordered = sorted(about, key=_make_rank)
        last = sorted({(each.kind, each.by): each for each in ordered}.values(), key=_make_rank)
    return next((each for each in reversed(last) if each.verdict != "withdrawn"), None)


def _make_rank(judgement: Judgement) -> tuple[bool, datetime, str, str]:
    """Rank a judgement: what comes later replaces what came before."""
    is_person = judgement.kind == "person"
    name = "" if is_person else judgement.by
    return is_person, judgement.made_at or _EVER, name, judgement.id
