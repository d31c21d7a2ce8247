"""Train the tagger of attributions: `python -m benchmarks.training.attributions`.

Reads `../shared/data/polnear/train.jsonl`, writes `vocabulary/en/attribution_{cues,roles}.npz`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.training.chain import ChainLearner
from benchmarks.training.learner import (
    Exercise,
    Hidden,
    Learner,
    encode_rows,
    iter_folds,
    number_features,
)
from benchmarks.training.lessons import Lesson, iter_lessons
from counterclaim.annotate.attribution_decoding import ANSWERS
from counterclaim.annotate.attribution_features import Features, make_cue_features
from counterclaim.annotate.attribution_sights import (
    Scene,
    make_role_features,
    make_scene,
    make_shared_features,
)
from counterclaim.annotate.attribution_tagging import can_be_cue, get_vectors
from counterclaim.vocabulary.learned import Matrix, Network, to_arrays

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "data" / "polnear" / "train.jsonl"
FOLDER = ROOT / "src" / "counterclaim" / "vocabulary" / "en"
#: Width of the networks, rounds over the gold, and sequences a step.
CUE_WIDTH, CUE_ROUNDS, CUE_BATCH = 48, 5, 2
ROLE_WIDTH, ROLE_ROUNDS, ROLE_BATCH = 96, 4, 64
#: How far the layers look, and what is hidden at every step.
CUE_DISTANCES, ROLE_DISTANCES = (1, 2, 4), (1, 2, 4, 8)
CUE_HIDDEN, ROLE_HIDDEN = Hidden(features=0.4, values=0.4), Hidden(features=0.3, values=0.25)
#: Parts of the gold that are judged by a network which has not learned them.
FOLDS = 3
SEED = 0
#: Chance from which a candidate is learned from: lower than that from which one is looked at.
LEARNED_FROM = 0.06


def main() -> None:
    """Train both networks and write them."""
    lessons = list(iter_lessons(GOLD))
    cues, chances = train_cues(lessons)
    write_network("attribution_cues", cues)
    write_network("attribution_roles", train_roles(lessons, chances))


def write_network(name: str, network: Network) -> None:
    """Write a network where the package loads it from."""
    arrays: dict[str, Any] = to_arrays(network)
    # Weights hardly shrink, and a packed file takes a start longer to read.
    np.savez(FOLDER / f"{name}.npz", **arrays)


def train_cues(lessons: Sequence[Lesson]) -> tuple[Network, list[Matrix]]:
    """Train the network that finds cues.

    Returns:
        The network, and for each lesson the chances that a network gives which has not learned it.
    """
    rows = [make_cue_rows(lesson) for lesson in lessons]
    numbers = number_features(row for each in rows for row in each)
    exercises = [make_cue_exercise(*each, numbers) for each in zip(lessons, rows, strict=True)]
    chances: dict[int, Matrix] = {}
    for left_out, learned in iter_folds(len(lessons), FOLDS):
        network = _learn_cues([exercises[place] for place in learned], numbers)
        for place in left_out:
            chances[place] = network.judge(rows[place], exercises[place].vectors)[:, 1]
    return _learn_cues(exercises, numbers), [chances[place] for place in range(len(lessons))]


def make_cue_rows(lesson: Lesson) -> list[Features]:
    """Make the features of each token of a document, for the first network."""
    below = make_cue_features(lesson.doc, lesson.drafts)
    return [(*word, *cue) for word, cue in zip(lesson.words, below, strict=True)]


def make_cue_exercise(lesson: Lesson, rows: Sequence[Features], numbers: dict[str, int]) -> Exercise:
    """Make the exercise of a document: which of its tokens head a cue."""
    return Exercise(
        features=encode_rows(rows, numbers),
        vectors=get_vectors(lesson.doc),
        answers=np.array([token.i in lesson.gold for token in lesson.doc], dtype=np.int64),
        weights=np.array([can_be_cue(token) for token in lesson.doc], dtype=np.float32),
    )


def _learn_cues(exercises: Sequence[Exercise], numbers: dict[str, int]) -> Network:
    learner = Learner(
        numbers,
        vectors=96,
        width=CUE_WIDTH,
        answers=2,
        hidden=CUE_HIDDEN,
        distances=CUE_DISTANCES,
        seed=SEED,
    )
    learner.learn(exercises, rounds=CUE_ROUNDS, batch=CUE_BATCH)
    return learner.to_network()


def train_roles(lessons: Sequence[Lesson], chances: Sequence[Matrix]) -> Network:
    """Train the network that gives the words around a candidate their parts."""
    pairs = list(zip(lessons, chances, strict=True))
    numbers = number_features(row for each in pairs for _, rows in iter_role_rows(*each) for row in rows)
    exercises = [exercise for each in pairs for exercise in iter_role_exercises(*each, numbers)]
    learner = ChainLearner(
        numbers,
        vectors=192,
        width=ROLE_WIDTH,
        answers=ANSWERS,
        hidden=ROLE_HIDDEN,
        distances=ROLE_DISTANCES,
        seed=SEED,
    )
    learner.learn(exercises, rounds=ROLE_ROUNDS, batch=ROLE_BATCH)
    return learner.to_network()


def find_heads(lesson: Lesson, chances: Matrix) -> list[int]:
    """Find the candidates of a document: the gold's, the rules', and those with a chance."""
    return [
        token.i
        for token in lesson.doc
        if can_be_cue(token)
        and (token.i in lesson.gold or token.i in lesson.drafts or chances[token.i] > LEARNED_FROM)
    ]


def iter_role_rows(lesson: Lesson, chances: Matrix) -> Iterator[tuple[int, list[Features]]]:
    """Iterate over the candidates of a document, with the features of each word of the sentence."""
    scene = make_scene(lesson.doc, lesson.marked, lesson.drafts, chances.tolist())
    for head in find_heads(lesson, chances):
        yield head, _make_role_rows(lesson, scene, head)


def _make_role_rows(lesson: Lesson, scene: Scene, head: int) -> list[Features]:
    cue = lesson.doc[head]
    shared = make_shared_features(scene, cue)
    roles = make_role_features(scene, cue, lesson.drafts.get(head))
    words = lesson.words[cue.sent.start : cue.sent.end]
    return [(*word, *role, *shared) for word, role in zip(words, roles, strict=True)]


def iter_role_exercises(lesson: Lesson, chances: Matrix, numbers: dict[str, int]) -> Iterator[Exercise]:
    """Iterate over the exercises of a document's candidates: the part of each word of the sentence."""
    vectors = get_vectors(lesson.doc)
    for head, rows in iter_role_rows(lesson, chances):
        sentence = lesson.doc[head].sent
        answers = np.zeros(len(sentence), dtype=np.int64)
        for part, tokens in sorted(lesson.gold.get(head, {}).items(), reverse=True):
            inside = [place - sentence.start for place in tokens if sentence.start <= place < sentence.end]
            answers[inside] = part
        own = vectors[sentence.start : sentence.end]
        yield Exercise(
            features=encode_rows(rows, numbers),
            vectors=np.hstack([own, np.broadcast_to(vectors[head], own.shape)]),
            answers=answers,
            weights=np.ones(len(answers), dtype=np.float32),
            place=head - sentence.start,
        )


if __name__ == "__main__":
    main()
