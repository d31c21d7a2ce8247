"""Features of people and names: parties as coded, and whatever the reports write with capitals."""

from __future__ import annotations

from math import sqrt

from counterclaim.reconcile.profile import Profile
from counterclaim.reconcile.words import compare_terms


def compare_parties(one: Profile, other: Profile) -> float | None:
    """Compare the named parties: share of the smaller set that both name; None where one names none."""
    if not one.parties or not other.parties:
        return None
    return len(one.parties & other.parties) / min(len(one.parties), len(other.parties))


def compare_names(one: Profile, other: Profile) -> float | None:
    """Compare the names written with capitals, the rare ones the most: the root of their cosine."""
    cosine = compare_terms(one.names, other.names)
    return None if cosine is None else sqrt(cosine)
