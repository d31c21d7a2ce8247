"""Who did it and to whom, as the tabular formats may print it.

A party that is only accused is no side of its own: the notes say who accuses it. Printed are those
who claimed or admitted it, those whom a report names in its own voice, and descriptions without a
name ("gunmen"), whoever used them (codebooks 12.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.export.act import judge_side
from counterclaim.export.kinds import PartyKinds, judge_party, make_kinds
from counterclaim.export.view import Said, find_current, find_parties
from counterclaim.model.ids import StatementId
from counterclaim.model.statement import Property
from counterclaim.model.values import PartyValue, ResponsibilityValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.parties import PartyBook, make_party_book

#: Positions that make a party a side, the surest first.
_OWN = ("claim", "admit", "assert_fact")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A testimony that makes a party a doer."""

    party: str
    #: Place in `_OWN` of its position; after all of them for a bare actor.
    rank: int
    testimony: Testimony
    #: The actor as told; None for a position.
    actor: PartyValue | None = None


def find_doers(case: Case) -> tuple[SideParty, ...]:
    """Find who did it, the surest first; descriptions only where nobody is named.

    Who denies it and neither claims nor admits it is no doer, whatever a report says flatly.
    """
    book = make_party_book(case)
    kinds = make_kinds(case, book)
    by_party: dict[str, list[_Link]] = {}
    for link in _iter_links(case, book):
        by_party.setdefault(link.party, []).append(link)
    ordered = sorted(by_party.values(), key=lambda links: (min(link.rank for link in links), -len(links)))
    parties = tuple(_make_doer(links, kinds) for links in ordered)
    named = tuple(party for party in parties if party.named)
    return named or parties


def _iter_links(case: Case, book: PartyBook) -> Iterator[_Link]:
    stands = [(each, value) for each in find_current(case, "responsibility") if (value := _get_stand(each))]
    deniers = {
        book.get_party(each.report.id, value.actor) for each, value in stands if value.position == "deny"
    }
    for each, value in stands:
        party = book.get_party(each.report.id, value.actor)
        is_own = value.position in {"claim", "admit"}
        if is_own or (value.position == "assert_fact" and _is_flat(each) and party not in deniers):
            yield _Link(party=party, rank=_OWN.index(value.position), testimony=each)
    for each in find_current(case, "actor"):
        actor = each.statement.value
        if not isinstance(actor, PartyValue):
            continue
        party = book.get_party(each.report.id, actor.name)
        if not actor.named or (_is_flat(each) and party not in deniers):
            yield _Link(party=party, rank=len(_OWN), testimony=each, actor=actor)


def _get_stand(testimony: Testimony) -> ResponsibilityValue | None:
    value = testimony.statement.value
    return value if isinstance(value, ResponsibilityValue) else None


def _is_flat(testimony: Testimony) -> bool:
    """Tell whether the report itself says so, without a hedge."""
    return not testimony.statement.speakers and testimony.statement.certainty == "CT"


def _make_doer(links: list[_Link], kinds: PartyKinds) -> SideParty:
    name = links[0].party
    actors = [link.actor for link in links if link.actor]
    kind, country = kinds.judge(name)
    return SideParty(
        name=name,
        kind=kind,
        country=country,
        named=len(actors) < len(links) or any(actor.named for actor in actors),
        statements=tuple(link.testimony.statement.id for link in links),
    )


def choose_attackers(doers: tuple[SideParty, ...]) -> tuple[SideParty, ...]:
    """Choose those who used force: the doers on the side of the first armed one.

    Unarmed people ("the driver") are nobody that a format could name. Beside them police without a
    name are rather those who came than those who did it, so nobody is left.
    """
    armed = tuple(each for each in doers if judge_side(each.kind) != "civilians")
    same = tuple(each for each in armed if judge_side(each.kind) == judge_side(armed[0].kind))
    came = all(judge_side(each.kind) == "state" and not each.named for each in same)
    return () if came and len(armed) < len(doers) else same


def find_victims(case: Case) -> tuple[SideParty, ...]:
    """Find who was hit, those whose fate is told first; unnamed people are civilians.

    Where a report counts people and says nothing more of them, they are civilians too: every format
    takes those for unarmed whom nobody calls armed (codebooks 1.2, 3.3).
    """
    people = [said for said in find_parties(case, "recipient") if judge_side(said.party.kind) != "none"]
    told = [said for said in people if said.party.fate] or people
    told = [said for said in told if not _is_attacker(said)] or told
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


def _is_attacker(said: Said) -> bool:
    """Tell whether words for somebody hit are rather those for an attacker ("the gunman")."""
    return not said.party.named and said.party.kind in {"unidentified", "criminal"}


def _find_counted(case: Case) -> tuple[SideParty, ...]:
    counted = [each.statement.id for harm in _HARMS for each in find_current(case, harm)]
    if not counted:
        return ()
    return (SideParty(name="people", kind="civilians", country=None, named=False, statements=tuple(counted)),)
