"""The quality bench: predictions that read no gold, answers for clusters, floors that only rise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from benchmarks.quality.cases import iter_yaml_heads
from benchmarks.quality.errors import BenchError
from benchmarks.quality.incidents import (
    CodedReport,
    choose_day,
    choose_toll,
    make_clusters,
    make_incident_case,
    make_text,
)
from benchmarks.quality.jobs import TASKS, make_job, try_row, write_predictions
from benchmarks.quality.quotations import is_same_speaker, judge_quotation
from benchmarks.quality.rows import Row, find_day, iter_rows
from benchmarks.quality.run import Place, find_absence, measure_set
from benchmarks.quality.scoring import find_figure
from benchmarks.quality.sets import MetricSpec, choose_sets, load_sets, make_gold_hash
from benchmarks.quality.table import show_figure
from counterclaim.model.statement import Problem
from counterclaim.model.values import DateValue
from tests.factories import make_coding, make_mention, make_statement, make_test_report, make_toll

TEXT = (
    "Two people were killed and three were wounded when a bomb exploded in Kabul on Monday, "
    "police in Afghanistan said.\nFrance condemned it. “It is a dark day,” the mayor, Ilsa Tarn, said."
)
GOLD_FIELDS = {"timexes": "gold", "toponyms": "gold", "attributions": "gold", "incident_id": "i1"}
YAML = """slug: velmora
consensus:
  published: '1999-01-01'
reports:
- id: '01'
  published: '2031-03-04T08:00:00'
  language: en
  text_file: texts/01.txt
  lead: a long line that
    published: goes on
  gold:
    published: '1999-02-02'
    quotes:
    - id: '99'
      language: de
- language: de
  published: null
  id: '02'
after: {}
"""
HIGHER = MetricSpec(name="share", path=("a", "b"))


def predict(task: str, path: Path, *, given: bool = False) -> list[Any]:
    """Predict for every document of a file or folder."""
    return list(make_job(task, path, given=given).iter_predictions())


def write_set(folder: Path, **gold: object) -> Path:
    """Write a set of one document, with gold fields or without."""
    path = folder / "set.jsonl"
    document = {"doc_id": "d1", "title": "Blast", "date": "2031-03-04", "dct": "2031-03-04", "text": TEXT}
    path.write_text(json.dumps(document | gold) + "\n", encoding="utf-8")
    return path


def write_case(folder: Path) -> Path:
    """Write a case of one report in English and one in French."""
    texts = folder / "velmora" / "texts"
    texts.mkdir(parents=True)
    (folder / "velmora" / "event.yaml").write_text(YAML, encoding="utf-8")
    for name in ("01", "02"):
        (texts / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.mark.parametrize("task", ["timex", "geo", "attribution", "incidents", "screen"])
def test_gold_of_the_input_is_not_read(task: str, tmp_path: Path) -> None:
    bare = predict(task, write_set(tmp_path))
    assert predict(task, write_set(tmp_path, **GOLD_FIELDS)) == bare
    assert len(bare) == 1
    assert not isinstance(bare[0], Problem)


def test_timexes_are_bound_to_the_text_and_to_the_day_of_the_document(tmp_path: Path) -> None:
    (found,) = predict("timex", write_set(tmp_path))[0]["timexes"]
    assert TEXT[found["start"] : found["end"]] == "Monday"
    assert (found["type"], found["value"]) == ("DATE", "2031-03-03")


def test_countries_are_place_names_also_where_they_act(tmp_path: Path) -> None:
    toponyms = predict("geo", write_set(tmp_path))[0]["toponyms"]
    found = {TEXT[each["start"] : each["end"]]: each for each in toponyms}
    assert found.keys() == {"Kabul", "Afghanistan", "France"}
    assert {name: each["country"] for name, each in found.items()} == {
        "Kabul": "AFG",
        "Afghanistan": "AFG",
        "France": "FRA",
    }
    assert all(each["lat"] is not None for each in toponyms)


def test_roles_of_an_attribution_are_spans(tmp_path: Path) -> None:
    attributions = predict("attribution", write_set(tmp_path))[0]["attributions"]
    words = [[TEXT[start:end] for start, end in each["cue"]] for each in attributions]
    assert ["said"] in words
    assert all(start < end for each in attributions for start, end in each["content"] or ())


@pytest.mark.parametrize(
    ("text", "relevant"),
    [
        ("Gunmen killed four farmers near Tolva on Monday.", True),
        ("Thousands marched through Tolva on Monday against the new tax.", True),
        ("The governor of Tolva resigned on Monday. Gunmen had killed four of his aides on Friday.", True),
        ("The governor of Tolva resigned on Monday. Gunmen killed his father in 1998.", False),
        ("The governor of Tolva resigned on Monday.", False),
    ],
)
def test_screen_counts_violence_of_late_wherever_it_is_told(
    tmp_path: Path, text: str, relevant: bool
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "date": "2021-05-05"}) + "\n")
    assert predict("screen", path)[0]["relevant"] is relevant


def test_screen_takes_the_place_in_the_file_for_a_missing_id(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(
        json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": "The shop opens at nine."}), "utf-8"
    )
    first, second = predict("screen", path)
    assert (first["id"], first["relevant"], second["id"], second["relevant"]) == ("1", True, "2", False)
    assert first["score"] > second["score"] == 0


def test_cluster_has_one_answer(tmp_path: Path) -> None:
    (answer,) = predict("incidents", write_set(tmp_path, incident_id="i1"), given=True)
    assert (answer["incident_id"], answer["doc_ids"], answer["date"]) == ("i1", ["d1"], "2031-03-03")
    assert (answer["killed"], answer["injured"], answer["place"]["name"]) == (2, 3, "Kabul")


def test_documents_of_several_incidents_are_left_out_of_given_clusters() -> None:
    pairs = [("d1", "i1"), ("d2", "i1"), ("d3", "i1"), ("d3", "i2")]
    rows = [{"doc_id": name, "incident_id": incident} for name, incident in pairs]
    (cluster,) = make_clusters(rows)
    assert (cluster.name, [row["doc_id"] for row in cluster.documents]) == ("i1", ["d1", "d2"])


def test_case_is_coded_by_its_heads(tmp_path: Path) -> None:
    first, second = predict("events", write_case(tmp_path))
    assert first["report"]["path"].endswith("velmora/texts/01.txt")
    assert first["report"]["published"] == "2031-03-04"
    assert all(
        TEXT[span["start"] : span["end"]] == span["quote"]
        for statement in first["statements"]
        for span in statement["evidence"]
    )
    assert (second.kind, Path(second.where).name) == ("language", "02.txt")


def test_heads_are_read_and_nothing_below_them() -> None:
    assert list(iter_yaml_heads(YAML.split("\n"))) == [
        {"id": "01", "published": "2031-03-04T08:00:00", "language": "en", "text_file": "texts/01.txt"},
        {"language": "de", "id": "02"},
    ]


def test_one_bad_document_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    rows = [{"doc_id": "d1", "text": " "}, {"doc_id": "d2", "text": TEXT}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    outcome = write_predictions(tmp_path / "out/geo.jsonl", make_job("geo", path).iter_predictions())
    assert (outcome.written, [each.kind for each in outcome.problems]) == (1, ["malformed"])
    assert [row["doc_id"] for row in iter_rows(tmp_path / "out/geo.jsonl")] == ["d2"]


def test_fault_of_the_coder_becomes_a_problem() -> None:
    def fail(document: Row) -> Row:
        raise ZeroDivisionError("no words")

    problem = try_row(fail, {"doc_id": "d1"})
    assert problem == Problem(kind="stage", message="ZeroDivisionError: no words", where="d1")


def make_coded(day: int, *tolls: tuple[int, str | None, bool], role: Any = "main") -> CodedReport:
    """Make a coded report of a day with counts of killed: number, group, superseded."""
    report = make_test_report(outlet=f"Paper {day}")
    statements = [
        make_statement(report, "killed", make_toll("31", n, group=group, superseded=old), "31")
        for n, group, old in tolls
    ]
    return CodedReport(
        published=date(2031, 3, day), coding=make_coding(report, [make_mention(1, role=role)], statements)
    )


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([make_coded(1, (4, None, False)), make_coded(2, (5, None, False))], 5),
        ([make_coded(d, (n, None, False)) for d, n in ((1, 4), (2, 4), (3, 9))], 4),
        ([make_coded(1, (7, None, True), (5, None, False))], 5),
        ([make_coded(1, (9, "soldiers", False), (5, None, False))], 5),
        ([make_coded(1, (3, "soldiers", False))], 3),
        ([make_coded(1)], 0),
        ([make_coded(1, role="background")], None),
        ([], None),
    ],
    ids=["latest", "most", "current", "everyone", "group", "silence", "no main event", "no report"],
)
def test_choose_toll(reports: Sequence[CodedReport], expected: int | None) -> None:
    assert choose_toll(make_incident_case(reports), "killed") == expected


def make_dated(published: int, day: int | None) -> CodedReport:
    """Make a coded report of a day, whose main mention has a day or none."""
    report = make_test_report(outlet=f"Paper {published} {day}")
    told = date(2031, 3, day) if day else None
    value = DateValue(start=told, end=told, precision="day", wording="31") if told else None
    statements = [make_statement(report, "date", value, "31")] if value else []
    return CodedReport(
        published=date(2031, 3, published), coding=make_coding(report, [make_mention(1)], statements)
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([(4, 3), (5, 3), (5, 2)], 3),
        ([(4, 3), (9, 8), (9, 8)], 3),
        ([(4, None), (9, 8)], 8),
        ([(4, None), (9, None)], 4),
    ],
    ids=["most", "not after the first report", "no other", "no day"],
)
def test_choose_day(days: Sequence[tuple[int, int | None]], expected: int) -> None:
    case = make_incident_case([make_dated(*each) for each in days])
    assert choose_day(case) == date(2031, 3, expected)


def test_a_report_of_the_dead_alone_counts_nobody_hurt() -> None:
    reports = [make_coded(1, (4, None, False)), make_coded(2, (5, None, False))]
    assert choose_toll(make_incident_case(reports), "injured") == 0


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Blast", "Blast kills two.", "Blast kills two."),
        ("Blast", "Two died.", "Blast\n\nTwo died."),
        (None, "x", "x"),
    ],
)
def test_headline_stands_once(title: str | None, text: str, expected: str) -> None:
    assert make_text({"title": title, "text": text}) == expected


def make_said(start: int, end: int, name: str | None, description: str = "") -> dict[str, Any]:
    """Make one predicted content with its cue behind it."""
    return {"content": [[start, end]], "cue": [end + 1, end + 5], "name": name, "description": description}


@pytest.mark.parametrize(
    ("speaker", "said", "expected"),
    [
        ("Ilsa Tarn", [make_said(10, 30, "Tarn")], "right"),
        ("Ilsa Tarn", [make_said(10, 30, "Oskar Bell")], "wrong"),
        ("Ilsa Tarn", [make_said(0, 99, "Oskar Bell"), make_said(10, 30, "Ilsa Tarn")], "right"),
        ("mayor of Velmora", [make_said(10, 30, "official", "mayor Velmora")], "right"),
        ("Ilsa Tarn", [make_said(10, 30, None)], "none"),
        ("Ilsa Tarn", [make_said(40, 60, "Ilsa Tarn")], "none"),
    ],
)
def test_judge_quotation(speaker: str, said: list[Any], expected: str) -> None:
    assert judge_quotation({"start": 10, "end": 30, "speaker": speaker}, said) == expected


def test_every_set_has_a_task_and_unique_metrics() -> None:
    assert {spec.task for spec in load_sets()} <= TASKS.keys()
    assert all(len({m.name for m in spec.metrics}) == len(spec.metrics) for spec in load_sets())
    with pytest.raises(BenchError, match="the sets are"):
        choose_sets(["nowhere"])


def test_gold_hash_knows_names_and_contents(tmp_path: Path) -> None:
    path = tmp_path / "gold" / "a.txt"
    path.parent.mkdir()
    path.write_text("one", encoding="utf-8")
    before = make_gold_hash([path.parent])
    assert make_gold_hash([path.parent]) == before
    path.write_text("two", encoding="utf-8")
    assert make_gold_hash([path.parent]) != before
    path.write_text("one", encoding="utf-8")
    path.rename(path.with_name("b.txt"))
    assert make_gold_hash([path.parent]) != before


@pytest.mark.parametrize(
    ("scores", "expected"),
    [({"a": {"b": 61}}, 61.0), ({"a": {"b": ["x", "y"]}}, 2.0), ({"a": {}}, None), ({}, None)],
)
def test_find_figure(scores: dict[str, Any], expected: float | None) -> None:
    assert find_figure(scores, HIGHER) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("2031-03-04T08:00", date(2031, 3, 4)), ("2031-03", None), (None, None), (7, None)],
)
def test_find_day(words: object, expected: date | None) -> None:
    assert find_day(words) == expected


def test_show_figure() -> None:
    assert [show_figure(figure) for figure in (None, 61.25, 0.17)] == ["–", "61.2", "0.17"]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["quotations", "lgl", "gva-dev", "muc4-screen"])
def test_sample_of_a_set_is_scored(name: str, shared: Path, tmp_path: Path) -> None:
    (spec,) = choose_sets([name])
    place = Place(shared=shared, build=tmp_path, environment={})
    absence = find_absence(spec, place)
    if absence:
        pytest.skip(absence)
    score = measure_set(spec, place, lambda name, job: job.iter_predictions(), sample=2)
    assert (score.documents, score.outcome.written) == (2, 2)
    assert any(figure is not None for figure in score.figures.values())
    assert msgspec.json.decode((tmp_path / name / "scores.json").read_bytes())


@pytest.mark.parametrize(
    ("gold", "given", "expected"),
    [
        ("Kestrian Joint Staff Office", "KJSO", True),
        ("KJSO", "Kestrian Joint Staff Office", True),
        ("Joint Staff Office of Kestria", "JSO", True),
        ("Oren Tavish", "OT", False),
    ],
)
def test_a_quoted_body_may_go_by_its_acronym(gold: str, given: str, expected: bool) -> None:
    assert is_same_speaker(gold, {"name": given, "description": ""}) is expected
