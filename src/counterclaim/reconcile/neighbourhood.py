"""What hangs together: from some mentions, all that chains of judgements `same` lead to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from counterclaim.ledger.base import Ledger, MentionRecord
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import Judgement, MentionKey
from counterclaim.reconcile import index
from counterclaim.reconcile.blocks import find_block_keys
from counterclaim.reconcile.cluster import Cluster, cluster, find_components
from counterclaim.reconcile.families import CopyPair
from counterclaim.reconcile.match import judge_pair
from counterclaim.reconcile.profile import Profile, make_profile
from counterclaim.reconcile.verdicts import Pair, find_in_force


def find_judgements(ledger: Ledger, seeds: Iterable[MentionKey]) -> tuple[Judgement, ...]:
    """Find the judgements about all mentions that chains of `same` lead to from the seeds.

    Persons' come with those that were replaced or taken back; `find_in_force` chooses.
    """
    found: dict[str, Judgement] = {}
    known: set[MentionKey] = set()
    frontier = set(seeds)
    while frontier:
        known |= frontier
        about = (*index.find_pairs(ledger, frontier), *index.find_decisions(ledger, frontier))
        found |= {each.id: each for each in about}
        joined = (each for each in about if each.verdict == "same")
        frontier = {key for each in joined for key in (each.left, each.right)} - known
    return tuple(found.values())


def find_joined(seeds: Iterable[MentionKey], judgements: Iterable[Judgement]) -> tuple[MentionKey, ...]:
    """Find the seeds and every mention that a judgement `same` names."""
    joined = (key for each in judgements if each.verdict == "same" for key in (each.left, each.right))
    return tuple(sorted({*seeds, *joined}))


def cluster_records(
    ledger: Ledger, records: Mapping[MentionKey, MentionRecord], judgements: Collection[Judgement]
) -> tuple[tuple[Cluster, ...], Mapping[Pair, Judgement]]:
    """Make the clusters of mentions.

    Args:
        ledger: where their profiles are kept.
        records: the mentions by their keys.
        judgements: those that were written about them.

    Returns:
        The clusters, and the judgements in force, with those that were left out of the log.
    """
    about = [each for each in judgements if each.left in records and each.right in records]
    in_force = dict(find_in_force(about))
    in_force |= {(each.left, each.right): each for each in _judge_all_left_out(ledger, records, in_force)}
    readings = {key: (record.report.id, record.coder) for key, record in records.items()}
    return cluster(records, in_force.values(), readings=readings), in_force


def find_family_pairs(ledger: Ledger, reports: Collection[ReportId]) -> tuple[CopyPair, ...]:
    """Find the pairs of copies that hold reports together, through whichever others."""
    found: set[CopyPair] = set()
    known: set[ReportId] = set()
    frontier = set(reports)
    while frontier:
        known |= frontier
        pairs = index.find_copies(ledger, frontier)
        found.update(pairs)
        frontier = {report for pair in pairs for report in pair} - known
    return tuple(sorted(found))


def judge_left_out(
    component: Cluster, in_force: Collection[Pair], profiles: Mapping[MentionKey, Profile]
) -> Iterator[Judgement]:
    """Judge the pairs of a component whose judgement was too plain to be written.

    Args:
        component: keys of mentions, in order.
        in_force: the pairs that have a judgement.
        profiles: of the mentions of the component.
    """
    pairs = (pair for pair in combinations(component, 2) if pair not in in_force)
    unjudged = [(profiles[left], profiles[right]) for left, right in pairs]
    # Keys of blocks are dear, and of a large event mostly every pair was judged.
    compared = {each.key: each for pair in unjudged for each in pair}
    blocks = {key: find_block_keys(profile) for key, profile in compared.items()}
    for one, other in unjudged:
        if one.reading != other.reading and blocks[one.key] & blocks[other.key]:
            yield judge_pair(one, other)


def _judge_all_left_out(
    ledger: Ledger, records: Mapping[MentionKey, MentionRecord], in_force: Mapping[Pair, Judgement]
) -> Iterator[Judgement]:
    components = [each for each in find_components(records, in_force.values()) if len(each) > 2]
    profiles = _find_profiles(ledger, records, [key for component in components for key in component])
    for component in components:
        yield from judge_left_out(component, in_force, profiles)


def _find_profiles(
    ledger: Ledger, records: Mapping[MentionKey, MentionRecord], keys: Collection[MentionKey]
) -> Mapping[MentionKey, Profile]:
    kept = index.get_profiles(ledger, keys)
    return {key: kept.get(key) or make_profile(records[key]) for key in keys}
