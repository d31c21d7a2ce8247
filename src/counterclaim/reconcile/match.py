"""Judge whether two mentions describe one event, by visible weights over named comparisons.

Invariant: a judgement is a function of the two profiles alone; the order of the two changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

import msgspec

from counterclaim.model.judgement import Judgement, Reason, Verdict, make_judgement
from counterclaim.reconcile.features.catalog import compare
from counterclaim.reconcile.features.time import find_event_gap, find_other_days
from counterclaim.reconcile.profile import Profile

#: Decimals of scores and reasons, so that judgements are the same on every machine.
DECIMALS = 4
#: The reason for two mentions of one coder's reading of one report.
ONE_READING = "one reading"
#: The reason for a planned event and one of another day or another type.
OTHER_PLAN = "planned for another day"
#: The reason for a mention in the background and an event of another day.
OTHER_DAY = "background of another day"


class FeatureWeight(msgspec.Struct, frozen=True):
    """What one comparison adds to the log-odds."""

    #: Times the feature's value where it is known.
    weight: float
    #: Where it is not known.
    missing: float = 0.0


class WeightTable(msgspec.Struct, frozen=True, kw_only=True):
    """The weights for one kind of pair."""

    #: Log-odds before any comparison.
    bias: float
    features: Mapping[str, FeatureWeight]


class MatcherWeights(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of reconcile/weights.json; docs/reference/model-cards has its history."""

    about: str
    #: Name and version of the matcher, as judgements name it.
    matcher: str
    #: Probability from which on a pair is judged the same.
    same: float
    #: Probability below which it is judged different.
    different: float
    #: For two mentions of events.
    events: WeightTable
    #: For two reports where one has no main event: words and days of publication are all there is.
    reports: WeightTable


@lru_cache(maxsize=1)
def load_weights() -> MatcherWeights:
    """Load the weights that are shipped."""
    file = resources.files("counterclaim.reconcile").joinpath("weights.json")
    return msgspec.json.decode(file.read_bytes(), type=MatcherWeights)


def judge_pair(one: Profile, other: Profile, weights: MatcherWeights | None = None) -> Judgement:
    """Judge whether two mentions describe one event.

    Two mentions that one coder found in one report are never judged the same: telling them apart
    was the coder's work. Only a person joins them.

    Args:
        one: a mention's profile.
        other: another mention's.
        weights: those that are shipped when None.

    Returns:
        Same, different or unsure, with the reasons, the heaviest first.
    """
    weights = weights or load_weights()
    barrier = find_barrier(one, other)
    if barrier is not None:
        return _make_judgement(one, other, 0.0, (Reason(barrier, 1.0, 0.0),), weights)
    table = choose_table(one, other, weights)
    return judge_values(one, other, compare(one, other, find_telling(table)), weights)


def judge_values(
    one: Profile, other: Profile, values: Mapping[str, float | None], weights: MatcherWeights
) -> Judgement:
    """Judge a pair without a barrier by what its comparisons gave, in whatever order they were made."""
    table = choose_table(one, other, weights)
    reasons = make_reasons(values, table)
    odds = table.bias + math.fsum(reason.weight for reason in reasons)
    return _make_judgement(one, other, to_probability(odds), reasons, weights)


def choose_table(one: Profile, other: Profile, weights: MatcherWeights) -> WeightTable:
    """Choose the weights for a kind of pair."""
    return weights.reports if one.is_report or other.is_report else weights.events


def find_telling(table: WeightTable) -> tuple[str, ...]:
    """Find the comparisons that can add something; the others need not be made."""
    return tuple(name for name, part in table.features.items() if part.weight or part.missing)


def find_barrier(one: Profile, other: Profile) -> str | None:
    """Find why a pair cannot be the same whatever its words; None where it can.

    A planned event is one that happened, or another report's plan, only on the day and of the type
    that it was planned for. A mention in the background is known by little more than its day: with
    days told for both, and apart, it is another event.
    """
    if one.reading == other.reading:
        return ONE_READING
    roles = {one.role, other.role}
    if "planned" in roles:
        is_as_planned = find_event_gap(one, other) == 0 and one.type == other.type
        return None if is_as_planned else OTHER_PLAN
    return OTHER_DAY if roles != {"main"} and find_other_days(one, other) else None


def _make_judgement(
    one: Profile, other: Profile, score: float, reasons: tuple[Reason, ...], weights: MatcherWeights
) -> Judgement:
    return make_judgement(
        one.key,
        other.key,
        verdict=choose_verdict(score, weights),
        by=weights.matcher,
        kind="matcher",
        score=round(score, DECIMALS),
        reasons=reasons,
    )


def choose_verdict(score: float, weights: MatcherWeights) -> Verdict:
    """Choose the verdict that a probability stands for."""
    if score >= weights.same:
        return "same"
    return "different" if score < weights.different else "unsure"


def make_reasons(values: Mapping[str, float | None], table: WeightTable) -> tuple[Reason, ...]:
    """Make the reasons of a judgement, the heaviest first; what adds nothing is left out."""
    return tuple(sorted(_iter_reasons(values, table), key=lambda each: (-abs(each.weight), each.feature)))


def _iter_reasons(values: Mapping[str, float | None], table: WeightTable) -> Iterator[Reason]:
    for name, value in values.items():
        part = table.features[name]
        if value is None:
            if part.missing:
                yield Reason(f"{name}: not known", 1.0, part.missing)
        elif weight := round(value * part.weight, DECIMALS):
            yield Reason(name, round(value, DECIMALS), weight)


def to_probability(odds: float) -> float:
    """Turn log-odds into a probability."""
    return 1.0 / (1.0 + math.exp(-odds)) if odds > 0 else math.exp(odds) / (1.0 + math.exp(odds))


def to_odds(probability: float) -> float:
    """Turn a probability into log-odds; inverse of `to_probability` within (0, 1)."""
    return math.log(probability / (1.0 - probability))
