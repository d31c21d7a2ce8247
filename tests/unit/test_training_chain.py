"""The learner of chains: its slopes are those of its loss, and it learns that words go together."""

from __future__ import annotations

import numpy as np

from benchmarks.training.chain import ChainLearner, Chains, find_loss, find_slopes
from benchmarks.training.learner import Exercise, Hidden, encode_rows
from counterclaim.annotate.attribution_decoding import ANSWERS, CONTENT, CUE, PARTS, find_likeliest

NUMBERS = {"word=said": 1, "word=bridge": 2, "word=safe": 3, "word=left": 4}


def draw_chains() -> Chains:
    """Draw the scores and the right parts of three sequences, of one to five words."""
    random = np.random.default_rng(0)
    real = np.arange(5) < np.array([[5], [3], [1]])
    return Chains(
        random.normal(size=(3, 5, PARTS)),
        random.normal(size=(3, 5, PARTS, PARTS)),
        real,
        random.integers(0, PARTS, size=(3, 5)),
    )


def test_slopes_are_those_of_the_loss() -> None:
    chains, step = draw_chains(), 1e-5
    for scores, slopes in zip((chains.parts, chains.steps), find_slopes(chains), strict=True):
        for place in np.ndindex(scores.shape):
            before = find_loss(chains)
            scores[place] += step
            assert abs((find_loss(chains) - before) / step - slopes[place]) < 1e-4
            scores[place] -= step


def make_exercise(words: str, answers: list[int], place: int) -> Exercise:
    """Make the exercise of a sentence and its candidate."""
    rows = [(f"word={word}",) for word in words.split()]
    return Exercise(
        features=encode_rows(rows, NUMBERS),
        vectors=np.zeros((len(rows), 4), dtype=np.float32),
        answers=np.array(answers),
        weights=np.ones(len(rows), dtype=np.float32),
        place=place,
    )


def test_learner_tells_cues_and_what_they_say() -> None:
    exercises = [
        make_exercise("bridge said bridge safe", [1, CUE, CONTENT, CONTENT], 1),
        make_exercise("bridge left bridge safe", [0, 0, 0, 0], 1),
    ]
    learner = ChainLearner(
        NUMBERS,
        vectors=4,
        width=16,
        answers=ANSWERS,
        hidden=Hidden(features=0.0, values=0.0),
        distances=(1, 2),
        seed=0,
    )
    learner.learn(exercises * 8, rounds=40, batch=4)
    network = learner.to_network()
    rows = [("word=bridge",), ("word=said",), ("word=bridge",), ("word=safe",)]
    scores = network.score(network.embed(rows))
    assert find_likeliest([scores], [1])[0].tolist() == [1, CUE, CONTENT, CONTENT]
    left = network.score(network.embed([rows[0], ("word=left",), *rows[2:]]))
    assert left[1, PARTS] < 0 < scores[1, PARTS]
