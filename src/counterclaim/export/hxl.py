"""HXL: one row an event under a row of hashtags, for the humanitarian data exchange (codebooks 12.6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterclaim.export import choices
from counterclaim.export.catalog import EventFormat
from counterclaim.export.checking import Checker, is_number
from counterclaim.export.each import Made, write_each
from counterclaim.export.holding import find_held
from counterclaim.export.hxl_table import load_hxl
from counterclaim.export.losses import Losses
from counterclaim.export.placing import make_placing
from counterclaim.export.record import EventFile, EventSet
from counterclaim.export.sides import find_doers, find_victims
from counterclaim.export.table import Cell, Row, open_table, read_table
from counterclaim.export.view import find_current, find_place, find_type
from counterclaim.export.violations import Violation
from counterclaim.export.words import say_testimony
from counterclaim.model.resolution import Figure, Resolution
from counterclaim.model.statement import Property

FILE = "events.hxl.csv"
_SEPARATOR = "; "
_COUNTED: tuple[Property, ...] = ("killed", "injured")


def write_hxl(events: EventSet, folder: Path) -> Losses:
    """Write the headers, the hashtags below them, and a row an event."""
    columns = load_hxl().columns
    with open_table(folder / FILE, tuple(columns)) as add:
        add(columns)
        return write_each(events, make_hxl_row, add, cannot_hold=load_hxl().losses)


def make_hxl_row(file: EventFile) -> Made[Row]:
    """Make the row of an event; what nobody told is blank."""
    resolutions = _resolve_all(file)
    positions = find_current(file.case, "responsibility")
    doers, victims = find_doers(file.case), find_victims(file.case)
    row: Row = {
        "event_id": file.id,
        "event_name": choices.name_event(file),
        **_make_kind_cells(file),
        **_make_time_cells(file),
        **_make_place_cells(file),
        "group_first": _SEPARATOR.join(party.name for party in doers),
        "group_second": _SEPARATOR.join(party.name for party in victims),
        **_make_count_cells(file),
        "claim_status": choices.find_status(file),
        "grade": choices.find_grade(file),
        "policy": _SEPARATOR.join(sorted({each.policy for each in resolutions})),
        **_make_source_cells(file),
        "description": _SEPARATOR.join(dict.fromkeys(say_testimony(each.statement) for each in positions)),
    }
    sides = {each for party in (*doers, *victims) for each in party.statements}
    told = {each.statement.id for each in positions}
    return Made(rows=[row], held=find_held(file.case, resolutions) | sides | told, resolutions=resolutions)


def check_hxl(folder: Path) -> Iterator[Violation]:
    """Check the hashtags, counts and coordinates of a file."""
    columns, rows = read_table(folder / FILE)
    if not rows or dict(rows[0]) != load_hxl().columns:
        yield Violation(row=1, column="", rule="hashtags", message="the row of hashtags is another")
        return
    for number, cells in enumerate(rows[1:], start=2):
        checker = Checker(row=number, cells=cells)
        yield from checker.require_filled("event_id")
        for column in columns:
            if load_hxl().columns[column].startswith("#affected"):
                yield from checker.require_count(column, blank=True)
        yield from _check_bounds(checker)


def _resolve_all(file: EventFile) -> tuple[Resolution, ...]:
    return (
        *choices.resolve_frame(file),
        *(file.resolve(choices.COUNTS, harm) for harm in (*_COUNTED, "displaced")),
        *(choices.find_part(file, "killed", words) for words in load_hxl().groups.values()),
    )


def _make_kind_cells(file: EventFile) -> Row:
    kind = find_type(file)
    return {"event_type": _SEPARATOR.join(filter(None, (kind.type, kind.mode))) if kind else None}


def _make_time_cells(file: EventFile) -> Row:
    days = choices.find_days(file)
    reported = [each.report.published for each in file.testimonies if each.report.published]
    return {
        "date_start": days.start.isoformat() if days else None,
        "date_end": days.end.isoformat() if days else None,
        "date_reported": min(reported).isoformat() if reported else None,
    }


def _make_place_cells(file: EventFile) -> Row:
    place = find_place(file)
    if place is None:
        return {}
    placing = make_placing(place)
    return {
        "country_code": place.country,
        "admin1": placing.admin1,
        "admin2": placing.admin2,
        "location": place.name,
        "latitude": placing.latitude,
        "longitude": placing.longitude,
    }


def _make_count_cells(file: EventFile) -> Row:
    cells: dict[str, Cell] = {}
    for harm in _COUNTED:
        figure = choices.find_figure(file, harm) or Figure(low=None, best=None, high=None)
        cells |= {f"{harm}_min": figure.low, f"{harm}_best": figure.best, f"{harm}_max": figure.high}
    for group, words in load_hxl().groups.items():
        part = choices.find_part(file, "killed", words).value
        cells[f"killed_{group}"] = part.best if isinstance(part, Figure) else None
    displaced = choices.find_figure(file, "displaced")
    return {**cells, "displaced": displaced.best if displaced else None}


def _make_source_cells(file: EventFile) -> Row:
    reports = [each.report for each in file.testimonies]
    return {
        "source": _SEPARATOR.join(sorted({report.outlet for report in reports if report.outlet})),
        "url": _SEPARATOR.join(sorted({report.url for report in reports if report.url})),
    }


def _check_bounds(checker: Checker) -> Iterator[Violation]:
    for harm in _COUNTED:
        told = [checker.cells[f"{harm}_{bound}"] for bound in ("min", "best", "max")]
        counts = [int(cell) for cell in told if is_number(cell)]
        holds = counts == sorted(counts)
        yield from checker.require(holds, f"{harm}_min", "bounds", "is not the least of its bounds")


FORMAT = EventFormat(write=write_hxl, check=check_hxl, policies=(choices.COUNTS, *choices.FRAME_POLICIES))
