"""The likeliest parts of a sentence's words: as good as trying all ways, and cue where the cue is."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.annotate.attribution_decoding import (
    ANSWERS,
    CONTENT,
    CUE,
    IS_CUE,
    PARTS,
    STEPS,
    find_likeliest,
    judge_cue,
)
from counterclaim.vocabulary.learned import Matrix


def draw_scores(length: int, seed: int) -> Matrix:
    """Draw the scores of a sequence of words."""
    return np.random.default_rng(seed).normal(size=(length, ANSWERS)).astype(np.float32)


def score_way(scores: Matrix, way: tuple[int, ...]) -> float:
    """Add up the scores of one way through a sequence."""
    steps = scores[:, STEPS].reshape(-1, PARTS, PARTS)
    parts = sum(float(scores[place, part]) for place, part in enumerate(way))
    return parts + sum(float(steps[place, way[place - 1], way[place]]) for place in range(1, len(way)))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 99)), min_size=1, max_size=4), st.data())
def test_no_way_is_likelier(sizes: list[tuple[int, int]], data: st.DataObject) -> None:
    scores = [draw_scores(*size) for size in sizes]
    places = [data.draw(st.integers(0, len(each) - 1)) for each in scores]
    for each, place, found in zip(scores, places, find_likeliest(scores, places), strict=True):
        ways = [way for way in product(range(PARTS), repeat=len(each)) if way[place] == CUE]
        assert tuple(found.tolist()) == max(ways, key=lambda way, each=each: score_way(each, way))


def test_a_word_alone_may_say_nothing_that_its_neighbours_say() -> None:
    scores = np.zeros((4, ANSWERS), dtype=np.float32)
    scores[1:, CONTENT] = (2, -1, 2)
    scores[:, STEPS] = (2 * np.eye(PARTS)).ravel()
    assert find_likeliest([scores], [0])[0].tolist() == [CUE, CONTENT, CONTENT, CONTENT]


def test_no_candidates_have_no_parts() -> None:
    assert find_likeliest([], []) == []


def test_both_networks_tell_a_cue() -> None:
    scores = np.zeros((2, ANSWERS), dtype=np.float32)
    scores[1, IS_CUE] = 3
    assert judge_cue(scores, 0, 0.5) == 0.5
    assert judge_cue(scores, 0, 0.5) < judge_cue(scores, 1, 0.2) < judge_cue(scores, 1, 0.8)
    assert judge_cue(scores, 1, 0.0) > 0.05, "no network alone rules a cue out"
