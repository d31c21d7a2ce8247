"""Learned weights: a small network over named features, read from a file beside the lexicons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Matrix: TypeAlias = npt.NDArray[np.float32]
Places: TypeAlias = npt.NDArray[np.int32]

_FOLDER = resources.files("counterclaim.vocabulary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A layer that looks at a token and at its neighbours at one distance on both sides."""

    distance: int
    before: Matrix
    middle: Matrix
    after: Matrix
    bias: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Weights that give each token of a sequence a probability for each of a few answers."""

    #: Row of `embeddings` by feature; row 0 is empty, for none.
    features: Mapping[str, int]
    #: Whole numbers or fractions; a row's weights are its numbers times its scale.
    embeddings: npt.NDArray[Any]
    scales: Matrix
    #: From the parser's vector of a token to the first layer.
    vectors: Matrix
    bias: Matrix
    layers: tuple[Layer, ...]
    output: Matrix
    output_bias: Matrix

    def judge(self, rows: Sequence[Sequence[str]], vectors: Matrix) -> Matrix:
        """Judge the tokens of a sequence.

        Args:
            rows: the features of each token.
            vectors: the parser's vectors, one row a token.

        Returns:
            One row a token: the probability of each answer.
        """
        return to_probabilities(self.score(self.embed(rows) + vectors @ self.vectors))

    def score(self, seen: Matrix) -> Matrix:
        """Score the answers of each token of a sequence, higher for likelier.

        Args:
            seen: what the first layer sees of each token: its features, embedded, and its vectors.
        """
        hidden = np.maximum(seen + self.bias, 0)
        for layer in self.layers:
            hidden = hidden + np.maximum(_look_around(hidden, layer), 0)
        return np.asarray(hidden @ self.output + self.output_bias, dtype=np.float32)

    def embed(self, rows: Sequence[Sequence[str]]) -> Matrix:
        """Add up the weights of each row's features; row 0, which is empty, stands for unknown ones."""
        known, length = self.features.get, max(map(len, rows), default=0)
        places = np.array([[*[known(name, 0) for name in row], *[0] * (length - len(row))] for row in rows])
        weights = self.embeddings[places] * self.scales[places]
        return np.asarray(weights.sum(axis=1), dtype=np.float32)


def _look_around(hidden: Matrix, layer: Layer) -> Matrix:
    """Apply a layer to every token; beyond the ends there is nothing."""
    seen = hidden @ layer.middle + layer.bias
    seen[layer.distance :] += hidden[: -layer.distance] @ layer.before
    seen[: -layer.distance] += hidden[layer.distance :] @ layer.after
    return seen


def to_probabilities(scores: Matrix) -> Matrix:
    """Turn scores into probabilities, row by row."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32)


@lru_cache(maxsize=4)
def load_network(name: str, *, language: str = "en") -> Network:
    """Load `vocabulary/<language>/<name>.npz`, as `to_arrays` has written it."""
    with _FOLDER.joinpath(language, f"{name}.npz").open("rb") as file, np.load(file) as arrays:
        return from_arrays(dict(arrays))


def from_arrays(arrays: Mapping[str, npt.NDArray[Any]]) -> Network:
    """Make a network of named arrays; inverse of `to_arrays`, up to the rounding of embeddings."""
    names = bytes(arrays["features"]).decode().split("\0")
    return Network(
        features={name: place + 1 for place, name in enumerate(names)},
        embeddings=arrays["embeddings"],
        scales=_widen(arrays["scales"]),
        vectors=_widen(arrays["vectors"]),
        bias=_widen(arrays["bias"]),
        layers=tuple(_get_layer(arrays, place, int(step)) for place, step in enumerate(arrays["distances"])),
        output=_widen(arrays["output"]),
        output_bias=_widen(arrays["output_bias"]),
    )


def _get_layer(arrays: Mapping[str, npt.NDArray[Any]], place: int, distance: int) -> Layer:
    parts = {part: _widen(arrays[f"{part}{place}"]) for part in ("before", "middle", "after", "bias")}
    return Layer(distance=distance, **parts)


def _widen(array: npt.NDArray[Any]) -> Matrix:
    return array.astype(np.float32)


def to_arrays(network: Network) -> dict[str, npt.NDArray[Any]]:
    """Turn a network into named arrays: embeddings in one byte a weight, the rest in two."""
    weights = network.embeddings * network.scales
    scales = np.maximum(np.abs(weights).max(axis=1, keepdims=True), 1e-6) / 127
    names = sorted(network.features, key=lambda name: network.features[name])
    small = {
        "vectors": network.vectors,
        "bias": network.bias,
        "output": network.output,
        "output_bias": network.output_bias,
        "scales": scales,
    }
    for place, layer in enumerate(network.layers):
        parts = {"before": layer.before, "middle": layer.middle, "after": layer.after, "bias": layer.bias}
        small |= {f"{part}{place}": array for part, array in parts.items()}
    return {
        "features": np.frombuffer("\0".join(names).encode(), dtype=np.uint8),
        "embeddings": np.round(weights / scales).astype(np.int8),
        "distances": np.array([layer.distance for layer in network.layers]),
        **{name: array.astype(np.float16) for name, array in small.items()},
    }
