"""Cluster the mentions of a job by their judgements, component by component, as a ledger does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from counterclaim.bulk.matching.candidates import load_matching
from counterclaim.bulk.matching.judging import load_profile
from counterclaim.model.judgement import Judgement, JudgementId, MentionKey, Verdict
from counterclaim.reconcile.cluster import Cluster, cluster
from counterclaim.reconcile.match import load_weights
from counterclaim.reconcile.neighbourhood import judge_left_out

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Rows that are read at once.
_BATCH = 10_000


class Member(NamedTuple):
    """A mention of a component, and where its profile stands."""

    component: int
    key: MentionKey
    report: str
    coder: str
    chunk: str
    begins: int
    size: int

    @property
    def reading(self) -> tuple[str, str]:
        """Return what tells one coder's reading of one report from all others."""
        return self.report, self.coder


class Inside(NamedTuple):
    """What a cluster needs of a judgement inside a component."""

    component: int
    left: MentionKey
    right: MentionKey
    verdict: Verdict
    score: float


def add_components(connection: DuckDBPyConnection) -> None:
    """Add the table `component`: which mentions chains of judgements `same` join, and with no others."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    same = connection.execute(load_matching("read_same")).fetchnumpy()
    one, other = same["one"].astype(np.int64), same["other"].astype(np.int64)
    count = int(max(one.max(initial=-1), other.max(initial=-1))) + 1
    links = coo_matrix((np.ones(len(one), dtype=np.int8), (one, other)), shape=(count, count))
    labels = connected_components(links, directed=False)[1] if count else np.empty(0, np.int32)
    places = np.unique(np.concatenate([one, other]))
    connection.register("found", {"place": places, "component": labels[places].astype(np.int64)})
    connection.execute(load_matching("make_component"))
    connection.unregister("found")


def iter_clusters(connection: DuckDBPyConnection, scratch: str) -> Iterator[Cluster]:
    """Iterate over the clusters of the components; mentions of none are clusters by themselves."""
    judgements = groupby(_read(connection, "read_inside", Inside), key=attrgetter("component"))
    members = groupby(_read(connection, "read_members", Member), key=attrgetter("component"))
    # Every component has a judgement inside: the one that joined it.
    for (_, inside), (_, own) in zip(judgements, members, strict=True):
        yield from _cluster_component(tuple(own), tuple(map(_make_judgement, inside)), scratch)


def _cluster_component(
    members: Sequence[Member], judgements: Sequence[Judgement], scratch: str
) -> tuple[Cluster, ...]:
    keys = tuple(member.key for member in members)
    in_force = {(each.left, each.right) for each in judgements}
    left_out: tuple[Judgement, ...] = ()
    if any(pair not in in_force for pair in combinations(keys, 2)):
        profiles = {each.key: load_profile(scratch, each.chunk, each.begins, each.size) for each in members}
        left_out = tuple(judge_left_out(keys, in_force, profiles))
    readings: Mapping[MentionKey, tuple[str, str]] = {each.key: each.reading for each in members}
    return cluster(keys, (*judgements, *left_out), readings=readings)


def _make_judgement(inside: Inside) -> Judgement:
    """Make a judgement of what clusters need of one: neither its id nor its reasons."""
    return Judgement(
        id=JudgementId(""),
        left=inside.left,
        right=inside.right,
        verdict=inside.verdict,
        by=load_weights().matcher,
        kind="matcher",
        score=inside.score,
    )


def _read(connection: DuckDBPyConnection, query: str, kind: Any) -> Iterator[Any]:
    found = connection.cursor().execute(load_matching(query))
    while batch := found.fetchmany(_BATCH):
        yield from (kind(*row) for row in batch)
