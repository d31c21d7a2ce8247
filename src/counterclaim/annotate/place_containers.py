"""Containers: the larger place that a name is said to lie in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.place_candidates import Candidate
from counterclaim.annotate.place_context import Container
from counterclaim.annotate.place_entries import find_candidate_entries
from counterclaim.vocabulary.gazetteer import GazetteerEntry
from counterclaim.vocabulary.places import load_place_table, make_alternatives

#: Words between a place and the larger one it lies in.
_INTO_CONTAINER = re.compile(
    r"(?:,|\s+\(|,?\s+(?:in|of))\s*(?:(?:in|of)\s+)?(?:the\s+)?(?:[a-z]+\s+){0,3}(?:of\s+)?(?:the\s+)?"
    r"|,\s+(?:an?|the)\s+(?:[a-z-]+\s+){1,6}(?:in|of|outside)\s+(?:the\s+)?",
)
#: Words by which a place is only beside the other ("a village near the X border").
_BESIDE = re.compile(r"\b(?:near|bordering|beyond|across|neighbou?ring)\b")
#: Words after which the larger place surely holds the smaller, whatever the gazetteer knows.
_SURELY_IN = re.compile(r"\s+in\s+(?:the\s+)?(?:[a-z]+\s+){0,3}")
#: After a comma it may also be the next place of a list, if the smaller one is well known.
_AFTER_COMMA = re.compile(r",\s+in\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}")
LARGE = 100_000
_POSSESSIVE = re.compile(r"(?:'s|\u2019s)\s+(?:[a-z-]+\s+){0,4}(?:of\s+)?")
#: Words between a name and the nation of its noun ("X, a small [Norlandic] town").
_NATION_AFTER = re.compile(r",\s+(?:an?|the)\s+(?:[a-z-]+\s+){0,3}")


def find_containers(
    text: str, candidates: Sequence[Candidate], parties: Sequence[PartyName]
) -> Mapping[Candidate, Container]:
    """Find the larger place that each candidate is said to lie in: a neighbour, or a nation's adjective."""
    entries = {candidate: find_candidate_entries(candidate) for candidate in candidates}
    containers: dict[Candidate, Container] = dict(_iter_national(text, candidates, parties))
    for one, two in _iter_neighbours(candidates):
        gap = text[one.span.end : two.span.start]
        if _POSSESSIVE.fullmatch(gap):
            small, large = two, one
        elif _INTO_CONTAINER.fullmatch(gap) and not _BESIDE.search(gap):
            small, large = one, two
        else:
            continue
        is_sure = _SURELY_IN.fullmatch(gap) is not None
        if not is_sure and not any(each.population >= LARGE for each in entries[small]):
            is_sure = _AFTER_COMMA.fullmatch(gap) is not None
        container = make_container(small, large, entries, is_sure=is_sure)
        if container is not None:
            containers.setdefault(small, container)
    return _pass_on(candidates, containers)


def _iter_national(
    text: str, candidates: Sequence[Candidate], parties: Sequence[PartyName]
) -> Iterator[tuple[Candidate, Container]]:
    """Iterate over the names called after a nation ("the Norlandic city of X", "X, a Norlandic village")."""
    nations = [each for each in parties if each.country and each.manner == "adjective"]
    for candidate in candidates:
        for party in nations:
            before = text[party.span.end : candidate.span.start]
            after = text[candidate.span.end : party.span.start]
            is_before = before and _nation_before().fullmatch(before)
            is_after = after and _NATION_AFTER.fullmatch(after) and _nation_noun().match(text, party.span.end)
            if candidate.kind == "name" and (is_before or is_after) and party.country:
                country = frozenset({party.country})
                yield (
                    candidate,
                    Container(
                        countries=country,
                        divisions=frozenset(),
                        country=party.country,
                        is_sure=True,
                    ),
                )


@lru_cache(maxsize=1)
def _nation_before() -> re.Pattern[str]:
    """Make the pattern between a nation and a town ("Norlandic [city of] X")."""
    return re.compile(rf"\s+(?:[a-z-]+\s+){{0,2}}(?:{_write_nouns()})(?:\s+of|,)?\s+(?:the\s+)?")


@lru_cache(maxsize=1)
def _nation_noun() -> re.Pattern[str]:
    """Make the pattern after a nation that calls a town one of its own ("a Norlandic [village]")."""
    return re.compile(rf"\s+(?:[a-z-]+\s+){{0,2}}(?:{_write_nouns()})\b")


def _write_nouns() -> str:
    """Write the nouns for what lies in one country; settlers' settlements may lie in another."""
    table = load_place_table()
    nouns = {*table.settlement_nouns, *table.region_nouns, *table.district_nouns} - {"settlement"}
    return make_alternatives(nouns)


def _iter_neighbours(
    candidates: Sequence[Candidate],
) -> Iterator[tuple[Candidate, Candidate]]:
    """Iterate over each candidate and the next one behind it; a name inside a name is not behind it."""
    for place, one in enumerate(candidates):
        two = next(
            (each for each in candidates[place + 1 :] if each.span.start >= one.span.end),
            None,
        )
        if two is not None:
            yield one, two


def _pass_on(
    candidates: Sequence[Candidate], containers: dict[Candidate, Container]
) -> Mapping[Candidate, Container]:
    """Give a building what its town has: "the Arlo Mosque in Kelba, Norland"."""
    for one, two in zip(reversed(candidates[:-1]), reversed(candidates[1:]), strict=True):
        if one.kind == "facility" and one in containers and two in containers:
            containers[one] = containers[two]
    return containers


def make_container(
    small: Candidate,
    large: Candidate,
    entries: Mapping[Candidate, tuple[GazetteerEntry, ...]],
    *,
    is_sure: bool = False,
) -> Container | None:
    """Make the container of one candidate from another; None where the other cannot hold it.

    A country that surely holds it does so though no gazetteer has such a place there.
    """
    found = [entry for entry in entries[large] if entry.feature in ("country", "region", "district")]
    if not found or (_is_bare(large) and not any(entry.is_main for entry in found)):
        return None
    countries = {entry.country for entry in found if entry.country}
    container = Container(
        countries=frozenset(entry.country for entry in found if entry.feature == "country" and entry.country),
        divisions=frozenset(entry.geonames for entry in found if entry.geonames is not None),
        country=countries.pop() if len(countries) == 1 else None,
        is_sure=is_sure and large.kind == "country" and small.kind == "name",
    )
    known = entries[small]
    if known and not container.is_sure and not any(container.holds(entry) for entry in known):
        return None
    return container


def _is_bare(candidate: Candidate) -> bool:
    """Tell whether nothing but its name says what a candidate is."""
    return candidate.kind == "name" and candidate.called is None
