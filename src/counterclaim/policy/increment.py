"""cc.increment/1: "three more died" adds to the latest total of the same origin (codebooks 10.0).

Without such a total an addition stays what it is: it is shown, and never summed. One of the injured
who died is one more killed and one fewer injured, where the origin gave those totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.model.statement import Property
from counterclaim.model.values import TollValue
from counterclaim.policy.base import Testimony
from counterclaim.policy.counts import add_counts, derive, find_counts, get_toll
from counterclaim.policy.moment import is_later
from counterclaim.policy.order import make_order

#: What the death of one of the injured does to each harm's total.
_EFFECTS: dict[Property, int] = {"killed": 1, "injured": -1}


def derive_totals(testimonies: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Derive the totals that earlier totals and later additions of one origin make together.

    Args:
        testimonies: judged by cc.current/1, in the order of the case.
    """
    return tuple(each for field in _EFFECTS for each in _iter_totals(testimonies, field))


def _iter_totals(testimonies: Sequence[Testimony], field: Property) -> Iterator[Testimony]:
    """Yield each sum; a second addition adds to the first one's sum."""
    every = [each for each in find_counts(testimonies, field) if get_toll(each).is_total]
    totals = [each for each in every if _stands(each)]
    for addition, sign in _iter_additions(testimonies, field):
        base = max((each for each in totals if _is_base(each, addition)), key=make_order, default=None)
        if base is None or _is_counted(every, base, addition):
            continue
        value = add_counts(get_toll(base), get_toll(addition), sign=sign)
        if value is not None:
            total = derive(base, addition, value, _say_sum(base, addition, sign))
            totals.append(total)
            yield total


def _iter_additions(testimonies: Sequence[Testimony], field: Property) -> Iterator[tuple[Testimony, int]]:
    """Yield the additions to a harm's total, in the order of the case, each with its sign."""
    seen: set[tuple[str, Property, int | None, object]] = set()
    for each in testimonies:
        value, property = each.statement.value, each.statement.property
        if not isinstance(value, TollValue) or value.mode == "total" or not _stands(each):
            continue
        said = (each.origin, property, value.n, each.statement.said_on)
        is_own = property == field or (value.mode == "transfer" and property == "killed")
        if is_own and said not in seen:
            # An origin that two reports quote adds its three more once.
            seen.add(said)
            yield each, _EFFECTS[field] if value.mode == "transfer" else 1


def _stands(testimony: Testimony) -> bool:
    return testimony.status == "current" and testimony.statement.polarity == "+"


def _is_base(total: Testimony, addition: Testimony) -> bool:
    """Tell whether a total of the same origin came before an addition, in time or in its text."""
    if total.origin != addition.origin or get_toll(addition).group is not None:
        return False
    if total.report.id == addition.report.id:
        return _get_place(total) < _get_place(addition)
    return is_later(addition.report, total.report)


def _is_counted(every: Sequence[Testimony], base: Testimony, addition: Testimony) -> bool:
    """Tell whether a base counts the addition already: it stands that much over an earlier total."""
    number = (get_toll(base).n or 0) - (get_toll(addition).n or 0)
    return base.report.id == addition.report.id and any(
        each.origin == base.origin and get_toll(each).n == number for each in every
    )


def _get_place(testimony: Testimony) -> int:
    return testimony.statement.evidence[0].start


def _say_sum(base: Testimony, addition: Testimony, sign: int) -> str:
    joined = "and" if sign > 0 else "less"
    return f"{get_toll(base).n} {joined} {get_toll(addition).n}, both of one origin"
