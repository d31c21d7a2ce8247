"""GTD: targets, perpetrator groups and the nationality columns (codebooks 2.3, 12.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from counterclaim.export.act import judge_side
from counterclaim.export.codes import CodePair, load_country_codes, load_crosswalk
from counterclaim.export.gtd_codes import find_target_codes, load_gtd
from counterclaim.export.kinds import PartyKinds, judge_party
from counterclaim.export.placing import Placing
from counterclaim.export.table import Cell, Row
from counterclaim.export.view import Said, find_parties
from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import AttributedParty, Attribution
from counterclaim.policy.base import Case

ROOM = 3
UNKNOWN_GROUP = "Unknown"
#: Kinds of recipients whose names are not printed.
_PRIVATE = frozenset({"civilians", "person"})
#: Suffix of a perpetrator's columns: gname, gname2, gname3.
_SUFFIXES = ("", "2", "3")
UNKNOWN = -9


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target in GTD's words."""

    codes: CodePair
    name: str
    #: ISO3 of its country; None where no lexicon knows.
    country: str | None
    statements: frozenset[StatementId]


def find_targets(case: Case) -> tuple[Target, ...]:
    """Find what was hit, each type and name once, people before things."""
    found = [(said, codes) for said in find_parties(case, "recipient") if (codes := find_target_codes(said))]
    told = [(said, codes) for said, codes in found if said.party.fate] or found
    ordered = sorted(told, key=lambda each: judge_side(each[0].party.kind) == "none")
    targets: dict[tuple[CodePair, str], Target] = {}
    for target in (_make_target(said, codes) for said, codes in ordered):
        known = targets.setdefault((target.codes, target.name), target)
        targets[target.codes, target.name] = replace(known, statements=known.statements | target.statements)
    return tuple(targets.values())


def _make_target(said: Said, codes: CodePair) -> Target:
    return Target(
        codes=codes,
        name=load_crosswalk().withheld if _is_private(said) else said.party.name,
        country=judge_party(said.party.name, said.party.kind)[1],
        statements=said.ids,
    )


def _is_private(said: Said) -> bool:
    """Tell whether a name may be that of a private victim, whatever the coder kept (ETHICS.md)."""
    return said.party.named and said.party.kind in _PRIVATE


def make_target_cells(targets: tuple[Target, ...]) -> Row:
    """Make the cells of the first three targets; Unknown where no words tell one."""
    unknown = Target(
        codes=(load_crosswalk().gtd_unknown_target, None), name="", country=None, statements=frozenset()
    )
    cells: dict[str, Cell] = {}
    for place, target in enumerate(targets[:ROOM] or (unknown,), start=1):
        cells |= _make_one_target(place, target)
    return cells


def _make_one_target(place: int, target: Target) -> dict[str, Cell]:
    table = load_gtd()
    kind, subtype = target.codes
    words = table.targtype[str(kind)]
    country = load_country_codes().get(target.country or "")
    code = country.gtd_code if country else None
    return {
        f"targtype{place}": kind,
        f"targtype{place}_txt": words,
        f"targsubtype{place}": subtype,
        f"targsubtype{place}_txt": table.targsubtype[words][str(subtype)] if subtype else None,
        f"target{place}": target.name,
        f"natlty{place}": code,
        f"natlty{place}_txt": table.country[str(code)] if code else None,
    }


def make_group_cells(attribution: Attribution) -> Row:
    """Make the cells of the first three groups, whose claims strict tables give as 0 or 1.

    A claim that nobody speaks of is 0 here and blank in our own formats (codebooks 10.2).
    """
    cells: dict[str, Cell] = {"compclaim": attribution.competing_claims}
    if not attribution.parties:
        return cells | {"gname": UNKNOWN_GROUP, "claimed": 0}
    for place, (suffix, party) in enumerate(zip(_SUFFIXES, attribution.parties, strict=False), start=1):
        cells |= _make_one_group(place, suffix, party)
    return cells


def _make_one_group(place: int, suffix: str, party: AttributedParty) -> dict[str, Cell]:
    mode = party.claim_mode if party.has_claimed else None
    return {
        f"gname{suffix}": party.name,
        f"guncertain{place}": int(party.is_uncertain),
        "claimed" if place == 1 else f"claim{place}": int(bool(party.has_claimed)),
        f"claimmode{suffix}": mode,
        f"claimmode{suffix}_txt": load_gtd().claimmode[str(mode)] if mode else None,
    }


def find_groups(attribution: Attribution, kinds: PartyKinds) -> Attribution | None:
    """Find the groups among the parties made responsible; None where there are only states.

    GTD's perpetrators are sub-national groups (codebooks 2.2); states and persons stand in addnotes.
    """
    sides = {party.name: judge_side(kinds.judge(party.name)[0]) for party in attribution.parties}
    groups = tuple(party for party in attribution.parties if sides[party.name] in {"group", "none"})
    if not groups and "state" in sides.values():
        return None
    competing = attribution.competing_claims if len(groups) > 1 else None
    return msgspec.structs.replace(attribution, parties=groups, competing_claims=competing)


def make_international_cells(attribution: Attribution, targets: tuple[Target, ...], placing: Placing) -> Row:
    """Make INT_LOG, INT_IDEO, INT_MISC and INT_ANY by comparing countries; -9 unless both are known."""
    home = placing.value.country
    doers = {judge_party(party.name, "armed_group")[1] for party in attribution.parties}
    hit = {target.country for target in targets[:ROOM]}
    log, ideo, misc = _compare(doers, {home}), _compare(doers, hit), _compare({home}, hit)
    return {
        "INT_LOG": log,
        "INT_IDEO": ideo,
        "INT_MISC": misc,
        "INT_ANY": join_international(log, ideo, misc),
    }


def join_international(*codes: int) -> int:
    """Join the three codes: 1 if any is, 0 if all are 0, else -9 (codebooks 10.4)."""
    if 1 in codes:
        return 1
    return UNKNOWN if UNKNOWN in codes else 0


def _compare(ones: set[str | None], others: set[str | None]) -> int:
    if not ones or not others or None in ones | others:
        return UNKNOWN
    return int(ones != others)
