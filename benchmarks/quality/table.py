"""The one table of the bench."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table

from benchmarks.quality.floors import FloorTable
from benchmarks.quality.run import SetScore
from benchmarks.quality.sets import MetricSpec

_MARKS = {"under": "under its floor", "ok": "", "none": ""}


def make_table(scores: Iterable[SetScore], floors: FloorTable, *, judged: bool) -> Table:
    """Make the table of all figures; floors are left out where they are not judged."""
    table = Table(title=None, box=None, pad_edge=False)
    for heading in ("set", "metric"):
        table.add_column(heading, no_wrap=True)
    for heading in ("now", "floor", "best known"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    for score in scores:
        for place, metric in enumerate(score.spec.metrics):
            name = f"{score.spec.name} ({score.documents})" if place == 0 else ""
            table.add_row(name, *make_cells(score, metric, floors, judged=judged))
    return table


def make_cells(score: SetScore, metric: MetricSpec, floors: FloorTable, *, judged: bool) -> Sequence[str]:
    """Make the cells of a metric: name, figure, floor, best known, remarks."""
    known = floors.sets.get(score.spec.name)
    floor = known.floors.get(metric.name) if known and judged and score.spec.has_floors else None
    verdict = score.judge(metric, floors) if judged else "none"
    remarks = (_MARKS[verdict], metric.best_by or "", "lower is better" if metric.lower_is_better else "")
    return (
        metric.name,
        show_figure(score.figures[metric]),
        show_figure(floor.floor if floor else None),
        show_figure(metric.best),
        "; ".join(filter(None, remarks)),
    )


def show_figure(figure: float | None) -> str:
    """Show a figure with one digit after the point, small ones with two, a dash for none."""
    if figure is None:
        return "–"
    return f"{figure:.2f}" if 0 < abs(figure) < 10 else f"{figure:.1f}"
