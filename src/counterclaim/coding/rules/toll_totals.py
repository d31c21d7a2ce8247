"""Totals that a report does not write out: its victims one by one, or those hit without the dead.

A derived total is never made where the report writes out how many there were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.annotate.tree import Doc
from counterclaim.coding.rules.toll_deeds import is_charge
from counterclaim.coding.rules.toll_people import group_people
from counterclaim.coding.rules.tolls import TollCandidate
from counterclaim.model.statement import Property
from counterclaim.model.values import TollOperator
from counterclaim.vocabulary.harms import get_words, load_harms

_People = tuple[tuple[TollCandidate, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A count of everyone that several counts make together."""

    property: Property
    op: TollOperator
    n: int
    #: The counts it is made of, in text order.
    members: tuple[TollCandidate, ...]
    #: Who is counted, where that is not everyone ("four soldiers were shot").
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the counts of one event come to."""

    totals: tuple[Total, ...]
    #: Counts that say nothing of their own: hits that became hurt or dead, the hurt who died.
    absorbed: frozenset[TollCandidate]


def make_tally(doc: Doc, tolls: Sequence[TollCandidate]) -> Tally:
    """Make the tally of the counts of one event that hold now, in text order."""
    counted = [toll for toll in tolls if _is_counted(toll)]
    people = group_people(doc, [toll for toll in counted if _is_person(toll)])
    dead = tuple(one for one in people if any(toll.property == "killed" for toll in one))
    hurt = tuple(one for one in people if one not in dead)
    crowd = [toll for toll in counted if not _is_person(toll) and not toll.is_implied]
    killed = _total_people("killed", dead, crowd)
    number_dead = max(
        _find_whole("killed", crowd, hits=False), killed.n if killed else 0, _count_victims(dead)
    )
    injured = _total_hits(doc, crowd, people, number_dead) or _total_people("injured", hurt, crowd)
    absorbed = [toll for one in dead for toll in one if toll.property == "injured" and not _is_written(toll)]
    absorbed += [toll for toll in crowd if toll.is_hit]
    absorbed += _find_implied(doc, counted, hurt)
    return Tally(totals=tuple(filter(None, (killed, injured))), absorbed=frozenset(absorbed))


def _find_implied(doc: Doc, counted: Sequence[TollCandidate], hurt: _People) -> list[TollCandidate]:
    """Find what a deed's name leaves to say: its death where another is told, else the one person hit.

    "A man was shot in the chest ... the deadly shooting" tells of one person. A bare "murder" says
    nothing of the dead beside several hurt.
    """
    implied = [toll for toll in counted if toll.is_implied]
    told = [toll for toll in counted if toll.property == "injured"]
    if any(toll.property == "killed" and not toll.is_implied for toll in counted):
        return implied
    is_one = len(hurt) == 1 and len(told) == len(hurt[0]) and not any(map(_is_written, told))
    if is_one or not told:
        return [*implied[1:], *(told if implied else ())]
    named = [toll for toll in implied if is_charge(doc[toll.head])]
    sure = [toll for toll in implied if toll not in named]
    return [*named, *sure[1:]]


def _is_counted(toll: TollCandidate) -> bool:
    """Tell whether a count can take part in a sum."""
    value = toll.value
    return (
        toll.property in ("killed", "injured")
        and not toll.part_of
        and not value.superseded
        and toll.scope == "event"
        and value.op != "zero"
    )


def _is_person(toll: TollCandidate) -> bool:
    """Tell whether a count is of one person."""
    return toll.individual or toll.value.op == "exact" and toll.value.n == 1


def _is_written(toll: TollCandidate) -> bool:
    """Tell whether a count of one is written out ("one injured")."""
    return not toll.individual and not toll.is_hit


def _count_victims(people: _People) -> int:
    """Count the persons other than attackers."""
    attackers = load_harms()["attackers_group"]
    return sum(all(toll.value.group != attackers for toll in one) for one in people)


def _find_whole(harm: Property, crowd: Sequence[TollCandidate], *, hits: bool) -> int:
    """Find the largest number of everyone that is written out; 0 for none."""
    numbers = (toll.value.n or toll.value.low or 0 for toll in crowd if _is_whole(toll, harm, hits=hits))
    return max(numbers, default=0)


def _is_whole(toll: TollCandidate, harm: Property, *, hits: bool) -> bool:
    return toll.property == harm and toll.is_hit == hits and toll.value.group is None


def _total_people(harm: Property, people: _People, crowd: Sequence[TollCandidate]) -> Total | None:
    """Make the total of persons told one by one, or of kinds told side by side."""
    if _find_whole(harm, crowd, hits=False) > 1:
        return None
    kinds = _find_largest_row([toll for toll in crowd if toll.property == harm and not toll.is_hit], people)
    each = tuple(next((t for t in one if t.property == harm), one[0]) for one in people)
    members = max(kinds, each, key=_sum)
    return Total(property=harm, op="exact", n=_sum(members), members=members) if _sum(members) > 1 else None


def _sum(tolls: Sequence[TollCandidate]) -> int:
    return sum(toll.value.n or 0 for toll in tolls)


def _find_largest_row(crowd: Sequence[TollCandidate], people: _People) -> tuple[TollCandidate, ...]:
    """Find the exact counts that share a harm word and come to most ("two men and a woman were killed")."""
    rows: dict[int, dict[int, TollCandidate]] = {}
    for toll in (*crowd, *(toll for one in people for toll in one)):
        if toll.value.op == "exact":
            rows.setdefault(toll.predicate, {}).setdefault(toll.head, toll)
    full = [tuple(row.values()) for row in rows.values() if len(row) > 1]
    own = {toll.predicate for toll in crowd}
    return max((row for row in full if row[0].predicate in own), key=_sum, default=())


def _total_hits(doc: Doc, crowd: Sequence[TollCandidate], people: _People, number_dead: int) -> Total | None:
    """Make the number of the hurt from the number of those hit, without the dead."""
    hits = [toll for toll in crowd if toll.is_hit and toll.value.n]
    whole = [(toll,) for toll in hits if toll.value.group is None] + [_find_largest_row(hits, people)]
    members = max(whole, key=_sum) or max(((toll,) for toll in hits), key=_sum, default=())
    hurt = _find_whole("injured", crowd, hits=False)
    n = _sum(members) - (0 if any(_is_beside(doc, toll) for toll in members) else number_dead)
    if n < 1 or (hurt > 1 and hurt >= n):
        return None
    is_plain = len(members) == 1 and n == _sum(members)
    op = members[0].value.op if is_plain else "exact"
    group = members[0].value.group if len(members) == 1 else None
    return Total(property="injured", op=op, n=n, members=members, group=group)


def _is_beside(doc: Doc, toll: TollCandidate) -> bool:
    """Tell whether those hit are counted beside the dead ("two others were shot")."""
    head = doc[toll.head]
    words = {head.lower_, *(child.lower_ for child in head.lefts)}
    return bool(words & get_words("other_person")) or "others" in words
