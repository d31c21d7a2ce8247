"""Who did it and to whom, as the tabular formats may print it.

A party that is only accused is no side of its own: the notes say who accuses it. Printed are those
who claimed or admitted it, those whom a report names in its own voice and who do not deny it, and
descriptions without a name ("gunmen"), whoever used them (codebooks 12.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.export.act import judge_side
from counterclaim.export.view import find_current, find_parties
from counterclaim.model.ids import StatementId
from counterclaim.model.statement import Property
from counterclaim.model.values import PartyValue, ResponsibilityValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.parties import PartyBook, make_party_book
from counterclaim.vocabulary.parties import load_bodies, load_country_names, load_known_parties

#: Positions that make a party a side, the surest first.
_OWN = ("claim", "admit", "assert_fact")
#: From here on it is told by others than the party itself.
_TOLD = _OWN.index("assert_fact")
#: Harms that tell of people, where no words say what they were.
_HARMS: tuple[Property, ...] = ("killed", "injured")


@dataclass(frozen=True, slots=True, kw_only=True)
class SideParty:
    """A party on one side of an event."""

    name: str
    #: Kind of party, see vocabulary/en/parties.json and `party_kinds` of the crosswalk.
    kind: str
    #: ISO3 of the country it belongs to, where a lexicon knows.
    country: str | None
    #: False for a description.
    named: bool
    #: The statements that make it a side.
    statements: tuple[StatementId, ...]


def find_doers(case: Case) -> tuple[SideParty, ...]:
    """Find who did it, the surest first; descriptions only where nobody is named."""
    book = make_party_book(case)
    deniers = _find_deniers(case, book)
    found: dict[str, list[tuple[int, Testimony, str, PartyValue | None]]] = {}
    for rank, testimony, name, value in _iter_doers(case, book):
        if rank < _TOLD or name not in deniers:
            found.setdefault(name, []).append((rank, testimony, name, value))
    ordered = sorted(found.values(), key=lambda group: (min(each[0] for each in group), -len(group)))
    parties = tuple(_make_doer(group) for group in ordered)
    named = tuple(party for party in parties if party.named)
    return named or parties


def _iter_doers(case: Case, book: PartyBook) -> Iterator[tuple[int, Testimony, str, PartyValue | None]]:
    for each in find_current(case, "responsibility"):
        value = each.statement.value
        if isinstance(value, ResponsibilityValue) and value.position in _OWN:
            yield _OWN.index(value.position), each, book.get_party(each.report.id, value.actor), None
    for each in find_current(case, "actor"):
        value = each.statement.value
        if isinstance(value, PartyValue) and (not each.statement.speakers or not value.named):
            yield len(_OWN), each, book.get_party(each.report.id, value.name), value


def _find_deniers(case: Case, book: PartyBook) -> frozenset[str]:
    """Find who denies it: a report's own voice does not make them the doer."""
    values = ((each.report.id, each.statement.value) for each in find_current(case, "responsibility"))
    return frozenset(
        book.get_party(report, value.actor)
        for report, value in values
        if isinstance(value, ResponsibilityValue) and value.position == "deny"
    )


def _make_doer(group: list[tuple[int, Testimony, str, PartyValue | None]]) -> SideParty:
    _, _, name, _ = group[0]
    values = [value for *_, value in group if value is not None]
    kind, country = judge_party(name, values[0].kind if values else "armed_group")
    return SideParty(
        name=name,
        kind=kind,
        country=country,
        named=not values or any(value.named for value in values) or len(values) < len(group),
        statements=tuple(testimony.statement.id for _, testimony, _, _ in group),
    )


def judge_party(name: str, kind: str) -> tuple[str, str | None]:
    """Judge the kind and the country of a party by its name; the kind given holds where no lexicon knows."""
    known = load_known_parties().get(name)
    if known:
        return known.kind, known.country
    country = load_country_names().get(name)
    if country:
        return "country", country.iso3
    body = load_bodies().get(name.split()[-1].lower()) if name else None
    owner = next((each for word, each in load_country_names().items() if name.startswith(f"{word} ")), None)
    return (body if body and owner else kind), owner.iso3 if owner else None


def find_victims(case: Case) -> tuple[SideParty, ...]:
    """Find who was hit, those whose fate is told first; unnamed people are civilians.

    Where a report counts people and says nothing more of them, they are civilians too: every format
    takes those for unarmed whom nobody calls armed (codebooks 1.2, 3.3).
    """
    people = [said for said in find_parties(case, "recipient") if judge_side(said.party.kind) != "none"]
    told = [said for said in people if said.party.fate] or people
    parties = tuple(
        SideParty(
            name=said.party.name,
            kind=said.party.kind,
            country=judge_party(said.party.name, said.party.kind)[1],
            named=said.party.named,
            statements=tuple(sorted(said.ids)),
        )
        for said in told
    )
    return parties or _find_counted(case)


def _find_counted(case: Case) -> tuple[SideParty, ...]:
    counted = [each.statement.id for harm in _HARMS for each in find_current(case, harm)]
    if not counted:
        return ()
    return (SideParty(name="people", kind="civilians", country=None, named=False, statements=tuple(counted)),)
