"""muc4.number: the notation of MUC-4 for counts (codebooks 5.3)."""

from __future__ import annotations

from counterclaim.model.resolution import Resolution
from counterclaim.model.values import TollValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.choosing import find_latest
from counterclaim.policy.counting import sift_wholes
from counterclaim.policy.counts import get_toll
from counterclaim.policy.order import make_order
from counterclaim.policy.perps import without_attackers
from counterclaim.policy.resolving import make_resolution

POLICY = "muc4.number"
_FORMS = {
    "at_least": "{}-",
    "more_than": "{}-",
    "at_most": "-{}",
    "fewer_than": "-{}",
    "nearly": "-{}",
    "about": "~{}",
}


def resolve_muc4_number(case: Case, field: str) -> Resolution:
    """Print the most informative current figure with its operator, else PLURAL.

    A number says more than a plural word, an exact or two-sided one more than a bound, a later
    report more than an earlier. Victims only: attackers are taken away where the words and an
    origin's count allow it. The value is text; None where nobody counts (codebooks 5.3, 10.1).
    """
    sifted = without_attackers(sift_wholes(case, field), case)
    best = max(map(_inform, sifted.kept), default=None)
    telling = find_latest([each for each in sifted.kept if _inform(each) == best])
    used = sorted(telling, key=make_order)[-1:]
    return make_resolution(
        case,
        field=field,
        policy=POLICY,
        value=say_muc4_number(get_toll(used[0])) if used else None,
        used=used,
        sifted=sifted,
        why="says less, or is older",
    )


def say_muc4_number(count: TollValue | None) -> str:
    """Say a number: 7, 7-, -7, ~7, 5 - 7 or PLURAL; one where nothing counts."""
    if count is None:
        return "1"
    if count.op == "zero":
        return "0"
    if count.op == "range":
        return f"{count.low} - {count.high}"
    return "PLURAL" if count.n is None else _FORMS.get(count.op, "{}").format(count.n)


def _inform(testimony: Testimony) -> int:
    """Rank how much a count says: exact, between bounds, one bound, a plural word."""
    op = get_toll(testimony).op
    ranks = {"exact": 3, "zero": 3, "range": 2, "about": 2, "nearly": 2, "plural": 0}
    return ranks.get(op, 1)
