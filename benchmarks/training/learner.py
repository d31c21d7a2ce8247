"""A learner of `counterclaim.vocabulary.learned.Network`: numpy alone, the same steps at every run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.vocabulary.learned import Layer, Matrix, Network, Places, to_probabilities

#: Empty rows between two sequences of a batch: as far as the layers look.
GAP = 8
#: Rare features are not learned.
LEAST_SEEN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What is hidden from the learner at every step: a share of features, and of values within."""

    features: float
    values: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """A sequence of tokens with the right answers."""

    #: Rows of feature numbers, 0 where there is none.
    features: Places
    vectors: Matrix
    answers: npt.NDArray[np.int64]
    #: 1 for tokens that count, 0 for the others.
    weights: Matrix
    #: Place of the word that the others are asked about; only chains have one.
    place: int = 0


def number_features(rows: Iterable[Sequence[str]]) -> dict[str, int]:
    """Number the features that are seen often enough, from 1, the commonest first."""
    seen = Counter(name for row in rows for name in row)
    often = sorted((name for name in seen if seen[name] >= LEAST_SEEN), key=lambda name: (-seen[name], name))
    return {name: place + 1 for place, name in enumerate(often)}


def encode_rows(rows: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> Places:
    """Encode rows of features as numbers, filled up with 0."""
    known = [[numbers[name] for name in row if name in numbers] for row in rows]
    encoded = np.zeros((len(known), max(map(len, known), default=0) or 1), dtype=np.int32)
    for place, row in enumerate(known):
        encoded[place, : len(row)] = row
    return encoded


class Learner:
    """Weights on their way: Adagrad for the features, Adam for the rest."""

    def __init__(
        self,
        numbers: Mapping[str, int],
        *,
        vectors: int,
        width: int,
        answers: int,
        hidden: Hidden,
        distances: tuple[int, ...],
        seed: int,
    ):
        self.numbers = numbers
        self.hidden = hidden
        self.distances = distances
        self.random = np.random.default_rng(seed)
        self.embeddings = self._draw(len(numbers) + 1, width, 0.05)
        self.embeddings[0] = 0
        self.seen = np.full(len(numbers) + 1, 1e-6, dtype=np.float32)
        self.weights = {
            "vectors": self._draw(vectors, width, 0.5 / vectors**0.5),
            "bias": np.zeros(width, dtype=np.float32),
            "output": self._draw(width, answers, 0.1),
            "output_bias": np.zeros(answers, dtype=np.float32),
        }
        for place, _ in enumerate(self.distances):
            for part in ("before", "middle", "after"):
                self.weights[f"{part}{place}"] = self._draw(width, width, 0.6 / (3 * width) ** 0.5)
            self.weights[f"bias{place}"] = np.zeros(width, dtype=np.float32)
        self.means = {name: np.zeros_like(each) for name, each in self.weights.items()}
        self.squares = {name: np.zeros_like(each) for name, each in self.weights.items()}
        self.steps = 0

    def _draw(self, rows: int, columns: int, scale: float) -> Matrix:
        return (self.random.normal(size=(rows, columns)) * scale).astype(np.float32)

    def learn(self, exercises: Sequence[Exercise], *, rounds: int, batch: int) -> None:
        """Go over the exercises some times, in an order of its own, in ever smaller steps."""
        total = rounds * -(-len(exercises) // batch)
        for _ in range(rounds):
            order = self.random.permutation(len(exercises))
            for start in range(0, len(order), batch):
                rate = 1 - self.steps / total
                chosen = [exercises[place] for place in order[start : start + batch]]
                self._step(chosen, rate=0.002 * rate + 1e-5, feature_rate=0.05 * rate + 1e-4)

    def _step(self, chosen: Sequence[Exercise], *, rate: float, feature_rate: float) -> None:
        """Make one step against the gradient."""
        self.steps += 1
        exercise = _join(chosen)
        shown = exercise.features * (self.random.random(exercise.features.shape) > self.hidden.features)
        real = (exercise.weights >= 0).astype(np.float32)[:, None]
        drawn = self.random.random((len(shown), self.embeddings.shape[1]), dtype=np.float32)
        kept = (drawn > self.hidden.values).astype(np.float32) * real / (1 - self.hidden.values)
        first, looks, hidden = self._forward(shown, exercise.vectors, real, kept)
        error = self.find_error(hidden[-1] @ self.weights["output"] + self.weights["output_bias"], chosen)
        slopes = {"output": hidden[-1].T @ error, "output_bias": error.sum(axis=0)}
        back = self._backward(error @ self.weights["output"].T, looks, hidden, real, slopes)
        back = back * kept * (first > 0)
        slopes |= {"vectors": exercise.vectors.T @ back, "bias": back.sum(axis=0)}
        self._adam(slopes, rate)
        self._adagrad(shown, back, feature_rate)

    def find_error(self, scores: Matrix, chosen: Sequence[Exercise]) -> Matrix:
        """Find the slope of the loss at the scores of joined exercises: each token by itself."""
        exercise = _join(chosen)
        counted = np.maximum(exercise.weights, 0)
        error = to_probabilities(scores)
        error[np.arange(len(error)), exercise.answers] -= 1
        error *= (counted / max(float(counted.sum()), 1.0))[:, None]
        return error

    def _forward(
        self, shown: Places, vectors: Matrix, real: Matrix, kept: Matrix
    ) -> tuple[Matrix, list[Matrix], list[Matrix]]:
        first = vectors @ self.weights["vectors"] + self.weights["bias"]
        for column in range(shown.shape[1]):
            first += self.embeddings[shown[:, column]]
        hidden, looks = [np.maximum(first, 0) * kept], []
        for place, distance in enumerate(self.distances):
            look = hidden[-1] @ self.weights[f"middle{place}"] + self.weights[f"bias{place}"]
            look[distance:] += hidden[-1][:-distance] @ self.weights[f"before{place}"]
            look[:-distance] += hidden[-1][distance:] @ self.weights[f"after{place}"]
            looks.append(look)
            hidden.append((hidden[-1] + np.maximum(look, 0)) * real)
        return first, looks, hidden

    def _backward(
        self,
        back: Matrix,
        looks: Sequence[Matrix],
        hidden: Sequence[Matrix],
        real: Matrix,
        slopes: dict[str, Matrix],
    ) -> Matrix:
        """Go back through the layers; their slopes are added to `slopes`."""
        for place in reversed(range(len(self.distances))):
            distance, below = self.distances[place], hidden[place]
            back = back * real
            look = back * (looks[place] > 0)
            slopes[f"middle{place}"] = below.T @ look
            slopes[f"before{place}"] = below[:-distance].T @ look[distance:]
            slopes[f"after{place}"] = below[distance:].T @ look[:-distance]
            slopes[f"bias{place}"] = look.sum(axis=0)
            back = back + look @ self.weights[f"middle{place}"].T
            back[:-distance] += look[distance:] @ self.weights[f"before{place}"].T
            back[distance:] += look[:-distance] @ self.weights[f"after{place}"].T
        return back

    def _adam(self, slopes: Mapping[str, Matrix], rate: float) -> None:
        for name, slope in slopes.items():
            self.means[name] = 0.9 * self.means[name] + 0.1 * slope
            self.squares[name] = 0.999 * self.squares[name] + 0.001 * slope * slope
            mean = self.means[name] / (1 - 0.9**self.steps)
            square = self.squares[name] / (1 - 0.999**self.steps)
            self.weights[name] -= (rate * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)

    def _adagrad(self, shown: Places, back: Matrix, rate: float) -> None:
        """Step the features of a batch: each by the sum of the slopes where it was shown."""
        flat = shown.ravel()
        order = np.argsort(flat, kind="stable")
        ordered = flat[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        slopes = np.add.reduceat(back[order // shown.shape[1]], starts, axis=0)
        touched = ordered[starts]
        slopes, touched = slopes[touched > 0], touched[touched > 0]
        self.seen[touched] += (slopes * slopes).mean(axis=1)
        self.embeddings[touched] -= rate * slopes / np.sqrt(self.seen[touched])[:, None]

    def to_network(self) -> Network:
        """Return the weights as they are now."""
        parts = ("before", "middle", "after", "bias")
        return Network(
            features=self.numbers,
            embeddings=self.embeddings,
            scales=np.ones((len(self.embeddings), 1), dtype=np.float32),
            vectors=self.weights["vectors"],
            bias=self.weights["bias"],
            layers=tuple(
                Layer(distance=distance, **{part: self.weights[f"{part}{place}"] for part in parts})
                for place, distance in enumerate(self.distances)
            ),
            output=self.weights["output"],
            output_bias=self.weights["output_bias"],
        )


def _join(exercises: Sequence[Exercise]) -> Exercise:
    """Join sequences to one, with empty rows between them, whose weight is -1."""
    width = max(each.features.shape[1] for each in exercises)
    return Exercise(
        features=np.concatenate([_pad(each.features, width - each.features.shape[1]) for each in exercises]),
        vectors=np.concatenate([_pad(each.vectors) for each in exercises]),
        answers=np.concatenate([np.pad(each.answers, (0, GAP)) for each in exercises]),
        weights=np.concatenate([np.pad(each.weights, (0, GAP), constant_values=-1) for each in exercises]),
    )


def _pad(array: npt.NDArray[np.generic], columns: int = 0) -> npt.NDArray[np.generic]:
    return np.pad(array, ((0, GAP), (0, columns)))


def iter_folds(count: int, folds: int) -> Iterator[tuple[range, list[int]]]:
    """Iterate over splits: every so many-th place left out, with all the others."""
    for first in range(folds):
        yield range(first, count, folds), [place for place in range(count) if place % folds != first]
