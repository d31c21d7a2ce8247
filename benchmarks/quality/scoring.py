"""Score predictions with the scorers beside the gold sets."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.quality.clustering import score_clusters
from benchmarks.quality.cutting import Material
from benchmarks.quality.errors import BenchError
from benchmarks.quality.quotations import score_quotations
from benchmarks.quality.sets import MetricSpec, SetSpec

#: Errors that a score file lists at most, worst first.
ERRORS_KEPT = 1000


def score_predictions(
    spec: SetSpec, material: Material, predictions: Path, shared: Path
) -> Mapping[str, Any]:
    """Score predictions; return what the scorer prints as JSON.

    Raises:
        BenchError: the scorer refuses the files; the message is its own.
    """
    if spec.task == "quotations":
        return score_quotations(material.gold, predictions, shared)
    if spec.task == "clusters":
        return score_clusters(material.gold, predictions)
    script = shared / "tools" / "score" / "score.py"
    is_given = spec.task == "incidents" and not spec.matched
    files = [str(material.gold), *(["--given"] if is_given else []), str(predictions)]
    command = [sys.executable, str(script), spec.task, *files, "--json", "--errors", str(ERRORS_KEPT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(done.stderr.strip() or f"{script.name} {spec.task} failed")
    scores: Mapping[str, Any] = json.loads(done.stdout)
    return scores


def find_figure(scores: Mapping[str, Any], metric: MetricSpec) -> float | None:
    """Find the figure of a metric; None where the scorer did not give it."""
    found: Any = scores
    for key in metric.path:
        if not isinstance(found, Mapping) or key not in found:
            return None
        found = found[key]
    return float(len(found)) if isinstance(found, list) else float(found)
