"""cc.registry/2: the number that a registry of incidents most likely enters, by learned weights.

The weights only choose among the numbers that voices give, and 0 for silence; nothing is added up.
Learned from a registry's own entries (docs/reference/model-cards/registry.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

import msgspec

from counterclaim.model.resolution import Figure, Resolution
from counterclaim.policy.base import Case
from counterclaim.policy.counting import sift_counts
from counterclaim.policy.registry import (
    OTHER_HARM,
    find_moments,
    find_unread,
    read_number,
    resolve_registry_day,
)
from counterclaim.policy.registry_figures import make_features, make_told
from counterclaim.policy.resolving import join_notes, make_resolution

POLICY = "cc.registry/2"


class RegistryWeights(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of policy/registry_weights.json."""

    about: str
    #: By harm and feature, in log-odds.
    weights: Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=1)
def load_registry_weights() -> RegistryWeights:
    """Load the weights that are shipped."""
    file = resources.files("counterclaim.policy").joinpath("registry_weights.json")
    return msgspec.json.decode(file.read_bytes(), type=RegistryWeights)


def resolve_likely_registry(case: Case, field: str) -> Resolution:
    """Resolve a count by learned weights; the day as cc.registry/1 does, under this rule's name."""
    if field == "date":
        return msgspec.structs.replace(resolve_registry_day(case, field), policy=POLICY)
    return resolve_likely_count(case, field)


def resolve_likely_count(case: Case, field: str) -> Resolution:
    """Take the number that is likeliest by learned weights; of equals the smallest.

    The value is a Figure of one number; None where nothing is known of the event. The note says how
    likely it is among the numbers given.
    """
    sifted = sift_counts(case, field).drop(find_unread)
    others = sift_counts(case, OTHER_HARM[field]).drop(find_unread)
    told = make_told(sifted.kept, others.kept, find_moments(case))
    weights = load_registry_weights().weights[field]
    odds = find_odds(make_features(told), weights) if told.reports else {0: 0.0}
    number = max(odds, key=lambda each: (odds[each], -each))
    used = [each for each in sifted.kept if read_number(each) == number]
    is_known = bool(case.event.mentions)
    return make_resolution(
        case,
        field=field,
        policy=POLICY,
        value=Figure(low=number, best=number, high=number) if is_known else None,
        used=used,
        sifted=sifted,
        why="is not the likeliest figure",
        is_contested=len(odds) > 2 or len(odds) == 2 and number == 0,
        note=join_notes(
            "silence is entered as 0" if number == 0 and not used else None, _say_likelihood(odds, number)
        ),
    )


def find_odds(
    features: Mapping[int, Mapping[str, float]], weights: Mapping[str, float]
) -> Mapping[int, float]:
    """Find the log-odds of every number."""
    return {
        number: math.fsum(weights.get(name, 0.0) * value for name, value in values.items())
        for number, values in features.items()
    }


def _say_likelihood(odds: Mapping[int, float], number: int) -> str | None:
    """Say how likely a number is among several; None where it is the only one."""
    if len(odds) == 1:
        return None
    share = 1.0 / math.fsum(math.exp(each - odds[number]) for each in odds.values())
    return f"{share:.0%} likely by learned weights"
