"""Judge only what comes near: a pair is given up as soon as no comparison can bring it there any more.

Invariant: `judge_near` gives the judgement of `judge_pair` wherever that is written, and None elsewhere.
Of a hundred pairs that share a block key some eight are written.
"""

from __future__ import annotations

from functools import lru_cache

from counterclaim.model.judgement import Judgement
from counterclaim.reconcile.features.catalog import FEATURES
from counterclaim.reconcile.match import (
    FeatureWeight,
    WeightTable,
    choose_verdict,
    find_barrier,
    find_telling,
    judge_values,
    load_weights,
    to_odds,
)
from counterclaim.reconcile.profile import Profile

#: Score from which on a judgement `different` was near, and is written.
NEAR_MISS = 0.1
#: Log-odds that rounding may add: a half of the last decimal in each of the reasons, and in the score.
MARGIN = 0.01
#: The comparisons that cost little or part many come first; those not named come last.
_FIRST = (
    "background",
    "publication days apart",
    "publication days",
    "place names",
    "killed",
    "shared number",
    "totals apart",
    "sentences in report",
    "other days",
    "later event",
    "places apart",
    "parties",
    "sentence words",
    "headline in report",
)


def judge_near(one: Profile, other: Profile) -> Judgement | None:
    """Judge whether two mentions describe one event; None where the judgement would not be written."""
    if find_barrier(one, other) is not None:
        return None
    weights = load_weights()
    is_report = one.is_report or other.is_report
    table = weights.reports if is_report else weights.events
    ceiling, values = get_ceiling(is_report=is_report), dict[str, float | None]()
    for name, most in _plan(is_report=is_report):
        values[name] = value = FEATURES[name](one, other)
        ceiling += find_part(table.features[name], value) - most
        if ceiling < get_floor():
            return None
    judgement = judge_values(one, other, values, weights)
    return judgement if is_written(judgement) else None


def is_written(judgement: Judgement) -> bool:
    """Tell whether a matcher's judgement goes to the log, or is left out as plainly different."""
    return judgement.verdict != "different" or (judgement.score or 0.0) >= NEAR_MISS


@lru_cache(maxsize=1)
def get_floor() -> float:
    """Return the log-odds below which no judgement is written."""
    weights = load_weights()
    assert choose_verdict(NEAR_MISS, weights) == "different"
    return to_odds(NEAR_MISS) - MARGIN


@lru_cache
def get_ceiling(*, is_report: bool = False) -> float:
    """Return the log-odds that a pair has at most before anything is compared."""
    return _get_table(is_report).bias + sum(most for _, most in _plan(is_report=is_report))


def find_part(part: FeatureWeight, value: float | None) -> float:
    """Find what a comparison that gave this value adds to the log-odds."""
    return part.missing if value is None else value * part.weight


def find_most(part: FeatureWeight) -> float:
    """Find what a comparison adds to the log-odds at most: its value is in 0..1, or not known."""
    return max(0.0, part.weight, part.missing)


@lru_cache
def _plan(*, is_report: bool) -> tuple[tuple[str, float], ...]:
    """Order the comparisons, each with what it adds at most."""
    table = _get_table(is_report)
    names = find_telling(table)
    ordered = (*(name for name in _FIRST if name in names), *(name for name in names if name not in _FIRST))
    return tuple((name, find_most(table.features[name])) for name in ordered)


def _get_table(is_report: bool) -> WeightTable:
    weights = load_weights()
    return weights.reports if is_report else weights.events
