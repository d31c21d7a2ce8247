"""Features of the kind of event: type, mode, weapons, and the part that it plays in its report."""

from __future__ import annotations

from counterclaim.reconcile.profile import Profile

#: Types that reports of one event mix: what looks like an accident at first may be an attack, and
#: arrests and charges are told as part of it.
NEAR_TYPES = frozenset({"ASSAULT", "DISASTER", "COERCE"})


#: Modes that reports of one event mix.
NEAR_MODES = (
    frozenset({"explosives", "suicide-attack", "heavy-weapons", "aerial", "drone"}),
    frozenset({"firearms", "heavy-weapons"}),
)


def compare_types(one: Profile, other: Profile) -> float | None:
    """Compare the PLOVER types: 1 the same, a half for types that reports of one event mix."""
    if one.type is None or other.type is None:
        return None
    if one.type == other.type:
        return 1.0
    return 0.5 if {one.type, other.type} <= NEAR_TYPES else 0.0


def find_other_modes(one: Profile, other: Profile) -> float | None:
    """Tell whether both are coded with modes that do not go together; None where one has none."""
    if one.mode is None or other.mode is None:
        return None
    pair = {one.mode, other.mode}
    return float(len(pair) > 1 and not any(pair <= group for group in NEAR_MODES))


def compare_weapons(one: Profile, other: Profile) -> float | None:
    """Tell whether both name a weapon in common; None where one names none."""
    return float(bool(one.weapons & other.weapons)) if one.weapons and other.weapons else None


def find_background(one: Profile, other: Profile) -> float:
    """Find how many of the two only stand in the background of their reports: 0, a half or 1."""
    return sum(each.role in {"background", "other"} for each in (one, other)) / 2
