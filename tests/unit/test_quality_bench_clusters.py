"""The bench groups documents by the product and scores the groups."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from benchmarks.quality.clustering import score_b_cubed, score_clusters
from benchmarks.quality.jobs import make_job
from benchmarks.quality.rows import write_rows
from benchmarks.quality.run import Place, find_absence, measure_set
from benchmarks.quality.sets import choose_sets
from tests.unit.test_match import BLAST, BLAST_AGAIN, CLASH

TEXTS = {"d1": BLAST, "d2": CLASH, "d3": BLAST_AGAIN}


def write_documents(folder: Path, **gold: str) -> Path:
    """Write three reports, two of them of one event."""
    path = folder / "docs.jsonl"
    rows = [
        {"doc_id": name, "title": "", "date": "2031-03-05", "text": text, **gold}
        for name, text in TEXTS.items()
    ]
    write_rows(path, rows)
    return path


@pytest.mark.parametrize("task", ["clusters", "incidents"])
def test_reports_of_one_event_are_grouped(task: str, tmp_path: Path) -> None:
    rows = list(make_job(task, write_documents(tmp_path)).iter_predictions())
    assert sorted(row["doc_ids"] for row in rows if isinstance(row, dict)) == [["d1", "d3"], ["d2"]]


@pytest.mark.parametrize("task", ["clusters", "incidents"])
def test_gold_clusters_are_not_read(task: str, tmp_path: Path) -> None:
    bare = list(make_job(task, write_documents(tmp_path)).iter_predictions())
    gold = write_documents(tmp_path, cluster="one", incident_id="i1")
    assert list(make_job(task, gold).iter_predictions()) == bare


def test_a_matched_incident_has_one_answer_from_all_its_reports(tmp_path: Path) -> None:
    rows = list(make_job("incidents", write_documents(tmp_path)).iter_predictions())
    answer = next(row for row in rows if isinstance(row, dict) and row["doc_ids"] == ["d1", "d3"])
    assert (answer["killed"], answer["date"]) == (31, "2031-03-04")


def test_b_cubed_of_known_groups() -> None:
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert score_b_cubed(gold, gold).f1 == 100
    together = score_b_cubed(gold, dict.fromkeys(gold, 0))
    assert (together.precision, together.recall) == (50, 100)
    alone = score_b_cubed(gold, {})
    assert (alone.precision, alone.recall) == (100, 50)


def test_scores_name_baselines_and_mixed_clusters(tmp_path: Path) -> None:
    gold, predictions = tmp_path / "gold.jsonl", tmp_path / "predictions.jsonl"
    stories = {"d1": "blast", "d2": "clash", "d3": "blast"}
    write_rows(
        gold,
        [
            {"doc_id": name, "cluster": stories[name], "title": "", "published": "2031-03-05", "text": text}
            for name, text in TEXTS.items()
        ],
    )
    write_rows(predictions, [{"cluster_id": "c", "doc_ids": ["d1", "d2"]}])
    scores = score_clusters(gold, predictions)
    assert scores["errors"] == ["one cluster holds blast, clash"]
    assert scores["b_cubed"]["baseline: one cluster"]["r"] == 100
    assert scores["b_cubed"]["baseline: all alone"]["p"] == 100
    assert scores["b_cubed"]["baseline: TF-IDF, best cut"]["f1"] == 100
    assert scores["b_cubed"]["system"]["p"] < 100


@pytest.mark.shared
@pytest.mark.parametrize("name", ["news-clusters", "gva-dev-matched"])
def test_sample_of_a_matched_set_is_scored(name: str, shared: Path, tmp_path: Path) -> None:
    (spec,) = choose_sets([name])
    place = Place(shared=shared, build=tmp_path, environment={})
    absence = find_absence(spec, place)
    if absence:
        pytest.skip(absence)
    score = measure_set(spec, place, lambda name, job: job.iter_predictions(), sample=3)
    assert all(figure is not None for figure in score.figures.values())
    assert msgspec.json.decode((tmp_path / name / "scores.json").read_bytes())
    assert json.loads((tmp_path / name / "predictions.jsonl").read_text("utf-8").splitlines()[0])["doc_ids"]
