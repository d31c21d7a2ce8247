"""HDX HAPI: events and their dead by district, month and kind, out of the rows of ACLED (codebooks 12.6).

Invariant: an event whose dead nobody counts adds no number; a row without one is blank, not zero.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from counterclaim.export.acled import FIGURE_POLICY, TIME_POLICY, make_acled_row
from counterclaim.export.acled import FORMAT as ACLED_FORMAT
from counterclaim.export.catalog import EventFormat
from counterclaim.export.checking import Checker, check_columns
from counterclaim.export.each import Made, write_each
from counterclaim.export.holding import find_held
from counterclaim.export.hxl_table import load_hxl
from counterclaim.export.losses import Losses, Skip
from counterclaim.export.record import EventFile, EventSet
from counterclaim.export.table import Row, open_table, read_table
from counterclaim.export.view import PLACE_POLICY, find_place
from counterclaim.export.violations import Violation

FILE = "conflict_event.csv"


class Cell(NamedTuple):
    """What a row counts."""

    country: str
    admin1: str
    admin2: str
    #: First day of the month.
    month: date
    event_type: str


class Part(NamedTuple):
    """One event of a row."""

    cell: Cell
    #: None where nobody counts the dead.
    fatalities: int | None


def write_hapi(events: EventSet, folder: Path) -> Losses:
    """Write a row for each country or district, month and kind of event that has one."""
    parts: list[Part] = []
    losses = write_each(events, make_parts, parts.append, cannot_hold=load_hxl().hapi_losses)
    rows = sum_parts(parts)
    with open_table(folder / FILE, load_hxl().hapi_columns) as add:
        for row in rows:
            add(row)
    return msgspec.structs.replace(losses, rows=len(rows))


def make_parts(file: EventFile) -> Made[Part] | Skip:
    """Make what an event adds to rows; the kinds overlap, as ACLED's do."""
    made = make_acled_row(file)
    if isinstance(made, Skip):
        return made
    row, place = made.rows[0], find_place(file)
    if place is None or place.country is None:
        return Skip(event=file.id, reason="no country is told")
    day = date.fromisoformat(str(row["event_date"]))
    killed = file.resolve(FIGURE_POLICY, "killed")
    parts = [
        Part(
            cell=Cell(
                country=place.country,
                admin1=str(row["admin1"] or ""),
                admin2=str(row["admin2"] or ""),
                month=day.replace(day=1),
                event_type=kind,
            ),
            fatalities=int(row["fatalities"] or 0) if killed.used else None,
        )
        for kind in find_kinds(row)
    ]
    held = find_held(
        file.case, (killed, file.resolve(TIME_POLICY, "date"), file.resolve(PLACE_POLICY, "place"))
    )
    return Made(rows=parts, held=held, resolutions=made.resolutions)


def find_kinds(row: Row) -> tuple[str, ...]:
    """Find the kinds that an ACLED event counts in (codebooks 12.6)."""
    holds = {
        "civilian_targeting": bool(row["civilian_targeting"]),
        "demonstration": row["event_type"] in load_hxl().hapi_demonstrations,
        "political_violence": "Political violence" in str(row["disorder_type"]),
    }
    return tuple(kind for kind in load_hxl().hapi_types if holds[kind])


def sum_parts(parts: Iterable[Part]) -> list[Row]:
    """Sum parts up by row, in the order of country, district, month and kind."""
    cells: dict[Cell, list[int | None]] = {}
    for part in parts:
        cells.setdefault(part.cell, []).append(part.fatalities)
    return [_make_row(cell, cells[cell]) for cell in sorted(cells)]


def check_hapi(folder: Path) -> Iterator[Violation]:
    """Check codes, counts and months of a file."""
    columns, rows = read_table(folder / FILE)
    yield from check_columns(columns, load_hxl().hapi_columns)
    for number, cells in enumerate(rows, start=1):
        checker = Checker(row=number, cells=cells)
        yield from checker.require_filled("location_code")
        yield from checker.require_code("event_type", load_hxl().hapi_types)
        yield from checker.require_code("admin_level", ("0", "1", "2"))
        yield from checker.require_count("events", least=1)
        yield from checker.require_count("fatalities", blank=True)
        yield from checker.require_day("reference_period_start")
        yield from checker.require_day("reference_period_end")


def _make_row(cell: Cell, fatalities: Sequence[int | None]) -> Row:
    counted = [count for count in fatalities if count is not None]
    last = calendar.monthrange(cell.month.year, cell.month.month)[1]
    return {
        "location_code": cell.country,
        "provider_admin1_name": cell.admin1,
        "provider_admin2_name": cell.admin2,
        "admin_level": 2 if cell.admin2 else 1 if cell.admin1 else 0,
        "event_type": cell.event_type,
        "events": len(fatalities),
        "fatalities": sum(counted) if counted else None,
        "reference_period_start": cell.month.isoformat(),
        "reference_period_end": cell.month.replace(day=last).isoformat(),
    }


FORMAT = EventFormat(write=write_hapi, check=check_hapi, policies=ACLED_FORMAT.policies)
