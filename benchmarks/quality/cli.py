"""The command line of the bench: measure sets, or predict for one task."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from benchmarks.quality.floors import FLOORS, FloorTable, load_floors, raise_floors, write_floors
from benchmarks.quality.jobs import Job, Prediction, make_job, write_predictions
from benchmarks.quality.run import Place, SetScore, find_absence, measure_set
from benchmarks.quality.sets import choose_sets
from benchmarks.quality.table import make_table
from counterclaim.errors import CounterclaimError
from counterclaim.model.statement import Problem

REPOSITORY = Path(__file__).resolve().parents[2]
#: Columns of the table where standard output is no terminal.
WIDTH = 140
#: Problems that are told one by one; the rest are counted.
TOLD = 5

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def measure(
    context: typer.Context,
    *,
    names: Annotated[
        list[str] | None, typer.Option("--set", help="Measure this set only; may be given more than once.")
    ] = None,
    sample: Annotated[
        int | None, typer.Option(min=1, help="Only the first documents of a set; floors are not judged.")
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Raise the floors to what was measured.")] = False,
    reason: Annotated[
        str | None, typer.Option(help="Why --update may lower floors; kept in the file.")
    ] = None,
) -> None:
    """Measure the sets beside the repository.

    Exit codes: 0 nothing is under its floor, 1 something is, 2 the command was wrong.
    """
    if context.invoked_subcommand is not None:
        return
    if update and sample is not None:
        _refuse("--update needs whole sets; leave --sample out")
    place = Place(
        shared=REPOSITORY.parent / "shared", build=REPOSITORY / "build/quality", environment=os.environ
    )
    if not place.shared.is_dir():
        talk("../shared is not here; there is nothing to measure")
        return
    began = time.monotonic()
    try:
        scores = tuple(iter_scores(names or [], place, sample))
        if update:
            _update(scores, reason)
    except CounterclaimError as error:
        _refuse(str(error))
    floors = load_floors()
    _show(scores, floors, judged=sample is None)
    talk(f"{time.monotonic() - began:.0f} seconds; predictions and errors are in build/quality")
    if sample is None and not is_good(scores, floors):
        raise typer.Exit(1)


@app.command()
def predict(
    task: Annotated[
        str, typer.Argument(help="timex, geo, attribution, incidents, clusters, screen, muc4 or events")
    ],
    input_path: Annotated[
        Path, typer.Argument(metavar="INPUT", help="File or folder in the format of the set.")
    ],
    output: Annotated[Path, typer.Argument(help="JSON Lines to write.")],
    given: Annotated[
        bool, typer.Option("--given", help="incidents: answer for the clusters that the set gives.")
    ] = False,
) -> None:
    """Predict for one task; gold fields of the input are not read."""
    try:
        job = make_job(task, input_path, given=given)
        outcome = write_predictions(output, watch(task, job))
    except CounterclaimError as error:
        _refuse(str(error))
    tell_problems(task, outcome.problems)
    talk(f"{outcome.written} written, {len(outcome.problems)} skipped")


def iter_scores(names: list[str], place: Place, sample: int | None) -> Iterator[SetScore]:
    """Yield the scores of the sets that are here; tell of those that are not."""
    for spec in choose_sets(names):
        absence = find_absence(spec, place)
        if absence is not None:
            talk(f"{spec.name}: skipped, {absence}")
            continue
        score = measure_set(spec, place, watch, sample=sample)
        tell_problems(spec.name, score.outcome.problems)
        talk(f"{spec.name}: {score.documents} documents in {score.seconds:.0f} seconds")
        yield score


def is_good(scores: Sequence[SetScore], floors: FloorTable) -> bool:
    """Tell whether no figure is under its floor and every floor was measured on this gold."""
    good = True
    for score in scores:
        if score.is_other_gold(floors):
            talk(f"{score.spec.name}: the floors were measured on other gold files; set them with --update")
            good = False
        good &= all(score.judge(metric, floors) != "under" for metric in score.spec.metrics)
    return good


def watch(name: str, job: Job) -> Iterator[Prediction | Problem]:
    """Pass predictions on, and show on standard error how far they are."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(job.iter_predictions(), total=len(job.documents), description=name)


def tell_problems(name: str, problems: Sequence[Problem]) -> None:
    """Tell of the first failures one by one, and count all by kind."""
    failures = [each for each in problems if each.kind != "language"]
    for each in failures[:TOLD]:
        talk(f"{name}: {each.where}: {each.message}")
    for kind, count in sorted(Counter(each.kind for each in problems).items()):
        talk(f"{name}: {count} skipped ({kind})")


def talk(message: str) -> None:
    """Write one line to standard error."""
    typer.echo(f"quality: {message}", err=True)


def _show(scores: Sequence[SetScore], floors: FloorTable, *, judged: bool) -> None:
    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console = Console(highlight=False, emoji=False, markup=False, width=WIDTH)
    if scores:
        console.print(make_table(scores, floors, judged=judged))


def _update(scores: Sequence[SetScore], reason: str | None) -> None:
    """Raise the floors of what was measured; write nothing where one would be lowered silently."""
    table = load_floors()
    raised = {
        score.spec.name: raise_floors(
            table.sets.get(score.spec.name), score.figures, score.gold_sha256, reason=reason
        )
        for score in scores
        if score.spec.has_floors
    }
    write_floors(msgspec.structs.replace(table, sets={**table.sets, **raised}))
    talk(f"wrote {FLOORS.relative_to(REPOSITORY)}")


def _refuse(message: str) -> NoReturn:
    talk(message)
    raise typer.Exit(2)
