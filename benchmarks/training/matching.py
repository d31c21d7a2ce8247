"""Learn the weights of the matcher: `python -m benchmarks.training.matching`.

Pairs of mentions come from the gun-violence set (train part), where a registry says which reports
are of one shooting, and from the news clusters, where every report has a story. Codings are kept
in build/training, since coding takes longer than learning.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.quality.clustering import BCubed, score_b_cubed
from benchmarks.training.codings import CodedDocument, read_incidents, read_other_events, read_stories
from benchmarks.training.pairs import Lesson, make_event_lessons, make_report_lessons
from counterclaim.model.judgement import MentionKey
from counterclaim.reconcile.cluster import cluster
from counterclaim.reconcile.features.catalog import FEATURES, compare
from counterclaim.reconcile.match import FeatureWeight, MatcherWeights, WeightTable, judge_pair

Array = NDArray[np.float64]

OUTPUT = Path(__file__).resolve().parents[2] / "src/counterclaim/reconcile/weights.json"
#: What can be compared of reports without an event.
REPORT_FEATURES = (
    "publication days",
    "publication days apart",
    "names",
    "report words",
    "opening words",
    "headline words",
    "headline in report",
)
#: What can be compared of events.
EVENT_FEATURES = tuple(FEATURES)
MATCHER = "cc.match/1"
#: Features that speak against a pair, with the most their weights may be; all others speak for it. Five
#: weigh at least so much by our judgement: the sets hardly tell, most of their shootings being of one
#: kind with one dead, and their days often wrongly read.
AGAINST: Mapping[str, float] = {
    "event days apart": 0.0,
    "other days": -2.0,
    "later event": -3.5,
    "publication days apart": 0.0,
    "places apart": 0.0,
    "totals apart": -1.0,
    "other modes": -1.0,
    "background": -3.0,
}
#: What is not known never speaks for a pair, and not much against it: a report without a headline is
#: no likelier another's event.
MISSING = (-1.0, 0.0)
#: Weight of the squares of the weights; the lessons of a set together weigh as much as this many.
PENALTY = 1.0
WEIGHT_OF_SET = 10_000.0
#: Parts of the cross-validation over stories.
FOLDS = 5
DECIMALS = 3
#: Steps of log-odds by which the bias of a table is moved, see `shift_events` and `shift_reports`.
SHIFTS = tuple(step / 4 for step in range(-4, 13))
#: Of the reports that share an event with one of the train part, this many percent are to be right:
#: two attacks in one cost a user more than one attack in two.
PRECISION_MIN = 96.0
#: Probabilities from which on a pair is the same, and below which it is different.
SAME, DIFFERENT = 0.5, 0.2
ABOUT = (
    "Weights of the matcher in log-odds, by comparison feature: `weight` times its value where it is "
    "known, `missing` where it is not. Learned by `python -m benchmarks.training.matching`; see "
    "docs/reference/model-cards/matcher.md."
)


def make_matrix(lessons: Sequence[Lesson], names: Sequence[str]) -> Array:
    """Make a row a lesson: value and 0, or 0 and 1 where a feature is not known; the bias last."""
    rows = [_make_row(compare(each.one, each.other, names)) for each in lessons]
    return np.array(rows, dtype=np.float64)


def _make_row(values: Mapping[str, float | None]) -> list[float]:
    parts = [part for value in values.values() for part in ((0.0, 1.0) if value is None else (value, 0.0))]
    return [*parts, 1.0]


def fit(matrix: Array, truth: Array, weights: Array, names: Sequence[str]) -> Array:
    """Fit a weighted logistic regression whose weights keep the sign of their feature."""
    penalty = np.full(matrix.shape[1], PENALTY)
    penalty[-1] = 0.0

    def find_loss(theta: Array) -> tuple[float, Array]:
        odds = matrix @ theta
        loss = weights @ (np.logaddexp(0.0, odds) - truth * odds) + 0.5 * penalty @ (theta * theta)
        slope = matrix.T @ (weights * (1.0 / (1.0 + np.exp(-odds)) - truth)) + penalty * theta
        return float(loss), slope

    signs = [(None, AGAINST[name]) if name in AGAINST else (0.0, None) for name in names]
    bounds = [bound for sign in signs for bound in (sign, MISSING)] + [(None, None)]
    start = np.array([AGAINST.get(name, 0.0) for each in names for name in (each, "")] + [0.0])
    return np.asarray(minimize(find_loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def fit_sets(sets: Iterable[Sequence[Lesson]], names: Sequence[str]) -> WeightTable:
    """Fit one table to sets of lessons, each set weighing the same."""
    filled = [lessons for lessons in sets if lessons]
    matrix = np.vstack([make_matrix(lessons, names) for lessons in filled])
    truth = np.array([float(each.is_same) for lessons in filled for each in lessons])
    weights = np.concatenate([np.full(len(lessons), WEIGHT_OF_SET / len(lessons)) for lessons in filled])
    return to_table(fit(matrix, truth, weights, names), names)


def to_table(theta: Array, names: Sequence[str]) -> WeightTable:
    """Turn fitted numbers into a table."""
    numbers = [round(float(each), DECIMALS) for each in theta]
    pairs = zip(names, numbers[:-1:2], numbers[1:-1:2], strict=True)
    return WeightTable(
        bias=numbers[-1], features={name: FeatureWeight(weight, missing) for name, weight, missing in pairs}
    )


def shift_table(table: WeightTable, shift: float) -> WeightTable:
    """Move the bias of a table."""
    return WeightTable(bias=round(table.bias + shift, DECIMALS), features=table.features)


def make_weights(events: WeightTable, reports: WeightTable) -> MatcherWeights:
    """Make the whole of the weights."""
    return MatcherWeights(
        about=ABOUT, matcher=MATCHER, same=SAME, different=DIFFERENT, events=events, reports=reports
    )


def score_grouping(lessons: Sequence[Lesson], find_weights: Callable[[Lesson], MatcherWeights]) -> BCubed:
    """Score how pairs of main events or of reports are clustered by some weights."""
    stories: dict[str, Hashable] = {
        profile.key: story
        for each in lessons
        for profile, story in zip((each.one, each.other), each.stories, strict=True)
    }
    judgements = [judge_pair(each.one, each.other, find_weights(each)) for each in lessons]
    clusters = cluster(map(MentionKey, stories), judgements)
    return score_b_cubed(stories, {key: place for place, keys in enumerate(clusters) for key in keys})


def shift_events(table: WeightTable, lessons: Sequence[Lesson], reports: WeightTable) -> WeightTable:
    """Move the bias as high as clusters of main events stay precise enough."""
    main = [each for each in lessons if each.other.role == "main"]
    shifted = [shift_table(table, shift) for shift in SHIFTS]
    for lower, higher in pairwise(shifted):
        weights = make_weights(higher, reports)
        if score_grouping(main, lambda _, weights=weights: weights).precision < PRECISION_MIN:  # type: ignore[misc]
            return lower
    return shifted[-1]


class HeldOut:
    """Tables that were fitted without the stories they judge."""

    def __init__(self, lessons: Sequence[Lesson], events: WeightTable) -> None:
        """Fit a table for every two folds of stories; the pairs that touch one are left out."""
        stories = sorted({str(story) for each in lessons for story in each.stories})
        self._folds = {story: place % FOLDS for place, story in enumerate(stories)}
        self._events = events
        self._tables = [
            fit_sets([[each for each in lessons if fold not in self._find_folds(each)]], REPORT_FEATURES)
            for fold in range(FOLDS)
        ]

    def _find_folds(self, lesson: Lesson) -> tuple[int, int]:
        one, other = (self._folds[str(story)] for story in lesson.stories)
        return one, other

    def find_weights(self, lesson: Lesson, shift: float) -> MatcherWeights:
        """Find the weights for a pair: the mean of the tables that know neither story."""
        one, other = (self._tables[fold] for fold in self._find_folds(lesson))
        return make_weights(self._events, shift_table(mix_tables(one, other), shift))


def mix_tables(one: WeightTable, other: WeightTable) -> WeightTable:
    """Mix two tables half and half."""
    return WeightTable(
        bias=(one.bias + other.bias) / 2,
        features={
            name: FeatureWeight(
                (part.weight + other.features[name].weight) / 2,
                (part.missing + other.features[name].missing) / 2,
            )
            for name, part in one.features.items()
        },
    )


def main() -> None:
    """Learn the weights, write them, and say what they reach."""
    incidents, stories = read_incidents("train"), read_stories()
    event_lessons = make_event_lessons(incidents)
    story_lessons = make_event_lessons(split_stories(stories))
    report_lessons = make_report_lessons(stories)

    reports = fit_sets([report_lessons], REPORT_FEATURES)
    events = shift_events(fit_sets([event_lessons, story_lessons], EVENT_FEATURES), event_lessons, reports)
    held_out = HeldOut(report_lessons, events)
    scores = {
        shift: score_grouping(report_lessons, lambda each, shift=shift: held_out.find_weights(each, shift))  # type: ignore[misc]
        for shift in SHIFTS
    }
    best = max(scores, key=lambda shift: scores[shift].f1)
    weights = make_weights(events, shift_table(reports, best))
    OUTPUT.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
    tell("stories, held out", scores[best])
    tell("stories, shipped", score_grouping(report_lessons, lambda _: weights))
    for part in ("train", "dev"):
        lessons = event_lessons if part == "train" else make_event_lessons(read_incidents(part))
        main_lessons = [each for each in lessons if each.other.role == "main"]
        tell(f"incidents, {part}", score_grouping(main_lessons, lambda _: weights))


def split_stories(documents: Sequence[CodedDocument]) -> list[CodedDocument]:
    """Give the documents that are on another event than their story's a story of their own."""
    others: Mapping[str, Hashable] = read_other_events()
    return [replace(each, story=others.get(each.name, each.story)) for each in documents]


def tell(name: str, score: BCubed) -> None:
    """Tell of one score on standard output."""
    sys.stdout.write(
        f"{name}: B-cubed {score.f1:.1f} (precision {score.precision:.1f}, recall {score.recall:.1f})\n"
    )


if __name__ == "__main__":
    main()
