"""Tasks: from the documents of a file or folder to predictions in the neutral format of the scorers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quality.cases import find_case_reports, make_case_row
from benchmarks.quality.errors import BenchError
from benchmarks.quality.incidents import make_clusters, make_incident_row
from benchmarks.quality.matching import match_incidents, match_stories
from benchmarks.quality.muc4 import make_muc4_rows
from benchmarks.quality.quotations import make_quotation_row
from benchmarks.quality.rows import Row, read_documents, write_rows
from benchmarks.quality.screening import make_screen_row
from benchmarks.quality.spans import make_attribution_row, make_geo_row, make_timex_row
from counterclaim.errors import CounterclaimError, LanguageError, ReportError
from counterclaim.model.statement import Problem

log = logging.getLogger(__name__)


#: What is predicted of one document: a row, or several.
Prediction = Row | tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Documents and what makes a prediction of one."""

    documents: tuple[Any, ...]
    make_row: Callable[[Any], Prediction]

    def iter_predictions(self) -> Iterator[Prediction | Problem]:
        """Yield a prediction a document; one that fails gives a Problem, the rest go on."""
        for document in self.documents:
            yield try_row(self.make_row, document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a job."""

    written: int
    problems: tuple[Problem, ...]


def make_job(task: str, path: Path, *, given: bool = False) -> Job:
    """Make the job of a task.

    Args:
        task: timex, geo, attribution, incidents, clusters, screen, muc4, events or quotations.
        path: file or folder in the format of the task's gold; gold fields are not read.
        given: for incidents, answer for the clusters of the set instead of matching the reports.

    Raises:
        BenchError: there is no such task, or nothing to read.
    """
    if task not in TASKS:
        raise BenchError(f"there is no task {task!r}; the tasks are {', '.join(TASKS)}")
    return TASKS[task](path, given)


def _make_incident_job(path: Path, given: bool) -> Job:
    documents = read_documents(path / "docs.jsonl" if path.is_dir() else path)
    clusters = make_clusters(documents) if given else match_incidents(documents)
    return Job(documents=clusters, make_row=make_incident_row)


def _make_row_job(make_row: Callable[[Row], Prediction]) -> Callable[[Path, bool], Job]:
    return lambda path, given: Job(documents=read_documents(path), make_row=make_row)


#: What makes the job of each task.
TASKS: Mapping[str, Callable[[Path, bool], Job]] = {
    "timex": _make_row_job(make_timex_row),
    "geo": _make_row_job(make_geo_row),
    "attribution": _make_row_job(make_attribution_row),
    "incidents": _make_incident_job,
    "clusters": lambda path, given: Job(documents=match_stories(read_documents(path)), make_row=dict),
    "screen": lambda path, given: Job(
        documents=tuple(enumerate(read_documents(path), start=1)), make_row=make_screen_row
    ),
    "muc4": _make_row_job(make_muc4_rows),
    "events": lambda path, given: Job(documents=find_case_reports(path), make_row=make_case_row),
    "quotations": lambda path, given: Job(documents=find_case_reports(path), make_row=make_quotation_row),
}


def try_row(make_row: Callable[[Any], Prediction], document: object) -> Prediction | Problem:
    """Make a prediction, or tell in a Problem what failed."""
    where = _name_document(document)
    try:
        return make_row(document)
    except ReportError as error:
        kind = "language" if isinstance(error, LanguageError) else "malformed"
        return Problem(kind=kind, message=str(error), where=where)
    except CounterclaimError:
        raise
    except Exception as error:
        log.debug("%s failed", where, exc_info=True)
        return Problem(kind="stage", message=f"{type(error).__name__}: {error}", where=where)


def _name_document(document: object) -> str:
    """Name a document for a message: by its id, its path or its place in the file."""
    if isinstance(document, tuple):
        return f"document {document[0]}"
    if isinstance(document, dict):
        return str(document.get("doc_id") or document.get("id"))
    return str(getattr(document, "path", None) or getattr(document, "name", "a document"))


def write_predictions(path: Path, predictions: Iterable[Prediction | Problem]) -> Outcome:
    """Write predictions as JSONL; collect the Problems."""
    problems: list[Problem] = []

    def iter_good() -> Iterator[Row]:
        for each in predictions:
            if isinstance(each, Problem):
                problems.append(each)
            elif isinstance(each, tuple):
                yield from each
            else:
                yield each

    written = write_rows(path, iter_good())
    return Outcome(written=written, problems=tuple(problems))
