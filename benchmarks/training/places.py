"""Train the weights that choose among namesakes: a conditional logit in two rounds.

Run `python -m benchmarks.training.places`; it prints accuracy by cross-validation over documents and
writes `vocabulary/en/place_weights.json`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.rows import Row, read_documents
from benchmarks.training.regression import FOLDS, Array
from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.parties import find_parties
from counterclaim.annotate.place_candidates import Candidate, find_candidates
from counterclaim.annotate.place_choice import make_settings
from counterclaim.annotate.place_containers import find_containers
from counterclaim.annotate.place_context import Container, Context, make_context
from counterclaim.annotate.place_entries import find_candidate_entries
from counterclaim.annotate.place_features import iter_features
from counterclaim.annotate.toponym_parts import find_parts
from counterclaim.annotate.toponyms import find_bare_span
from counterclaim.vocabulary.gazetteer import GazetteerEntry

log = logging.getLogger(__name__)

REPOSITORY = Path(__file__).resolve().parents[2]
GOLD = ("lgl", "geovirus")
WEIGHTS = REPOSITORY / "src/counterclaim/vocabulary/en/place_weights.json"
#: A place this near (km) to the gold one is right.
RIGHT_KM = 161.0
EARTH_RADIUS_KM = 6371.0
PENALTY = 1.0
#: Where the weights start from: what a text says outright is rarer in the sets than it is telling.
PRIOR = {"inside": 4.0, "outside": -4.0, "called settlement": 4.0, "called division": 5.0}
STEPS = 400
PACE = 0.05

Weights = Mapping[str, float]
Indexes = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The names of a document and what is right for each."""

    number: int
    gold_set: str
    names: tuple[Candidate, ...]
    containers: Mapping[Candidate, Container]
    context: Context
    #: For each name with a gold place, which of its entries are right.
    right: Mapping[Candidate, tuple[bool, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The entries of a name, as features, and which are right."""

    rows: tuple[Weights, ...]
    right: tuple[bool, ...]


def make_text(document: Row, number: int, gold_set: str) -> Text:
    """Read a document."""
    text = document["text"]
    doc = parse_text(text, find_blocks(text))
    parties = find_parties(doc)
    countries = [party.country for party in parties if party.country]
    candidates = find_candidates(doc, parties)
    parts = find_parts(doc, candidates, countries)
    names = tuple(sorted({*candidates, *parts}, key=lambda candidate: candidate.span))
    return Text(
        number=number,
        gold_set=gold_set,
        names=names,
        containers=find_containers(text, names, parties),
        context=make_context(text, names, countries, document.get("url")),
        right=dict(_iter_right(text, names, document["toponyms"])),
    )


def _iter_right(
    text: str, names: Sequence[Candidate], toponyms: Sequence[Row]
) -> Iterator[tuple[Candidate, tuple[bool, ...]]]:
    """Iterate over the names that the gold has, with which of their entries are right."""
    for name in names:
        span, entries = find_bare_span(text, name), find_candidate_entries(name)
        gold = [each for each in toponyms if each["start"] < span.end and span.start < each["end"]]
        if gold and gold[0].get("lat") is not None and entries and name.kind != "facility":
            yield name, tuple(_is_right(entry, gold[0]) for entry in entries)


def _is_right(entry: GazetteerEntry, gold: Row) -> bool:
    """Tell whether an entry lies where the gold says."""
    if entry.lat is None or entry.lon is None:
        return False
    lat, other = radians(entry.lat), radians(gold["lat"])
    height = sin((other - lat) / 2) ** 2
    width = sin(radians(gold["lon"] - entry.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(height + cos(lat) * cos(other) * width)) <= RIGHT_KM


def iter_questions(
    text: Text, settled: Mapping[Candidate, GazetteerEntry]
) -> Iterator[tuple[Candidate, Question]]:
    """Iterate over the names of a text that have a gold place."""
    settings = make_settings(text.names, text.containers, text.context, settled)
    for name, right in text.right.items():
        entries = find_candidate_entries(name)
        rows = tuple(dict(iter_features(entry, settings[name])) for entry in entries)
        yield name, Question(rows=rows, right=right)


def settle(text: Text, weights: Weights) -> Mapping[Candidate, GazetteerEntry]:
    """Choose what each name of a text means by itself."""
    settings = make_settings(text.names, text.containers, text.context, {})
    return {
        name: max(
            entries,
            key=lambda entry: _score(dict(iter_features(entry, settings[name])), weights),
        )
        for name in text.names
        if (entries := find_candidate_entries(name))
    }


def _score(row: Weights, weights: Weights) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in row.items())


def fit(questions: Sequence[Question]) -> Weights:
    """Fit a conditional logit, several entries of a name being right together (Adam)."""
    known = [each for each in questions if any(each.right) and not all(each.right)]
    names = sorted({name for each in known for row in each.rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for each in known for row in each.rows])
    right = np.array([float(flag) for each in known for flag in each.right])
    sizes = [len(each.rows) for each in known]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    weights, speed, power = prior, np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = matrix.T @ _find_pull(matrix @ weights, right, starts, owner) + PENALTY * (weights - prior)
        speed, power = 0.9 * speed + 0.1 * slope, 0.999 * power + 0.001 * slope**2
        weights = weights - PACE * (speed / (1 - 0.9**step)) / (np.sqrt(power / (1 - 0.999**step)) + 1e-9)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _find_pull(scores: Array, right: Array, starts: Indexes, owner: Indexes) -> Array:
    """Find the slope of the loss over the scores of all entries."""
    raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    chance = raised / np.add.reduceat(raised, starts)[owner]
    wanted = raised * right
    return np.asarray(chance - wanted / np.add.reduceat(wanted, starts)[owner])


def train(texts: Sequence[Text]) -> tuple[Weights, Weights]:
    """Train the weights of both rounds."""
    first = fit([question for text in texts for _, question in iter_questions(text, {})])
    second = [question for text in texts for _, question in iter_questions(text, settle(text, first))]
    return first, fit(second)


def tell_held_out(texts: Sequence[Text]) -> None:
    """Tell the accuracy of weights that were trained without the document, for each gold set."""
    hits: dict[str, list[bool]] = {name: [] for name in GOLD}
    for fold in range(FOLDS):
        first, second = train([text for text in texts if text.number % FOLDS != fold])
        for text in (text for text in texts if text.number % FOLDS == fold):
            for _, question in iter_questions(text, settle(text, first)):
                scores = [_score(row, second) for row in question.rows]
                hits[text.gold_set].append(question.right[scores.index(max(scores))])
    for name, found in hits.items():
        log.info("%s: %s names, held out %.1f %% right", name, len(found), 100 * sum(found) / len(found))


def main() -> None:
    """Train on both gold sets, tell the quality held out, write the weights."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    folder = REPOSITORY.parent / "shared/data/geoparsing"
    rows = [(name, row) for name in GOLD for row in read_documents(folder / f"{name}.jsonl")]
    numbered = zip(count(), rows, strict=False)
    texts = [make_text(row, number, name) for number, (name, row) in numbered]
    tell_held_out(texts)
    first, second = train(texts)
    table = {"version": 1, "first": first, "second": second}
    WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
