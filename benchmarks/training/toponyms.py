"""Train the weights that tell places among the capitalised names of the gazetteer.

Run `python -m benchmarks.training.toponyms`; it prints precision and recall by cross-validation
over documents and writes `vocabulary/en/toponym_weights.json`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np

from benchmarks.quality.rows import Row, read_documents
from benchmarks.training.regression import (
    Array,
    Example,
    choose_features,
    fit_weights,
    make_matrix,
    score_held_out,
)
from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.parties import find_parties
from counterclaim.annotate.place_candidates import find_candidates
from counterclaim.annotate.toponym_features import make_features
from counterclaim.annotate.toponym_parts import find_taken, iter_names, make_surroundings

log = logging.getLogger(__name__)

REPOSITORY = Path(__file__).resolve().parents[2]
GOLD = ("lgl", "geovirus")
WEIGHTS = REPOSITORY / "src/counterclaim/vocabulary/en/toponym_weights.json"
#: Least score of a place: a little under even odds, for recall.
THRESHOLD = -0.4
#: Weights nearer to nought than this are left out.
WEIGHT_MIN = 0.05


def iter_examples(document: Row, number: int) -> Iterator[Example]:
    """Iterate over the names of a document that no rule found."""
    doc = parse_text(document["text"], find_blocks(document["text"]))
    parties = find_parties(doc)
    candidates = find_candidates(doc, parties)
    around = make_surroundings(doc, candidates, [party.country for party in parties if party.country])
    gold = {(each["start"], each["end"]) for each in document["toponyms"]}
    for words, entries in iter_names(doc, find_taken(candidates)):
        is_place = (words.start_char, words.end_char) in gold
        features = make_features(words, entries, around)
        yield Example(features=features, is_place=is_place, document=number)


def main() -> None:
    """Train on both gold sets, tell the quality held out, write the weights."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    folder = REPOSITORY.parent / "shared/data/geoparsing"
    documents = [row for name in GOLD for row in read_documents(folder / f"{name}.jsonl")]
    numbered = zip(count(), documents, strict=False)
    examples = [example for number, row in numbered for example in iter_examples(row, number)]
    names = choose_features(examples)
    matrix = make_matrix(examples, names)
    truth = np.array([float(example.is_place) for example in examples])
    numbers = np.array([float(example.document) for example in examples])
    _tell(score_held_out(matrix, truth, numbers), truth)
    _write(names, fit_weights(matrix, truth))


def _tell(scores: Array, truth: Array) -> None:
    """Tell precision and recall of the names taken."""
    taken = scores >= THRESHOLD
    right = float(truth[taken].sum())
    log.info(
        "%s names, %s places; held out: precision %.3f, recall %.3f",
        len(truth), int(truth.sum()), right / taken.sum(), right / truth.sum(),
    )  # fmt: skip


def _write(names: tuple[str, ...], weights: Array) -> None:
    """Write the weights, one a line."""
    kept = {name: round(float(weight), 3) for name, weight in zip(names, weights[:-1], strict=True)}
    table = {
        "version": 1,
        "bias": round(float(weights[-1]), 3),
        "threshold": THRESHOLD,
        "weights": {name: weight for name, weight in kept.items() if abs(weight) >= WEIGHT_MIN},
    }
    WEIGHTS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
