"""ACLED's rule for fatalities: the lowest figure until a corroborated later one replaces it."""

from __future__ import annotations

from counterclaim.model.resolution import Figure, Resolution
from counterclaim.model.statement import Statement
from counterclaim.model.values import PartyValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.choosing import Read, find_lowest, find_numbers, get_number
from counterclaim.policy.counting import find_uncertain, sift_wholes
from counterclaim.policy.counts import find_counts, get_toll
from counterclaim.policy.moment import is_later
from counterclaim.policy.perps import say_open_attackers, with_attackers
from counterclaim.policy.readings import Scale, read_count
from counterclaim.policy.resolving import join_notes, make_resolution
from counterclaim.policy.sifting import Sifted

POLICY = "acled.conservative/2024"
#: Injured from which on an attack counts as large (codebooks 11, ours).
MANY_INJURED = 10
#: Kinds of parties that are forces of a state.
_STATE_FORCES = frozenset({"military", "state_force", "external_force"})


def resolve_conservative(case: Case, field: str, *, scale: Scale | None = None) -> Resolution:
    """Take the lowest figure; a later one that several origins give replaces what came before.

    Attackers count. Vague words are read by codebooks 11. Without any figure the value is 0, as
    ACLED enters what is not known; the note says so. Totals over days or places are not divided here.

    Args:
        case: the event.
        field: the harm counted.
        scale: how "several" is read, small 3 or large 10; None judges by the event (our rule).
    """
    size = scale or judge_scale(case)

    def read(testimony: Testimony) -> int | None:
        return read_count(get_toll(testimony), "acled", scale=size)

    sifted = with_attackers(sift_wholes(case, field), case)
    sifted = sifted.drop_unless_alone(find_uncertain).drop_unless_alone(_find_upper_bound)
    sifted = _drop_replaced(sifted, read)
    used = find_lowest(sifted.kept, read)
    number, others = get_number(used, read), find_numbers(sifted.kept, read)
    return make_resolution(
        case,
        field=field,
        policy=POLICY,
        value=Figure(low=number or 0, best=number or 0, high=number or 0),
        used=used,
        sifted=sifted,
        why="is not the lowest figure",
        parameters={"scale": size},
        is_contested=len(others) > 1,
        note=join_notes(_make_note(number, others), say_open_attackers(used, case)),
    )


def judge_scale(case: Case) -> Scale:
    """Judge how big an attack is: by state forces among the actors, or many injured.

    ACLED publishes no formula; this one is ours (codebooks 11).
    """
    statements = [each.statement for each in case.testimonies if each.status == "current"]
    injured = find_counts([each for each in case.testimonies if each.status == "current"], "injured")
    is_many = any((get_toll(each).low or 0) >= MANY_INJURED for each in injured)
    return "large" if is_many or any(map(_is_state_force, statements)) else "small"


def _is_state_force(statement: Statement) -> bool:
    value = statement.value
    return statement.property == "actor" and isinstance(value, PartyValue) and value.kind in _STATE_FORCES


def _find_upper_bound(testimony: Testimony) -> str | None:
    is_bound = get_toll(testimony).op in ("at_most", "fewer_than")
    return "only sets an upper bound" if is_bound else None


def _drop_replaced(sifted: Sifted, read: Read) -> Sifted:
    """Set aside what came before a figure that several origins give, and is not that figure."""
    numbers = find_numbers(sifted.kept, read)
    backed = {number for number in numbers if _count_origins(sifted, read, number) > 1}
    replacing = [each for each in sifted.kept if read(each) in backed]

    def find_replaced(testimony: Testimony) -> str | None:
        later = [each for each in replacing if is_later(each.report, testimony.report)]
        is_old = bool(later) and read(testimony) not in backed
        return "was replaced by a later figure that several origins give" if is_old else None

    return sifted.drop(find_replaced)


def _count_origins(sifted: Sifted, read: Read, number: int) -> int:
    return len({each.origin for each in sifted.kept if read(each) == number})


def _make_note(number: int | None, others: tuple[int, ...]) -> str | None:
    if number is None:
        return "no figure is reported; ACLED enters 0"
    return f"figures differ: {', '.join(map(str, others))}" if len(others) > 1 else None
