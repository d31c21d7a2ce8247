"""GTD's rules for figures that differ: the most recent, the majority, the lowest (codebooks 2.4)."""

from __future__ import annotations

from counterclaim.model.resolution import Figure, Resolution
from counterclaim.model.values import PartyValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.choosing import find_latest, find_majority_or_lowest, find_numbers, get_number
from counterclaim.policy.counting import find_perpetrator, find_uncertain, make_unread, sift_wholes
from counterclaim.policy.counts import get_toll
from counterclaim.policy.perps import say_open_attackers, with_attackers
from counterclaim.policy.readings import read_count
from counterclaim.policy.resolving import join_notes, make_resolution
from counterclaim.policy.sifting import sift_field

RECENCY, MAJORITY = "gtd.recency/2019", "gtd.majority/2019"


def resolve_recency(case: Case, field: str) -> Resolution:
    """Take the most recent independent figure; of several the majority's, else the lowest.

    Figures of a side that is said to have done it, and what is only said to be possible, do not
    count; attackers do. The value is a Figure of one number, or None where all is too vague
    (codebook 2019; codebooks 2.4). Totals over linked incidents are not distributed here.
    """
    sifted = with_attackers(sift_wholes(case, field), case).drop(find_perpetrator).drop(find_uncertain)
    sifted = sifted.drop(make_unread(read_gtd))
    used = find_majority_or_lowest(find_latest(sifted.kept), read_gtd)
    number = get_number(used, read_gtd)
    others = find_numbers(sifted.kept, read_gtd)
    return make_resolution(
        case,
        field=field,
        policy=RECENCY,
        value=None if number is None else Figure(low=number, best=number, high=number),
        used=used,
        sifted=sifted,
        why="is older, or not the figure of the majority or the lowest",
        is_contested=len(others) > 1,
        note=join_notes(_say_differing(others), say_open_attackers(used, case)),
    )


def read_gtd(testimony: Testimony) -> int | None:
    """Read a count as GTD does: "at least 11" is 11, "dozens" is blank."""
    return read_count(get_toll(testimony), "gtd")


def resolve_majority(case: Case, field: str) -> Resolution:
    """Take the number of perpetrators that most origins give, else the lowest.

    "At least 11" is 11. The value is a Figure of one number; None where none is reported, which GTD
    prints as -99 (codebooks 2.4).
    """
    sifted = sift_field(case, "actor").drop(make_unread(_read_actors))
    used = find_majority_or_lowest(sifted.kept, _read_actors)
    number = get_number(used, _read_actors)
    others = find_numbers(sifted.kept, _read_actors)
    return make_resolution(
        case,
        field=field,
        policy=MAJORITY,
        value=None if number is None else Figure(low=number, best=number, high=number),
        used=used,
        sifted=sifted,
        why="is not the number of the majority, or the lowest",
        is_contested=len(others) > 1,
        note=_say_differing(others),
    )


def _say_differing(numbers: tuple[int, ...]) -> str | None:
    return f"sources differ: {', '.join(map(str, numbers))}" if len(numbers) > 1 else None


def _read_actors(testimony: Testimony) -> int | None:
    value = testimony.statement.value
    count = value.count if isinstance(value, PartyValue) else None
    return read_count(count, "gtd") if count else None
