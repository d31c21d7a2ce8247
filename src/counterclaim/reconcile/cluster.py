"""From judgements of pairs to clusters of mentions.

Invariant: clusters are a function of the sets of keys and judgements, in whatever order they come,
and a judgement matters only within its own component: mentions that no chain of `same` judgements
joins are never looked at together.

1. What persons judged the same is joined first, the last judgement first. A pair that a person
   judged different never shares a cluster: a `same` that would bring it together is left out.
2. Inside each component the two clusters whose mentions score highest on average are joined, again
   and again, while that average is not below even odds (average linkage, see linkage.py).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import combinations
from typing import TypeAlias

from scipy.cluster.hierarchy import DisjointSet

from counterclaim.model.judgement import Judgement, MentionKey, Verdict
from counterclaim.reconcile.linkage import NEVER, join_on_average
from counterclaim.reconcile.match import ONE_READING, to_odds
from counterclaim.reconcile.verdicts import Pair, find_in_force

#: Keys of mentions, in order.
Cluster: TypeAlias = tuple[MentionKey, ...]
Readings: TypeAlias = Mapping[MentionKey, Hashable]

#: Scores beyond these log-odds are cut: one very sure pair must not outweigh many others.
ODDS_MAX = 6.0
#: What a verdict counts as where a matcher gave no score.
_SCORES: Mapping[Verdict, float] = {"same": 1.0, "unsure": 0.5, "different": 0.0, "withdrawn": 0.0}
_EVER = datetime.min.replace(tzinfo=UTC)


def cluster(
    keys: Iterable[MentionKey],
    judgements: Iterable[Judgement],
    *,
    readings: Readings | None = None,
) -> tuple[Cluster, ...]:
    """Make clusters of mentions by the judgements about them.

    Args:
        keys: the mentions; judgements about others are not used.
        judgements: of persons and matchers, all that were ever made.
        readings: which coder's reading of which report a mention is from (`Profile.reading`); two of
            one reading come together by a person's judgement alone.

    Returns:
        Each key in one cluster; clusters in the order of their first keys.
    """
    known = frozenset(keys)
    in_force = {
        pair: each
        for pair, each in find_in_force(judgements).items()
        if pair[0] in known and pair[1] in known
    }
    components = find_components(known, in_force.values())
    owners = {key: place for place, component in enumerate(components) for key in component}
    inside: list[dict[Pair, Judgement]] = [{} for _ in components]
    for pair, each in in_force.items():
        if owners[pair[0]] == owners[pair[1]]:
            inside[owners[pair[0]]][pair] = each
    clusters = (
        each
        for component, judged in zip(components, inside, strict=True)
        for each in _cluster_component(component, judged, readings or {})
    )
    return tuple(sorted(clusters))


def find_components(keys: Collection[MentionKey], judgements: Iterable[Judgement]) -> tuple[Cluster, ...]:
    """Find the mentions that chains of `same` judgements join, whoever made them."""
    joined = DisjointSet(sorted(keys))
    for each in judgements:
        if each.verdict == "same":
            joined.merge(each.left, each.right)
    return tuple(sorted(tuple(sorted(subset)) for subset in joined.subsets()))


def find_unjudged(keys: Iterable[MentionKey], judgements: Iterable[Judgement]) -> tuple[Pair, ...]:
    """Find the pairs inside components that nobody judged; judged too, they make clusters sounder.

    Candidates are found by block keys, which a true pair may lack although a chain of others joins it.
    """
    known = frozenset(keys)
    judged = find_in_force(judgements)
    components = find_components(known, (each for pair, each in judged.items() if known.issuperset(pair)))
    pairs = (pair for component in components for pair in combinations(component, 2))
    return tuple(pair for pair in pairs if pair not in judged)


def _cluster_component(
    component: Cluster, judged: Mapping[Pair, Judgement], readings: Readings
) -> tuple[Cluster, ...]:
    odds = {pair: value for pair, each in judged.items() if (value := find_odds(each)) is not None}
    apart = dict.fromkeys(find_one_readings(component, readings), NEVER)
    return join_on_average(join_by_persons(component, judged), odds | apart)


def find_one_readings(component: Cluster, readings: Readings) -> tuple[Pair, ...]:
    """Find the pairs of mentions that one coder found in one report."""
    members: dict[Hashable, list[MentionKey]] = {}
    for key in component:
        if key in readings:
            members.setdefault(readings[key], []).append(key)
    return tuple(pair for keys in members.values() for pair in combinations(keys, 2))


def join_by_persons(component: Cluster, judged: Mapping[Pair, Judgement]) -> tuple[Cluster, ...]:
    """Join what persons judged the same, the last first, where no pair judged different comes together."""
    persons = [each for each in judged.values() if each.kind == "person"]
    blocked = {(each.left, each.right) for each in persons if each.verdict == "different"}
    same = [each for each in persons if each.verdict == "same"]
    joined = DisjointSet(component)
    for each in sorted(same, key=lambda each: (each.made_at or _EVER, each.id), reverse=True):
        left, right = joined.subset(each.left), joined.subset(each.right)
        if not any(tuple(sorted((one, other))) in blocked for one in left for other in right):
            joined.merge(each.left, each.right)
    return tuple(sorted(tuple(sorted(subset)) for subset in joined.subsets()))


def find_odds(judgement: Judgement) -> float | None:
    """Find what a judgement adds to the average: log-odds, or `NEVER` where it blocks.

    A person's `same` adds nothing here, being joined before; a person in doubt weighs neither way.
    """
    if judgement.kind == "person":
        return {"different": NEVER, "unsure": 0.0, "same": None}.get(judgement.verdict)
    # A barrier scores nothing; the reasons of all other pairs need no reading.
    if not judgement.score and any(reason.feature == ONE_READING for reason in judgement.reasons):
        return NEVER
    score = _SCORES[judgement.verdict] if judgement.score is None else judgement.score
    if not 0.0 < score < 1.0:
        return ODDS_MAX if score else -ODDS_MAX
    return max(-ODDS_MAX, min(ODDS_MAX, to_odds(score)))
