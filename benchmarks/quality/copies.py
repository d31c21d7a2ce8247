"""How well copies are told: `python -m benchmarks.quality.copies [../shared/data/news_cluster]`.

Every pair of the set's articles is judged twice, exactly and by the keys and sketches that a ledger
uses; the known pairs are the set's own near copies.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from counterclaim.read.copies import (
    SHORT_GROUPS,
    Likeness,
    Sketch,
    is_worth_comparing,
    judge_copy,
    make_copy_keys,
    make_sketch,
    measure_likeness,
)

Pair = tuple[str, str]

DEFAULT_FOLDER = Path("../shared/data/news_cluster")


def read_texts(folder: Path) -> Mapping[str, str]:
    """Read the articles of the set by their ids."""
    lines = folder.joinpath("docs.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["doc_id"]: row["text"] for row in map(json.loads, lines)}


def read_known_pairs(folder: Path) -> frozenset[Pair]:
    """Read the pairs of articles that the set names as near copies."""
    clusters = json.loads(folder.joinpath("clusters.json").read_text(encoding="utf-8"))
    groups = (group for cluster in clusters.values() for group in cluster["near_copies"])
    return frozenset(_make_pair(pair) for group in groups for pair in combinations(group, 2))


def find_exact(texts: Mapping[str, str]) -> frozenset[Pair]:
    """Find the copies by comparing every text with every other."""
    return _find(texts, lambda one, other: judge_copy(texts[one], texts[other]) == "copy")


def find_met(texts: Mapping[str, str]) -> frozenset[Pair]:
    """Find the pairs that a ledger would compare: they share a key, and their sketches are alike."""
    sketches = {name: make_sketch(text) for name, text in texts.items()}
    keys = {name: _make_keys(sketch) for name, sketch in sketches.items()}
    return _find(
        texts,
        lambda one, other: (
            bool(keys[one] & keys[other]) and is_worth_comparing(sketches[one], sketches[other])
        ),
    )


def iter_figures(folder: Path) -> Iterator[str]:
    """Iterate over lines on what is found, missed and wrong, and how far the two kinds of pairs are apart."""
    texts, known = read_texts(folder), read_known_pairs(folder)
    exact, met = find_exact(texts), find_met(texts)
    for name, found in (("compared exactly", exact), ("by keys and sketches", exact & met)):
        wrong, missed = len(found - known), len(known - found)
        yield f"{name}: {len(found & known)} of {len(known)} found, {missed} missed, {wrong} wrong"
    yield f"pairs compared word by word: {len(met)} of {len(texts) * (len(texts) - 1) // 2}"
    likeness = {
        pair: measure_likeness(texts[pair[0]], texts[pair[1]]) for pair in combinations(sorted(texts), 2)
    }
    yield f"smallest share of a copy: {min(_pick(likeness, known)):.2f}"
    yield f"largest share of another pair: {max(_pick(likeness, likeness.keys() - known)):.2f}"


def _pick(likeness: Mapping[Pair, Likeness], pairs: Iterable[Pair]) -> list[float]:
    return [likeness[pair].share for pair in pairs if likeness[pair].groups >= SHORT_GROUPS]


def _find(texts: Mapping[str, str], judge: Callable[[str, str], bool]) -> frozenset[Pair]:
    return frozenset(pair for pair in combinations(sorted(texts), 2) if judge(*pair))


def _make_pair(pair: tuple[str, str]) -> Pair:
    one, other = sorted(pair)
    return one, other


def _make_keys(sketch: Sketch) -> frozenset[str]:
    loose, strict = make_copy_keys(sketch)
    return frozenset(loose + strict)


if __name__ == "__main__":
    for line in iter_figures(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER):
        sys.stdout.write(f"{line}\n")
