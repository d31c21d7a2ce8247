"""Groups of documents: B-cubed (Bagga and Baldwin, 1998), beside what simple ways of grouping reach."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist

from benchmarks.quality.incidents import make_text
from benchmarks.quality.rows import Row, find_day, get_name, iter_rows
from counterclaim.reconcile.names import find_names
from counterclaim.reconcile.words import iter_words

#: The cluster of each document.
Labels: TypeAlias = Mapping[str, Hashable]

#: Distances (one minus the cosine) at which the baseline is cut; the best one counts.
CUTS = tuple(step / 50 for step in range(25, 50))


class BCubed(NamedTuple):
    """Mean over documents of the share of their cluster, and of their gold cluster, that is right."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_b_cubed(gold: Labels, predicted: Labels) -> BCubed:
    """Score a grouping in percent; a document without a predicted cluster stands alone.

    Args:
        gold: the cluster of each document.
        predicted: the same documents; others are not looked at.
    """
    full = {name: predicted.get(name, ("alone", name)) for name in gold}
    right, given = _group(gold), _group(full)
    shared = {name: len(right[gold[name]] & given[full[name]]) for name in gold}
    precision = sum(shared[name] / len(given[full[name]]) for name in gold)
    recall = sum(shared[name] / len(right[gold[name]]) for name in gold)
    return BCubed(100 * precision / len(gold), 100 * recall / len(gold))


def _group(labels: Labels) -> Mapping[Hashable, set[str]]:
    groups: dict[Hashable, set[str]] = {}
    for name, cluster in labels.items():
        groups.setdefault(cluster, set()).add(name)
    return groups


def score_clusters(gold: Path, predictions: Path) -> Mapping[str, Any]:
    """Score the groups of all documents of a set, and the baselines.

    Args:
        gold: JSONL of documents with `doc_id`, `cluster`, `title`, `text` and `published`.
        predictions: JSONL of clusters with `doc_ids`.

    Returns:
        Precision, recall and F1 in percent of each way of grouping, and the clusters that mix stories.
    """
    documents = tuple(iter_rows(gold))
    truth: Labels = {get_name(row): str(row["cluster"]) for row in documents}
    clusters = [row["doc_ids"] for row in iter_rows(predictions)]
    predicted: Labels = {name: place for place, names in enumerate(clusters) for name in names}
    ways: Mapping[str, Labels] = {
        "system": predicted,
        "baseline: all alone": {},
        "baseline: one cluster": dict.fromkeys(truth, 0),
        "baseline: same day, same first name": group_by_day_and_name(documents),
    }
    scores = {name: score_b_cubed(truth, labels) for name, labels in ways.items()}
    by_words = [score_b_cubed(truth, labels) for labels in group_by_words(documents)]
    scores["baseline: TF-IDF, best cut"] = max(by_words, key=lambda score: score.f1)
    mixed = [sorted({str(truth[name]) for name in names if name in truth}) for names in clusters]
    return {
        "clusters": len(clusters),
        "b_cubed": {name: _to_row(score) for name, score in scores.items()},
        "errors": [f"one cluster holds {', '.join(stories)}" for stories in mixed if len(stories) > 1],
    }


def _to_row(score: BCubed) -> Row:
    return {"p": round(score.precision, 2), "r": round(score.recall, 2), "f1": round(score.f1, 2)}


def group_by_day_and_name(documents: Sequence[Row]) -> Labels:
    """Group by the day of publication and the first capitalised name."""
    return {
        get_name(row): (find_day(row.get("published")), next(find_names(make_text(row)), get_name(row)))
        for row in documents
    }


def group_by_words(documents: Sequence[Row]) -> list[Labels]:
    """Group by TF-IDF over the set itself, average linkage, at every cut."""
    names = [get_name(row) for row in documents]
    tree = linkage(np.nan_to_num(pdist(_make_matrix(documents), "cosine"), nan=1.0), "average")
    return [dict(zip(names, fcluster(tree, cut, "distance").tolist(), strict=True)) for cut in CUTS]


def _make_matrix(documents: Sequence[Row]) -> NDArray[np.float64]:
    counts = [Counter(iter_words(make_text(row))) for row in documents]
    frequencies = Counter(word for each in counts for word in each)
    columns = {word: place for place, word in enumerate(sorted(frequencies))}
    matrix = np.zeros((len(counts), len(columns)))
    for place, each in enumerate(counts):
        for word, count in each.items():
            rarity = math.log(len(counts) / frequencies[word])
            matrix[place, columns[word]] = (1 + math.log(count)) * rarity
    return matrix
