"""UCDP GED: type of violence, the two sides, and whose deaths were counted (codebooks 3.2, 3.3, 12.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from counterclaim.export.act import judge_side
from counterclaim.export.codes import Side, load_country_codes, load_data
from counterclaim.export.placing import Placing
from counterclaim.export.sides import SideParty, choose_attackers, find_doers, find_victims
from counterclaim.export.view import find_current
from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import Figure
from counterclaim.model.values import TollValue
from counterclaim.policy.base import Case
from counterclaim.vocabulary.parties import load_bodies
from counterclaim.vocabulary.recipients import load_kinds

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CIVILIANS = "Civilians"


class UcdpTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `data/ucdp.json` holds."""

    version: int
    about: str
    columns: tuple[str, ...]
    type_of_violence: Mapping[str, str]
    where_prec: Mapping[str, str]
    date_prec: Mapping[str, str]
    event_clarity: Mapping[str, str]
    region: frozenset[str]
    #: Day of a report that has none.
    unknown_day: str
    unknown_side: str
    #: Column to the policy that chooses its value.
    policies: Mapping[str, str]
    #: Columns that stay blank, and why.
    blank: Mapping[str, str]
    cannot_hold: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two sides and the type of violence between them."""

    type_of_violence: int
    side_a: str
    side_b: str
    #: Gleditsch and Ward number of a side that is a government.
    gw_a: int | None = None
    gw_b: int | None = None
    statements: frozenset[StatementId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """Deaths by whose they were; their sum is the best estimate."""

    side_a: int = 0
    side_b: int = 0
    civilians: int = 0
    unknown: int = 0
    statements: frozenset[StatementId] = frozenset()


@lru_cache(maxsize=1)
def load_ucdp() -> UcdpTable:
    """Load the tables of UCDP GED, once a process."""
    return load_data("ucdp", UcdpTable)


def make_dyad(case: Case, placing: Placing) -> Dyad:
    """Make the dyad: who did it against the armed side that was hit, else against civilians.

    A government is side A where it takes part; sides that no words name are `Unidentified`.
    """
    doer = next(iter(choose_attackers(find_doers(case))), None)
    victims = find_victims(case)
    armed = next((each for each in victims if judge_side(each.kind) in {"state", "group"}), None)
    own = frozenset[StatementId](each for side in (doer, armed) if side for each in side.statements)
    doing = _get_side(doer)
    if armed is None:
        return _make_one_sided(doer, placing, own)
    hit = _get_side(armed)
    kind = STATE_BASED if "state" in {doing, hit} else NON_STATE
    sides = (armed, doer) if hit == "state" and doing != "state" else (doer, armed)
    first, second = (_name_side(side, placing) for side in sides)
    return Dyad(
        type_of_violence=kind,
        side_a=first[0],
        gw_a=first[1],
        side_b=second[0],
        gw_b=second[1],
        statements=own,
    )


def _make_one_sided(doer: SideParty | None, placing: Placing, own: frozenset[StatementId]) -> Dyad:
    name, number = _name_side(doer, placing)
    return Dyad(type_of_violence=ONE_SIDED, side_a=name, gw_a=number, side_b=CIVILIANS, statements=own)


def _get_side(party: SideParty | None) -> Side:
    return judge_side(party.kind) if party else "none"


def _name_side(party: SideParty | None, placing: Placing) -> tuple[str, int | None]:
    """Name a side with its number where it is a government: `Government of Country`."""
    if party is None:
        return load_ucdp().unknown_side, None
    if judge_side(party.kind) == "state":
        country = load_country_codes().get(party.country or "") or (None if party.named else placing.country)
        return (f"Government of {country.name}", country.gw) if country else (party.name, None)
    return (party.name if party.named else load_ucdp().unknown_side), None


def split_deaths(case: Case, dyad: Dyad, figure: Figure) -> Deaths:
    """Split the best estimate by the groups that current counts name; the rest is unknown.

    Parts that together are more than the best estimate are not used: they are of another count.
    In one-sided violence every death is a civilian's.
    """
    best = get_best(figure)
    if dyad.type_of_violence == ONE_SIDED:
        return Deaths(civilians=best)
    parts = _find_parts(case)
    state_side = "side_a" if dyad.side_a.startswith("Government of") else "side_b"
    group_side = "side_b" if state_side == "side_a" else "side_a"
    fields = {"state": state_side, "group": group_side, "civilians": "civilians"}
    counts = {fields[side]: count for side, (count, _) in parts.items() if side in fields}
    if sum(counts.values()) > best or (dyad.type_of_violence == NON_STATE and "state" in parts):
        return Deaths(unknown=best)
    used = frozenset(statement for _, statement in parts.values())
    return Deaths(**counts, unknown=best - sum(counts.values()), statements=used)


def get_best(figure: Figure) -> int:
    """Return the best estimate; where there is none, the lowest."""
    return figure.best if figure.best is not None else figure.low or 0


def _find_parts(case: Case) -> dict[Side, tuple[int, StatementId]]:
    """Find the latest exact count of each side's dead."""
    found: dict[Side, tuple[int, StatementId]] = {}
    for each in find_current(case, "killed"):
        value = each.statement.value
        if isinstance(value, TollValue) and value.group and value.op == "exact" and value.n is not None:
            side = judge_group_side(value.group)
            if side != "none":
                found[side] = (value.n, each.statement.id)
    return found


def judge_group_side(group: str) -> Side:
    """Judge whose side the people of a count are on, by the words for them."""
    if group == "civilians":
        return "civilians"
    kinds = (_find_kind(word) for word in reversed(group.lower().split()))
    return next((judge_side(kind) for kind in kinds if kind), "none")


def _find_kind(word: str) -> str | None:
    """Find the kind of body or person that a noun names; bodies tell armed people from others."""
    people = load_kinds()[0]
    return load_bodies().get(word) or people.get(word) or people.get(word.removesuffix("s"))
