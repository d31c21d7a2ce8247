"""Which counts of an event can stand for its total, and which were set aside on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec

from counterclaim.model.ids import StatementId
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.counts import get_toll
from counterclaim.policy.perps import complete_wholes, is_attackers
from counterclaim.policy.scope import find_scope_fault
from counterclaim.policy.sifting import Sifted, find_denial, find_status_fault

#: Roles of voices whose word on a toll is the most reliable we know: our proxy for UCDP's judgement.
OFFICIAL_ROLES = frozenset({"authority", "medical", "un"})


def sift_wholes(case: Case, field: str) -> Sifted:
    """Sift an event's counts down to those of everyone.

    Where nobody counts everyone, the largest part that each origin counts stands for it, as a lower
    bound: who else was hit is not known (codebooks 2.4).
    """
    counts = complete_wholes(sift_counts(case, field), case)
    wholes = counts.drop(find_part)
    if wholes.kept:
        return wholes
    parts = counts.drop(_find_attackers)
    largest = {each.origin: each for each in sorted(parts.kept, key=lambda each: get_toll(each).low or 0)}
    parts = parts.drop(lambda each: None if largest[each.origin] is each else find_part(each))
    return replace(parts, kept=tuple(map(_open_count, parts.kept)))


def sift_counts(case: Case, field: str) -> Sifted:
    """Sift an event's counts of one harm; sums that pre-steps made stand for their parts.

    Parts of the whole stay in; see `find_part`.
    """
    summed = {identity for each in case.derived if is_of(each, field) for identity in each.rests_on}
    said = tuple(each for each in case.testimonies if is_of(each, field))
    sifted = Sifted(kept=said).drop(find_status_fault).drop(find_denial).drop(_find_scope)
    sifted = sifted.drop(lambda each: _find_sum(each, summed)).drop(_find_addition)
    sums = tuple(each for each in case.derived if is_of(each, field) and not _is_added_to(each, case))
    return replace(sifted, kept=(*sifted.kept, *sums))


def is_of(testimony: Testimony, field: str) -> bool:
    """Tell whether a testimony is about a field."""
    return testimony.statement.property == field


def find_part(testimony: Testimony) -> str | None:
    """Find that a count is of a part of the people only."""
    if is_attackers(testimony):
        return "counts only those who attacked"
    group = get_toll(testimony).group
    return f"counts only {group}" if group is not None else None


def _find_attackers(testimony: Testimony) -> str | None:
    return find_part(testimony) if is_attackers(testimony) else None


def _open_count(testimony: Testimony) -> Testimony:
    """Make a part's count the lower bound of the whole; it keeps its id and its words."""
    toll = get_toll(testimony)
    opened = msgspec.structs.replace(toll, op="at_least" if toll.n is not None else toll.op, high=None)
    return replace(testimony, statement=msgspec.structs.replace(testimony.statement, value=opened))


def find_uncertain(testimony: Testimony) -> str | None:
    """Find that a voice only says that it may be so: our reading of not credible."""
    return "only says that it may be so" if testimony.statement.certainty == "PS" else None


def find_perpetrator(testimony: Testimony) -> str | None:
    """Find that a figure comes from a side that is said to have done it (codebooks 2.4)."""
    return "comes from a side said to have done it" if testimony.role == "perpetrator" else None


def make_unread(read: Callable[[Testimony], int | None]) -> Callable[[Testimony], str | None]:
    """Make the fault of counts in which a rule reads no number."""
    return lambda each: "is too vague for the rule" if read(each) is None else None


def _find_scope(testimony: Testimony) -> str | None:
    return find_scope_fault(get_toll(testimony))


def _find_sum(testimony: Testimony, summed: set[StatementId]) -> str | None:
    return "is counted in a sum with what came later" if testimony.statement.id in summed else None


def _find_addition(testimony: Testimony) -> str | None:
    """Find that a count is an addition that no total of its origin came before."""
    mode = get_toll(testimony).mode
    return None if mode == "total" else "adds to a total that its origin does not give"


def _is_added_to(total: Testimony, case: Case) -> bool:
    """Tell whether a later sum was made of this one."""
    return any(
        len(each.rests_on) > len(total.rests_on) and set(total.rests_on) <= set(each.rests_on)
        for each in case.derived
        if each.statement.property == total.statement.property
    )
