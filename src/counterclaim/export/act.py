"""What was done, as one word of the crosswalk, from type, weapons and sides (codebooks 1.2, 12.9)."""

from __future__ import annotations

from counterclaim.export.codes import Side, load_crosswalk
from counterclaim.export.record import EventFile
from counterclaim.export.view import Said, find_current, find_parties, find_type, find_weapons
from counterclaim.model.statement import Property

#: Harms that make the dispersal of a protest excessive force.
_BLOODSHED: tuple[Property, ...] = ("killed", "injured")
#: Acts that are a clash between armed sides; what is done from afar has acts of its own.
_CLOSE = frozenset({"armed_attack", "attack", "stabbing"})


def judge_act(file: EventFile) -> str | None:
    """Judge what was done; None for what no tabular format codes.

    The mode of the type says it; where it leaves the weapon open, the weapons named do. An attack
    between armed sides is a clash, and force against a protest is no attack of its own.
    """
    kind = find_type(file)
    if kind is None:
        return None
    act = load_crosswalk().modes.get(kind.type, {}).get(kind.mode or "")
    if act in load_crosswalk().open_weapon_acts:
        act = _find_weapon_act(file) or act
    if act in _CLOSE and _is_between_armed(file):
        return "clash"
    if act in {"crowd_control", "protest"}:
        return _judge_protest(file, act)
    return act


def judge_side(kind: str) -> Side:
    """Judge what a kind of party is to UCDP GED; things and unknown kinds are no side."""
    known = load_crosswalk().party_kinds.get(kind)
    return known.side if known else "none"


def is_armed(said: Said) -> bool:
    """Tell whether a party is an armed one by its kind."""
    known = load_crosswalk().party_kinds.get(said.party.kind)
    return known is not None and known.is_armed


def _find_weapon_act(file: EventFile) -> str | None:
    weapons = load_crosswalk().weapons
    acts = {weapons[weapon.code].act for weapon, _ in find_weapons(file.case) if weapon.code in weapons}
    known = load_crosswalk().acts
    ordered = sorted(acts, key=list(known).index)
    return next(iter(ordered), None)


def _is_between_armed(file: EventFile) -> bool:
    """Tell whether those hit were armed, and nobody else was (codebooks 1.2: civilians are attacked)."""
    people = [said for said in find_parties(file.case, "recipient") if judge_side(said.party.kind) != "none"]
    return bool(people) and all(is_armed(said) for said in people)


def _judge_protest(file: EventFile, act: str) -> str:
    """Judge how a protest was met: shot at, dispersed, or left alone (codebooks 1.2)."""
    if any(find_current(file.case, harm) for harm in _BLOODSHED):
        return "crowd_fired_on"
    is_dispersed = any(weapon.code == "tear_gas" for weapon, _ in find_weapons(file.case))
    return "crowd_control" if is_dispersed or find_current(file.case, "arrested") else act
