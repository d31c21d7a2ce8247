"""The town of a building, a street or a part of a town that the gazetteer does not have.

Such a place lies where its town does: in the town named with it, else in the only town that the
text is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.annotate.place_candidates import Candidate
from counterclaim.annotate.place_choice import Choice
from counterclaim.annotate.place_context import Container
from counterclaim.annotate.place_features import is_capital
from counterclaim.annotate.place_nearness import is_same_place
from counterclaim.annotate.place_words import LOOK_BACK
from counterclaim.model.span import Span
from counterclaim.vocabulary.gazetteer import GazetteerEntry, find_entries
from counterclaim.vocabulary.places import load_place_table, make_alternatives

#: Least share of a text's mentions of towns from which one town is what the text is about.
HOME_SHARE = 0.6
#: Least people of a town whose name alone places a building that is called after it.
LARGE_TOWN = 150_000

#: An adjective of a country may stand between ("in the northern Norlandic city of").
_INTO_TOWN = re.compile(
    r",?\s+(?:in|at|of|near|outside)\s+(?:the\s+)?(?:(?:[a-z-]+|[A-Z][a-z]+(?=\s[a-z]))\s+){0,5}|,\s+"
)
#: What parts the place of a dateline from the text: a day, an agency in brackets, a dash.
AFTER_DATELINE = re.compile(r"(?:,[^.\n]{1,30}?)?\s*(?:\([^)\n]{2,40}\)\s*)?(?:--|\u2014|\u2013|-\s)")
#: The same at the start of a text, where a town may stand before a colon ("Kelba: Nine people were killed").
_AFTER_OPENING = re.compile(rf"{AFTER_DATELINE.pattern}|:\s")
_OF_TOWN = re.compile(r"(?:'s|\u2019s?)\s+(?:[a-z-]+\s+){0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town and the words that name it."""

    span: Span
    entry: GazetteerEntry
    #: The words say so; else it is only what the text is about, or where it was written.
    is_told: bool = True


def find_towns(
    text: str,
    names: Sequence[Candidate],
    choices: Mapping[Candidate, Choice | None],
    containers: Mapping[Candidate, Container],
    countries: Iterable[str] = (),
) -> Mapping[Candidate, Town]:
    """Find the town of each name that has no certain place of its own.

    Args:
        text: the text.
        names: the names of places, in text order.
        choices: what each of them means.
        containers: the larger place that each is said to lie in.
        countries: ISO3 of the countries that the text names.
    """
    near = frozenset(countries)
    towns = tuple(_iter_towns(names, choices))
    loose = [name for name in names if not _is_sure(choices[name])]
    told = {
        name: town
        for name in loose
        if (
            town := _find_named(text, name, towns)
            or _find_inside(text, name, containers.get(name), towns, near)
        )
    }
    by_wording = {_get_wording(text, name): town for name, town in reversed(told.items())}
    home, desk = _find_home(towns), _find_desk(text, towns)
    is_desk_alone = desk is not None and not any(t.entry == desk.entry and t != desk for t in towns)
    if home is not None and desk is not None and home.entry == desk.entry and is_desk_alone:
        home = _make_loose(home)
    desk = _make_loose(desk)
    found = {
        name: told.get(name)
        or by_wording.get(_get_wording(text, name))
        or next(
            (town for town in (home, desk) if _may_hold(name, town, choices[name], containers.get(name))),
            None,
        )
        for name in loose
    }
    found = {
        name: _make_loose(town) if name not in told and _is_own(text, name, town) else town
        for name, town in found.items()
    }
    return {name: town for name, town in found.items() if town is not None}


def _is_own(text: str, name: Candidate, town: Town | None) -> bool:
    """Tell whether a name may be a town of its own, and no part of the one that a text is about.

    Of a capital a text also tells where a government sits and the wounded are brought.
    """
    is_seat = town is not None and name.kind == "name" and is_capital(town.entry)
    return is_seat or is_own_town(text, name.span)


def is_own_town(text: str, span: Span) -> bool:
    """Tell whether the words around a name call it a town or village, not a part of one."""
    before = text[max(0, span.start - LOOK_BACK) : span.start]
    return bool(_own_town_pattern().search(before) or _own_town_after_pattern().match(text, span.end))


@lru_cache(maxsize=1)
def _own_town_pattern() -> re.Pattern[str]:
    nouns = make_alternatives(load_place_table().own_town_nouns)
    return re.compile(rf"\b(?:{nouns})s?\s+(?:of|called|named)\s+(?:the\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _own_town_after_pattern() -> re.Pattern[str]:
    nouns = make_alternatives(load_place_table().own_town_nouns)
    return re.compile(rf",\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}(?:{nouns})\b", re.IGNORECASE)


def _make_loose(town: Town | None) -> Town | None:
    return None if town is None else replace(town, is_told=False)


def _may_hold(name: Candidate, home: Town | None, choice: Choice | None, container: Container | None) -> bool:
    """Tell whether the town that a text is about can be that of a name without a place of its own.

    It holds no name that most likely means a town of another country, and none that the words put
    into a country or region themselves ("Velmo, in northern Norland"), unless that is a building.
    """
    if home is None or (choice is not None and choice.entry.country != home.entry.country):
        return False
    return container is None or (name.kind == "facility" and container.holds(home.entry))


def _get_wording(text: str, name: Candidate) -> str:
    """Return the words of a name, for telling whether it is the same building."""
    return " ".join(text[name.span.start : name.span.end].lower().split())


def _find_inside(
    text: str, name: Candidate, container: Container | None, towns: Sequence[Town], countries: Set[str]
) -> Town | None:
    """Find the town that a name begins with ("Kelba Beach, Norland", "the Kelba Arena").

    It lies in the larger place named after it; where none is, it is a large town of a country that
    the text names, or in which other towns of it lie.
    """
    if name.kind != "facility":
        return None
    near = {town.entry.country for town in towns} | countries
    words = text[name.span.start : name.span.end].split(" ")
    for count in range(len(words) - 1, 0, -1):
        start = " ".join(words[:count])
        for entry in find_entries(start):
            is_near = entry.population >= LARGE_TOWN and entry.country in near
            is_inside = is_near if container is None else container.holds(entry)
            if entry.is_main and entry.feature == "settlement" and is_inside:
                return Town(span=Span(name.span.start, name.span.start + len(start)), entry=entry)
    return None


def _is_sure(choice: Choice | None) -> bool:
    """Tell whether a name has a place of its own."""
    return choice is not None and choice.is_certain


def _iter_towns(names: Sequence[Candidate], choices: Mapping[Candidate, Choice | None]) -> Iterator[Town]:
    """Iterate over the names that surely mean a town."""
    for name in names:
        choice = choices[name]
        if choice is not None and choice.is_certain and choice.entry.feature == "settlement":
            yield Town(span=name.span, entry=choice.entry)


def _find_home(towns: Sequence[Town]) -> Town | None:
    """Find the town that a text is about: most of its mentions of towns are of it or near it."""
    mentions = {town: sum(is_same_place(town.entry, other.entry) for other in towns) for town in towns}
    best = max(towns, key=lambda town: (mentions[town], town.entry.population), default=None)
    return best if best and mentions[best] >= HOME_SHARE * len(towns) else None


def _find_desk(text: str, towns: Sequence[Town]) -> Town | None:
    """Find the town that opens a text as its dateline ("KELBA (VP) - ...")."""
    first = min(towns, key=lambda town: town.span, default=None)
    if first is None or text[: first.span.start].strip():
        return None
    return first if _AFTER_OPENING.match(text[first.span.end :]) else None


def _find_named(text: str, name: Candidate, towns: Sequence[Town]) -> Town | None:
    """Find the town named inside a name ("Kelba General Hospital"), after it or as its owner."""
    for town in towns:
        after, before = text[name.span.end : town.span.start], text[town.span.end : name.span.start]
        if name.span.overlaps(town.span) or (after and _INTO_TOWN.fullmatch(after)):
            return town
        if before and _OF_TOWN.fullmatch(before):
            return town
    return None
