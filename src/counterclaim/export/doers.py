"""Whom an export may name as the doer: who says so of itself, or whom a report names flatly.

We never state in our own voice that somebody did it (ETHICS.md): who is only blamed stands beside the
one who blames, in a record or a note of its own, and who denies it is not named as the doer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterclaim.export.codes import load_crosswalk
from counterclaim.export.view import find_current
from counterclaim.model.ids import StatementId
from counterclaim.model.values import PartyValue, ResponsibilityValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.vocabulary.parties import find_parent, load_country_names, load_known_parties

#: Positions of a party on its own deed (codebooks 9.3).
_OWN = frozenset({"claim", "admit"})
_DENIED = frozenset({"deny"})
_FLAT = frozenset({"assert_fact"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party in a role, with the statements that put it there."""

    name: str
    kind: str
    named: bool
    #: ISO3 of its country; None when no lexicon knows it.
    country: str | None
    statements: tuple[StatementId, ...]


def find_doers(case: Case) -> tuple[Party, ...]:
    """Find the parties to name as doers; descriptions ("gunmen") where no name may stand."""
    positions = find_current(case, "responsibility")
    deniers = {name.casefold() for name, _ in _iter_positions(positions, _DENIED)}
    flat = [
        (name, each)
        for name, each in (*_iter_flat(case), *_iter_positions(_skip_spoken(positions), _FLAT))
        if name.casefold() not in deniers
    ]
    named = _merge_parties([*_iter_positions(positions, _OWN), *flat])
    return named or _merge_parties(_iter_parties(find_current(case, "actor"), named=False))


def find_recipients(case: Case) -> tuple[Party, ...]:
    """Find the people and bodies that it was done to; things are none."""
    kinds = load_crosswalk().party_kinds
    parties = _merge_parties(
        (name, each)
        for is_named in (True, False)
        for name, each in _iter_parties(find_current(case, "recipient"), named=is_named)
    )
    return tuple(party for party in parties if party.kind in kinds)


def make_party(name: str, kind: str, *, named: bool, statements: tuple[StatementId, ...] = ()) -> Party:
    """Make a party with the country that a lexicon gives it."""
    return Party(name=name, kind=kind, named=named, country=find_country(name), statements=statements)


def find_country(name: str) -> str | None:
    """Find the country of a party by its name; None when no lexicon knows it."""
    known = load_known_parties().get(name)
    if known and known.country:
        return known.country
    country = load_country_names().get(find_parent(name) or name)
    return country.iso3 if country else None


def find_kind_of(name: str) -> str:
    """Find the kind of a party by its name: a country, a known party, or `other`."""
    known = load_known_parties().get(name)
    return known.kind if known else "country" if name in load_country_names() else "other"


def _iter_flat(case: Case) -> Iterator[tuple[str, Testimony]]:
    """Yield those whom a report itself names as the doer, without a speaker and without a hedge."""
    return _iter_parties(_skip_spoken(find_current(case, "actor")), named=True)


def _skip_spoken(testimonies: Iterable[Testimony]) -> tuple[Testimony, ...]:
    """Keep what the narrator says flatly."""
    return tuple(
        each for each in testimonies if not each.statement.speakers and each.statement.certainty == "CT"
    )


def _iter_parties(testimonies: Iterable[Testimony], *, named: bool) -> Iterator[tuple[str, Testimony]]:
    for each in testimonies:
        value = each.statement.value
        if isinstance(value, PartyValue) and value.named == named:
            yield value.name, each


def _iter_positions(
    testimonies: Iterable[Testimony], positions: frozenset[str]
) -> Iterator[tuple[str, Testimony]]:
    for each in testimonies:
        value = each.statement.value
        if isinstance(value, ResponsibilityValue) and value.position in positions:
            yield value.actor, each


def _merge_parties(found: Iterable[tuple[str, Testimony]]) -> tuple[Party, ...]:
    """Merge the parties of one name; in the order of their names."""
    by_name: dict[str, list[Testimony]] = {}
    for name, each in found:
        by_name.setdefault(name, []).append(each)
    return tuple(_make_merged(name, by_name[name]) for name in sorted(by_name))


def _make_merged(name: str, testimonies: list[Testimony]) -> Party:
    values = [each.statement.value for each in testimonies]
    parties = [value for value in values if isinstance(value, PartyValue)]
    kind = min((party.kind for party in parties), default=None) or find_kind_of(name)
    return make_party(
        name,
        kind,
        named=any(party.named for party in parties) or not parties,
        statements=tuple(sorted({each.statement.id for each in testimonies})),
    )
