"""The learner of the tagger: it learns what features tell, and learns the same every time."""

from __future__ import annotations

import numpy as np

from benchmarks.training import learner
from benchmarks.training.learner import Exercise, Hidden, Learner, encode_rows, iter_folds, number_features
from benchmarks.training.lessons import find_head, make_lesson
from counterclaim.annotate.attribution_decoding import CONTENT, CUE, SPEAKER

ROWS = [("word=said", "tag=V"), ("word=left", "tag=V"), ("word=mayor", "tag=N")]


def make_exercises(count: int = 60) -> tuple[dict[str, int], list[Exercise]]:
    """Make sequences in which "said" alone is a cue."""
    random = np.random.default_rng(1)
    numbers = number_features(ROWS * learner.LEAST_SEEN)
    exercises = []
    for _ in range(count):
        chosen = random.integers(0, 3, size=6)
        exercises.append(
            Exercise(
                features=encode_rows([ROWS[place] for place in chosen], numbers),
                vectors=np.zeros((6, 4), dtype=np.float32),
                answers=(chosen == 0).astype(np.int64),
                weights=np.ones(6, dtype=np.float32),
            )
        )
    return numbers, exercises


def test_learner_learns_the_same_every_time() -> None:
    judged = []
    for _ in range(2):
        numbers, exercises = make_exercises()
        student = Learner(
            numbers,
            vectors=4,
            width=8,
            answers=2,
            hidden=Hidden(features=0.2, values=0.25),
            distances=(1, 2),
            seed=0,
        )
        student.learn(exercises, rounds=6, batch=4)
        judged.append(student.to_network().judge(ROWS, np.zeros((3, 4), dtype=np.float32)))
    assert judged[0][:, 1].round().tolist() == [1, 0, 0]
    np.testing.assert_array_equal(judged[0], judged[1])


def test_rare_features_are_left_out() -> None:
    assert number_features([("word=rare",)] + [("word=often",)] * learner.LEAST_SEEN) == {"word=often": 1}


def test_folds_leave_each_place_out_once() -> None:
    left_out = [place for left, learned in iter_folds(5, 3) for place in left if place not in learned]
    assert sorted(left_out) == [0, 1, 2, 3, 4]


def test_lesson_has_the_gold_under_the_rules_head() -> None:
    text = "Old newspapers continue to claim that the harbour is closed."
    spans = {"source": (0, 14), "cue": (15, 32), "content": (33, 59)}
    gold = {role: [{"spans": [ends]}] for role, ends in spans.items()}
    lesson = make_lesson({"text": text, "attributions": [gold]})
    ((head, parts),) = lesson.gold.items()
    assert lesson.doc[head].text == "claim"
    assert [len(parts[part]) for part in (SPEAKER, CUE, CONTENT)] == [2, 3, 5]
    assert lesson.doc[find_head(lesson.doc, parts[CUE], {})].text == "continue"
