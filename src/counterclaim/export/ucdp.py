"""UCDP GED: one row an event, 49 columns (codebooks 3 and 12.3).

Invariant: best is the sum of the deaths of both sides, of civilians and of unknown people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim.export.act import judge_act
from counterclaim.export.catalog import EventFormat
from counterclaim.export.codes import load_crosswalk
from counterclaim.export.each import Made, write_each
from counterclaim.export.holding import find_held
from counterclaim.export.identity import make_number
from counterclaim.export.losses import Losses, LossReason, Skip
from counterclaim.export.notes import name_voice
from counterclaim.export.placing import Placing, make_placing
from counterclaim.export.record import EventFile, EventSet
from counterclaim.export.table import Cell, Row, open_table, read_table
from counterclaim.export.ucdp_check import check_ucdp
from counterclaim.export.ucdp_sides import Deaths, Dyad, get_best, load_ucdp, make_dyad, split_deaths
from counterclaim.export.view import PLACE_POLICY, TYPE_POLICY, find_place
from counterclaim.export.violations import Violation
from counterclaim.model.report import Report
from counterclaim.model.resolution import Days, Figure, Resolution

FILE = "ucdp_ged.csv"
DATE_POLICY = "ucdp.dates/23"
_REASONS: dict[str, LossReason] = {"actor": "no_room", "recipient": "no_room"}
FIGURE_POLICY = "ucdp.triple/23"
#: The first release that counts its sources.
FIRST_YEAR_OF_SOURCES = 2013


def make_ucdp_row(file: EventFile) -> Made[Row] | Skip:
    """Make the row of an event, or say why UCDP GED has none for it."""
    act = judge_act(file)
    place = find_place(file)
    killed = file.resolve(FIGURE_POLICY, "killed")
    time = file.resolve(DATE_POLICY, "date")
    if act is None or not load_crosswalk().acts[act].is_violence:
        return Skip(event=file.id, reason="no armed force")
    if not isinstance(killed.value, Figure) or not killed.value.high:
        return Skip(event=file.id, reason="no death is told")
    if not isinstance(time.value, Days):
        return Skip(event=file.id, reason="no day is told")
    if place is None:
        return Skip(event=file.id, reason="no place is told")
    return _make_written(file, make_placing(place), killed.value, time.value)


def _make_written(file: EventFile, placing: Placing, figure: Figure, days: Days) -> Made[Row]:
    dyad = make_dyad(file.case, placing)
    deaths = split_deaths(file.case, dyad, figure)
    resolutions = (
        file.resolve(FIGURE_POLICY, "killed"),
        file.resolve(DATE_POLICY, "date"),
        file.resolve(PLACE_POLICY, "place"),
        file.resolve(TYPE_POLICY, "type"),
    )
    row = {
        "id": make_number(file.event),
        "code_status": "Clear",
        "event_clarity": 1,
        **_make_dyad_cells(dyad),
        **_make_place_cells(placing),
        **_make_date_cells(days),
        **_make_death_cells(deaths, figure),
        **_make_source_cells(file, resolutions[0], days),
    }
    held = find_held(file.case, resolutions) | dyad.statements | deaths.statements
    return Made(rows=(row,), held=held, resolutions=resolutions)


def _make_dyad_cells(dyad: Dyad) -> Row:
    return {
        "type_of_violence": dyad.type_of_violence,
        "dyad_name": f"{dyad.side_a} - {dyad.side_b}",
        "side_a": dyad.side_a,
        "side_b": dyad.side_b,
        "gwnoa": dyad.gw_a,
        "gwnob": dyad.gw_b,
    }


def _make_place_cells(placing: Placing) -> Row:
    value, country = placing.value, placing.country
    latitude, longitude = placing.latitude, placing.longitude
    has_point = latitude is not None and longitude is not None
    precision = placing.precisions.ucdp
    near = load_crosswalk().near_precision["ucdp"]
    return {
        "where_prec": max(precision, near) if precision and placing.is_near else precision,
        "where_coordinates": value.name,
        "where_description": value.wording,
        "adm_1": placing.admin1,
        "adm_2": placing.admin2,
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude} {latitude})" if has_point else None,
        "priogrid_gid": find_grid_cell(latitude, longitude),
        "country": placing.country_name,
        "country_id": country.gw if country else None,
        "region": country.ucdp_region if country else None,
    }


def find_grid_cell(latitude: float | None, longitude: float | None) -> int | None:
    """Find the PRIO-GRID cell of half a degree that a point lies in, the edges of the world in the last."""
    if latitude is None or longitude is None:
        return None
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _make_date_cells(days: Days) -> Row:
    return {
        "year": days.start.year,
        "date_prec": days.precision,
        "date_start": days.start.isoformat(),
        "date_end": days.end.isoformat(),
    }


def _make_death_cells(deaths: Deaths, figure: Figure) -> Row:
    best = get_best(figure)
    return {
        "deaths_a": deaths.side_a,
        "deaths_b": deaths.side_b,
        "deaths_civilians": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "best": best,
        "high": figure.high,
        "low": figure.low if figure.low is not None else best,
    }


def _make_source_cells(file: EventFile, killed: Resolution, days: Days) -> Row:
    """Make the lists of reports, each of one length; those of the deaths come first (codebooks 3.2).

    Copies of one report are one source of the number; the lists hold them all.
    """
    used = set(killed.used)
    ordered = sorted(file.testimonies, key=lambda each: each.statement.id not in used)
    reports = tuple({each.report.id: each.report for each in ordered}.values())
    voices = dict.fromkeys(name_voice(each) for each in ordered if each.statement.id in used)
    cells: dict[str, Cell] = {
        "number_of_sources": len({file.dossier.get_family(report.id) for report in reports}),
        "source_article": _join(_cite(report) for report in reports),
        "source_office": _join(report.outlet or "" for report in reports),
        "source_date": _join(_get_day(report) for report in reports),
        "source_headline": _join(report.title or "" for report in reports),
        "source_original": _join(voices),
    }
    if days.start.year < FIRST_YEAR_OF_SOURCES:
        cells["number_of_sources"] = -1
    return cells


def _cite(report: Report) -> str:
    quoted = f'"{report.title}"' if report.title else report.url or report.id
    return ",".join(filter(None, (report.outlet, _get_day(report), quoted)))


def _get_day(report: Report) -> str:
    return report.published.isoformat() if report.published else load_ucdp().unknown_day


def _join(parts: Iterable[str]) -> str:
    """Join the parts of a list; semicolons within a part would end it."""
    return ";".join(part.replace(";", ",") for part in parts)


def _write(events: EventSet, folder: Path) -> Losses:
    with open_table(folder / FILE, load_ucdp().columns) as write:
        return write_each(events, make_ucdp_row, write, cannot_hold=load_ucdp().cannot_hold, reasons=_REASONS)


def check_ucdp_file(path: Path) -> Iterator[Violation]:
    """Find where a file breaks the rules of the format.

    Raises:
        ExportError: it cannot be read as a table.
    """
    yield from check_ucdp(*read_table(path))


FORMAT = EventFormat(
    write=_write,
    check=lambda folder: check_ucdp_file(folder / FILE),
    check_file=check_ucdp_file,
    policies=(FIGURE_POLICY, DATE_POLICY, PLACE_POLICY, TYPE_POLICY),
)
