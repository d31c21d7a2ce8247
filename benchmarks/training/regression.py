"""Logistic regression over named features, by accelerated gradient descent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Features seen less often are left out.
COUNT_MIN = 5
#: Weight of the squares of the weights.
PENALTY = 2.0
STEPS = 500
#: Parts of a cross-validation.
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The features of one name, whether it is a place, and the document it is from."""

    features: tuple[str, ...]
    is_place: bool
    document: int


def choose_features(examples: Sequence[Example]) -> tuple[str, ...]:
    """Choose the features that are frequent enough, in the order of their names."""
    counts = Counter(feature for example in examples for feature in example.features)
    return tuple(sorted(feature for feature, count in counts.items() if count >= COUNT_MIN))


def make_matrix(examples: Sequence[Example], names: Sequence[str]) -> Array:
    """Make the rows of some examples; the last column is the bias."""
    columns = {name: column for column, name in enumerate(names)}
    matrix = np.zeros((len(examples), len(names) + 1))
    matrix[:, -1] = 1.0
    for row, example in enumerate(examples):
        matrix[row, [columns[feature] for feature in example.features if feature in columns]] = 1.0
    return matrix


def fit_weights(matrix: Array, truth: Array) -> Array:
    """Fit the weights of a logistic regression; the bias is not held small."""
    penalty = np.full(matrix.shape[1], PENALTY)
    penalty[-1] = 0.0
    rate = 1.0 / (0.25 * float(np.linalg.norm(matrix, 2)) ** 2 + PENALTY)
    weights = ahead = np.zeros(matrix.shape[1])
    pace = 1.0
    for _ in range(STEPS):
        slope = matrix.T @ (1.0 / (1.0 + np.exp(-matrix @ ahead)) - truth) + penalty * ahead
        moved, quicker = ahead - rate * slope, (1.0 + (1.0 + 4.0 * pace * pace) ** 0.5) / 2.0
        ahead = moved + (pace - 1.0) / quicker * (moved - weights)
        weights, pace = moved, quicker
    return weights


def score_held_out(matrix: Array, truth: Array, documents: Array) -> Array:
    """Score every example by weights that were fitted without its document."""
    scores = np.zeros(len(truth))
    for fold in range(FOLDS):
        held = documents % FOLDS == fold
        scores[held] = matrix[held] @ fit_weights(matrix[~held], truth[~held])
    return scores
