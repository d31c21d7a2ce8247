"""Deeds whose name tells of people: "a triple shooting", "a double homicide", "a deadly shooting".

How many were hit, or only that somebody died; the second counts where a report tells of no death
otherwise (`toll_totals`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from counterclaim.annotate.parsed import get_lower_words
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.toll_context import is_unreal
from counterclaim.coding.rules.toll_counts import Count
from counterclaim.coding.rules.toll_harms import Harm
from counterclaim.coding.rules.toll_links import Link
from counterclaim.model.statement import Property
from counterclaim.model.values import TollOperator
from counterclaim.vocabulary.load import load_table

#: How far a deed can stand after "triple" or "deadly", in tokens ("a deadly Saturday night shooting").
_REACH = 4
_STOPS = frozenset({".", ",", ";", ":", "-", "–", "—", "and", "of", "in", "\n"})


class _Deeds(msgspec.Struct, frozen=True):
    version: str
    about: str
    multiples: dict[str, int]
    deeds: dict[Property, frozenset[str]]
    deadly: frozenset[str]
    deadly_deeds: frozenset[str]
    death_openers: frozenset[str]
    charges: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]


@lru_cache(maxsize=1)
def _load_deeds() -> _Deeds:
    return load_table("toll_deeds", _Deeds)


def add_deeds(doc: Doc, links: Sequence[Link]) -> tuple[Link, ...]:
    """Add the people that the names of deeds tell of."""
    words = get_lower_words(doc)
    taken = {link.harm.token for link in links}
    added: dict[int, Link] = {}
    for link in (*_iter_multiples(doc, words), *_iter_deaths(doc, words)):
        if link.harm.token not in taken and not is_unreal(doc[link.harm.token], zero=False):
            added.setdefault(link.harm.token, link)
    return (*links, *added.values())


def is_charge(token: Token) -> bool:
    """Tell whether a word names a crime in which somebody died ("murder")."""
    return token.lower_ in _load_deeds().charges


def _iter_multiples(doc: Doc, words: Sequence[str]) -> Iterator[Link]:
    """Yield the numbers of "a triple shooting", "a double fatal shooting"."""
    table = _load_deeds()
    for place, word in enumerate(words):
        number = table.multiples.get(word)
        deed = _find_deed(words, place, table) if number else None
        if number is None or deed is None:
            continue
        harm = next(each for each, names in table.deeds.items() if words[deed] in names)
        is_deadly = bool(table.deadly.intersection(words[place + 1 : deed]))
        yield _make_link(
            doc, (place, deed), "killed" if is_deadly else harm, "exact", number, is_hit=harm == "injured"
        )


def _find_deed(words: Sequence[str], place: int, table: _Deeds) -> int | None:
    """Find the deed that a multiple stands before, but not "double murder-suicide"."""
    names = frozenset().union(*table.deeds.values())
    for near in range(place + 1, min(place + _REACH, len(words))):
        if words[near] in names:
            return near if words[near + 1 : near + 2] not in (["-"], ["suicide"]) else None
        if words[near] not in table.deadly and words[near] != "-":
            return None
    return None


def _iter_deaths(doc: Doc, words: Sequence[str]) -> Iterator[Link]:
    """Yield that somebody died for "a deadly shooting", "a shooting death", "charged with murder"."""
    table = _load_deeds()
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if word in table.deadly:
            deed = _find_deadly_deed(words, place, table)
        elif word in table.death_openers:
            deed = place + 1 if after == "death" else None
        else:
            deed = place if word in table.charges and _is_charge(words, place, table) else None
        if deed is not None and words[deed + 1 : deed + 2] != ["of"]:
            yield _make_link(doc, (place, deed), "killed", "at_least", 1, is_implied=True)


def _find_deadly_deed(words: Sequence[str], place: int, table: _Deeds) -> int | None:
    for near in range(place + 1, min(place + 1 + _REACH, len(words))):
        if words[near] in table.deadly_deeds:
            return near
        if words[near] in _STOPS:
            return None
    return None


def _is_charge(words: Sequence[str], place: int, table: _Deeds) -> bool:
    """Tell whether the name of a crime stands for a crime done."""
    before, after = words[max(0, place - 3) : place], words[place + 1 : place + 2]
    return not table.not_before.intersection(before) and not table.not_after.intersection(after)


def _make_link(
    doc: Doc,
    span: tuple[int, int],
    harm_property: Property,
    op: TollOperator,
    number: int,
    *,
    is_hit: bool = False,
    is_implied: bool = False,
) -> Link:
    """Make the link of a deed from the tokens of its name."""
    first, last = doc[span[0]], doc[span[1]]
    harm = Harm(
        property=harm_property,
        token=last.i,
        last=last.i,
        frame="self",
        kind="noun",
        is_hit=is_hit and harm_property == "injured",
        is_implied=is_implied,
    )
    count = Count(
        op=op,
        n=number,
        low=number,
        high=number if op == "exact" else None,
        start=first.idx,
        end=last.idx + len(last),
        head=last.i,
        basis="derived" if is_implied else "stated",
    )
    return Link(harm=harm, count=count)
