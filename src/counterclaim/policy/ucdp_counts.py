"""UCDP's triple: low, best and high (codebooks 3.3, 10.1)."""

from __future__ import annotations

from counterclaim.model.resolution import Figure, Resolution
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.choosing import Read, find_most_reliable, find_numbers, get_number
from counterclaim.policy.clash import find_clash
from counterclaim.policy.counting import find_perpetrator, find_uncertain, sift_wholes
from counterclaim.policy.counts import get_toll
from counterclaim.policy.perps import say_open_attackers, with_attackers
from counterclaim.policy.readings import Reader, read_count
from counterclaim.policy.resolving import join_notes, make_resolution

POLICY = "ucdp.triple/23"


def resolve_triple(case: Case, field: str) -> Resolution:
    """Give the lowest, the most reliable and the highest reliable estimate.

    What only may be so is not used, nor, beside others, the word of a side said to have done it. The
    most reliable is a human judgement; see `find_most_reliable` for our proxy. The value is a
    Figure; None where no number is given, for UCDP gives vague words none.
    """
    sifted = with_attackers(sift_wholes(case, field), case).drop(find_uncertain)
    sifted = sifted.drop_unless_alone(find_perpetrator).drop(_find_unread)
    best = find_most_reliable(sifted.kept, make_read("ucdp.best"))
    value = _make_figure(sifted.kept, best)
    return make_resolution(
        case,
        field=field,
        policy=POLICY,
        value=value,
        used=sifted.kept,
        sifted=sifted,
        is_contested=find_clash(sifted.kept) is not None,
        note=join_notes(find_clash(sifted.kept), say_open_attackers(best, case)),
    )


def make_read(reader: Reader) -> Read:
    """Make the function that reads a testimony's count as a column of the rule does."""
    return lambda testimony: read_count(get_toll(testimony), reader)


def _make_figure(testimonies: tuple[Testimony, ...], best: tuple[Testimony, ...]) -> Figure | None:
    lows = find_numbers(testimonies, make_read("ucdp.low"))
    middle = get_number(best, make_read("ucdp.best"))
    highs = find_numbers(testimonies, make_read("ucdp.high"))
    if not (lows or highs):
        return None
    numbers = [*lows[:1], *([middle] if middle is not None else []), *highs[-1:]]
    return Figure(low=min(numbers), best=middle, high=max(numbers))


def _find_unread(testimony: Testimony) -> str | None:
    is_read = any(make_read(reader)(testimony) is not None for reader in ("ucdp.low", "ucdp.high"))
    return None if is_read else "is too vague for the rule"
