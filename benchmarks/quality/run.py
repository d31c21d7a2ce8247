"""Run the bench: predict, score and judge set after set."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.cutting import Material, prepare_material
from benchmarks.quality.errors import BenchError
from benchmarks.quality.floors import FloorTable, Verdict, judge_figure
from benchmarks.quality.jobs import Job, Outcome, Prediction, make_job, write_predictions
from benchmarks.quality.scoring import find_figure, score_predictions
from benchmarks.quality.sets import MetricSpec, SetSpec, make_gold_hash
from counterclaim.model.statement import Problem

#: Shows progress: gets the set's name and its job, and passes the predictions on.
Watch = Callable[[str, Job], Iterator[Prediction | Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the bench reads and writes."""

    #: Folder with `data` and `tools`.
    shared: Path
    #: Folder for predictions and scores.
    build: Path
    #: Environment, for sets whose texts lie elsewhere.
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetScore:
    """What was measured on a set."""

    spec: SetSpec
    documents: int
    outcome: Outcome
    seconds: float
    gold_sha256: str
    figures: Mapping[MetricSpec, float | None]

    def judge(self, metric: MetricSpec, floors: FloorTable) -> Verdict:
        """Judge a metric against its floor."""
        known = floors.sets.get(self.spec.name)
        if known is None or not self.spec.has_floors:
            return "none"
        return judge_figure(self.figures[metric], known.floors.get(metric.name), metric)

    def is_other_gold(self, floors: FloorTable) -> bool:
        """Tell whether the floors were measured on another gold than this."""
        known = floors.sets.get(self.spec.name)
        return known is not None and self.spec.has_floors and known.gold_sha256 != self.gold_sha256


def find_absence(spec: SetSpec, place: Place) -> str | None:
    """Find why a set cannot be measured here; None where it can."""
    if not (place.shared / "tools" / "score" / "score.py").is_file():
        return "the scorers (../shared/tools/score) are not here"
    for below in filter(None, (spec.gold, spec.documents)):
        if not (spec.get_root(place.shared) / below).exists():
            return f"../shared/data/{below} is not here"
    if not spec.texts_variable:
        return None
    folder = place.environment.get(spec.texts_variable)
    if folder is None:
        return f"its texts are not kept; name a folder that has them in {spec.texts_variable}"
    return None if Path(folder).is_dir() else f"{spec.texts_variable}: {folder} is not a folder"


def measure_set(spec: SetSpec, place: Place, watch: Watch, *, sample: int | None = None) -> SetScore:
    """Predict and score a set; predictions and scores stay in the build folder.

    Args:
        spec: the set.
        place: where to read and write.
        watch: shows progress.
        sample: first documents to measure on; None for all.

    Raises:
        BenchError: the set cannot be read, or the scorer refuses.
    """
    began = time.monotonic()
    scratch = place.build / spec.name
    folder = place.environment.get(spec.texts_variable) if spec.texts_variable else None
    texts = Path(folder) if folder else None
    material = prepare_material(spec, place.shared, scratch, texts=texts, sample=sample)
    job = make_job(spec.task, material.documents, given=not spec.matched)
    predictions = scratch / "predictions.jsonl"
    outcome = write_predictions(predictions, watch(spec.name, job))
    if not outcome.written:
        raise BenchError(f"{spec.name}: not one document could be predicted")
    scores = score_predictions(spec, material, predictions, place.shared)
    scores_file = scratch / "scores.json"
    scores_file.write_text(json.dumps(scores, ensure_ascii=False, indent=1), encoding="utf-8")
    return SetScore(
        spec=spec,
        documents=len(job.documents),
        outcome=outcome,
        seconds=time.monotonic() - began,
        gold_sha256=make_gold_hash(_list_files(material)),
        figures={metric: find_figure(scores, metric) for metric in spec.metrics},
    )


def _list_files(material: Material) -> list[Path]:
    same = material.documents == material.gold
    return [material.gold] if same else [material.gold, material.documents]
