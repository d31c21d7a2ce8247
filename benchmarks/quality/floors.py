"""Floors: figures that a change must not fall under, with the reasons of every change.

Invariant: a floor is lowered only with a reason, and the reason stays in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from benchmarks.quality.errors import BenchError
from benchmarks.quality.sets import MetricSpec

#: Where the floors are kept.
FLOORS = Path(__file__).with_name("floors.json")

Verdict = Literal["ok", "under", "none"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A floor that was set, and why."""

    floor: float
    reason: str


class Floor(msgspec.Struct, frozen=True, kw_only=True):
    """The floor of a metric; for counts of errors it is the most that is allowed."""

    floor: float
    history: tuple[Change, ...] = ()


class SetFloors(msgspec.Struct, frozen=True, kw_only=True):
    """The floors of a set, and on which gold they were measured."""

    #: See `make_gold_hash`; another gold makes the floors void.
    gold_sha256: str
    floors: Mapping[str, Floor]


class FloorTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `floors.json` holds."""

    version: int = 1
    sets: Mapping[str, SetFloors] = {}


def load_floors(path: Path = FLOORS) -> FloorTable:
    """Load the floors; none where the file is missing."""
    return msgspec.json.decode(path.read_bytes(), type=FloorTable) if path.is_file() else FloorTable()


def write_floors(table: FloorTable, path: Path = FLOORS) -> None:
    """Write the floors, sorted, for reading and comparing by eye."""
    encoded = msgspec.json.encode(table, order="sorted")
    path.write_bytes(msgspec.json.format(encoded, indent=1) + b"\n")


def judge_figure(figure: float | None, floor: Floor | None, metric: MetricSpec) -> Verdict:
    """Judge a figure against its floor; a figure that is missing is under it."""
    if floor is None:
        return "none"
    if figure is None or _is_better(floor.floor, figure, metric):
        return "under"
    return "ok"


def raise_floors(
    known: SetFloors | None,
    figures: Mapping[MetricSpec, float | None],
    gold_sha256: str,
    *,
    reason: str | None = None,
) -> SetFloors:
    """Raise a set's floors to a little under what was measured.

    Args:
        known: the floors so far.
        figures: what was measured.
        gold_sha256: hash of the gold it was measured on.
        reason: why floors may be lowered where the figures are under them.

    Raises:
        BenchError: a floor would have to be lowered and no reason is given.
    """
    floors = dict(known.floors) if known else {}
    for metric, figure in figures.items():
        if figure is not None:
            floors[metric.name] = move_floor(floors.get(metric.name), figure, metric, reason)
    return SetFloors(gold_sha256=gold_sha256, floors=floors)


def move_floor(floor: Floor | None, figure: float, metric: MetricSpec, reason: str | None) -> Floor:
    """Move one floor to a little under a figure, where that raises it or a reason is given."""
    slack = -metric.slack if metric.lower_is_better else metric.slack
    wanted = round(figure - slack, 2) if metric.lower_is_better else max(0.0, round(figure - slack, 2))
    if floor is None:
        return _change(None, wanted, reason or "first measured")
    if _is_better(wanted, floor.floor, metric):
        return _change(floor, wanted, reason or "raised to what was measured")
    if not _is_better(floor.floor, figure, metric):
        return floor
    if reason is None:
        raise BenchError(
            f"{metric.name}: {figure:g} is under its floor {floor.floor:g}; lower it with --reason TEXT"
        )
    return _change(floor, wanted, reason)


def _change(floor: Floor | None, wanted: float, reason: str) -> Floor:
    history = floor.history if floor else ()
    return Floor(floor=wanted, history=(*history, Change(floor=wanted, reason=reason)))


def _is_better(one: float, other: float, metric: MetricSpec) -> bool:
    return one < other if metric.lower_is_better else one > other
