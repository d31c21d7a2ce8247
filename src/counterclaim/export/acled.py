"""ACLED: one row an event, 31 columns (codebooks 1 and 12.1).

Invariant: a party that is only accused stands in `notes` beside its accuser, never as an actor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from counterclaim.export.acled_actors import (
    MILITIA,
    PROTESTERS,
    RIOTERS,
    Actor,
    get_country_name,
    get_inter_words,
    get_sub_event,
    load_acled,
    make_actor,
    make_interaction,
    name_unnamed,
)
from counterclaim.export.acled_check import check_acled, is_targeting
from counterclaim.export.act import judge_act, judge_side
from counterclaim.export.catalog import EventFormat
from counterclaim.export.codes import load_crosswalk
from counterclaim.export.each import Made, write_each
from counterclaim.export.holding import find_held
from counterclaim.export.identity import make_number
from counterclaim.export.kinds import PERSON
from counterclaim.export.losses import Losses, LossReason, Skip
from counterclaim.export.notes import Note, make_policy_note, make_position_note, make_toll_note
from counterclaim.export.placing import Placing, make_placing
from counterclaim.export.record import EventFile, EventSet
from counterclaim.export.sides import SideParty, choose_attackers, find_doers, find_victims
from counterclaim.export.table import Row, open_table, read_table
from counterclaim.export.view import PLACE_POLICY, TYPE_POLICY, find_crowd, find_place
from counterclaim.export.violations import Violation
from counterclaim.model.resolution import Days, Figure, Resolution
from counterclaim.read.outlets import Scale

FILE = "acled.csv"
TIME_POLICY = "acled.time/2024"
_REASONS: dict[str, LossReason] = {"actor": "no_room", "recipient": "no_room", "responsibility": "no_code"}
FIGURE_POLICY = "acled.conservative/2024"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """Both sides of a row; either may be blank."""

    first: Actor
    second: Actor | None


def make_acled_row(file: EventFile) -> Made[Row] | Skip:
    """Make the row of an event, or say why ACLED has none for it."""
    act = judge_act(file)
    known = load_crosswalk().acts.get(act or "")
    place = find_place(file)
    time = file.resolve(TIME_POLICY, "date")
    if act is None or known is None or known.acled is None:
        return Skip(event=file.id, reason="no event type of ACLED")
    if not isinstance(time.value, Days):
        return Skip(event=file.id, reason="no day is told")
    if place is None:
        return Skip(event=file.id, reason="no place is told")
    if place.precision == "country":
        return Skip(event=file.id, reason="no place finer than a country")
    sides = _make_sides(file, act, make_placing(place))
    if sides is None:
        return Skip(event=file.id, reason="nobody is told to have been attacked")
    return _make_written(file, known.acled, sides, make_placing(place), time)


def _make_sides(file: EventFile, act: str, placing: Placing) -> _Sides | None:
    doers, victims = find_doers(file.case), find_victims(file.case)
    sub_event = get_sub_event(load_crosswalk().acts[act].acled or "")
    if sub_event.event_type in {"Protests", "Riots"}:
        return _make_crowd_sides(doers, placing, RIOTERS if act == "riot" else PROTESTERS)
    second = _choose_second(victims, sub_event.event_type, placing)
    if sub_event.event_type == "Violence against civilians" and second is None:
        return None
    unnamed = Actor(name=name_unnamed(MILITIA, placing), inter=MILITIA)
    return _Sides(first=make_actor(choose_attackers(doers), placing) or unnamed, second=second)


def _make_crowd_sides(doers: tuple[SideParty, ...], placing: Placing, inter: int) -> _Sides:
    """Make the crowd, with parties of its own beside it, and the forces that met it (codebooks 1.2)."""
    forces = tuple(each for each in doers if judge_side(each.kind) == "state")
    own = tuple(each for each in doers if each not in forces)
    crowd = Actor(
        name=name_unnamed(inter, placing),
        inter=inter,
        associates=tuple(each.name for each in own if each.named and each.kind != PERSON),
        statements=tuple(each for party in own for each in party.statements),
    )
    return _Sides(first=crowd, second=make_actor(forces, placing))


def _choose_second(victims: tuple[SideParty, ...], event_type: str, placing: Placing) -> Actor | None:
    """Choose who was hit: civilians where only they can be, else the armed, who take precedence."""
    civilians = tuple(each for each in victims if judge_side(each.kind) == "civilians")
    armed = tuple(each for each in victims if each not in civilians)
    if event_type == "Violence against civilians":
        return make_actor(civilians, placing)
    return make_actor((*armed, *civilians), placing)


def _make_written(
    file: EventFile, sub_event: str, sides: _Sides, placing: Placing, time: Resolution
) -> Made[Row]:
    killed = file.resolve(FIGURE_POLICY, "killed")
    note = make_position_note(file.case).join(make_toll_note(file.case, "killed"))
    note = note.join(make_policy_note(killed, time))
    resolutions = (killed, time, file.resolve(PLACE_POLICY, "place"), file.resolve(TYPE_POLICY, "type"))
    row = {
        **_make_type_cells(sub_event, sides),
        **_make_time_cells(time.value),
        **_make_side_cells(sides),
        **_make_place_cells(placing),
        "event_id_cnty": f"CC{placing.value.country or ''}{make_number(file.event)}",
        "source": "; ".join(find_outlets(file)),
        **_make_scale_cells(file),
        "notes": _make_notes(file, sub_event, placing, note),
        "fatalities": _get_fatalities(killed),
        "timestamp": int(max(each.recorded_at for each in file.event.mentions).timestamp()),
    }
    actors = (sides.first, *([sides.second] if sides.second else []))
    own = {each for actor in actors for each in actor.statements}
    held = find_held(file.case, resolutions) | own | note.statements
    return Made(rows=(row,), held=held, resolutions=resolutions)


def _make_type_cells(sub_event: str, sides: _Sides) -> Row:
    known = get_sub_event(sub_event)
    inters = {sides.first.inter, sides.second.inter if sides.second else None}
    words = {get_inter_words(inter) for inter in inters if inter}
    return {
        "disorder_type": known.disorder_type,
        "event_type": known.event_type,
        "sub_event_type": known.sub_event_type,
        "civilian_targeting": "Civilians targeted" if is_targeting(sub_event, words) else None,
    }


def _make_time_cells(days: object) -> Row:
    assert isinstance(days, Days)
    return {
        "event_date": days.day.isoformat(),
        "year": days.day.year,
        "time_precision": days.precision,
    }


def _make_side_cells(sides: _Sides) -> Row:
    first, second = sides.first, sides.second
    return {
        "actor1": first.name,
        "assoc_actor_1": "; ".join(first.associates),
        "inter1": get_inter_words(first.inter),
        "actor2": second.name if second else None,
        "assoc_actor_2": "; ".join(second.associates) if second else None,
        "inter2": get_inter_words(second.inter) if second else None,
        "interaction": make_interaction(first.inter, second.inter if second else None),
    }


def _make_place_cells(placing: Placing) -> Row:
    near = load_crosswalk().near_precision["acled"]
    precision = placing.precisions.acled
    return {
        "iso": placing.country.iso_numeric if placing.country else None,
        "region": placing.country.acled_region if placing.country else None,
        "country": get_country_name(placing),
        "admin1": placing.admin1,
        "admin2": placing.admin2,
        "location": placing.value.name,
        "latitude": placing.latitude,
        "longitude": placing.longitude,
        "geo_precision": max(precision, near) if precision and placing.is_near else precision,
    }


def _make_notes(file: EventFile, sub_event: str, placing: Placing, note: Note) -> str:
    """Make the notes: what and where, who says what of it, and the size of a crowd where told."""
    country = get_country_name(placing)
    where = f"{placing.value.name} ({country})" if country else placing.value.name
    crowd = find_crowd(file.case)
    is_crowd = get_sub_event(sub_event).event_type in {"Protests", "Riots"}
    size = f"[size={crowd.wording if crowd else 'no report'}]" if is_crowd else ""
    word = {"near": "near", "outside": "outside", "offshore": "off"}.get(placing.value.relation, "in")
    return " ".join(filter(None, (f"{sub_event} {word} {where}.", note.text, size)))


def _get_fatalities(killed: Resolution) -> int:
    """Return the number to print; nothing told is 0 (codebooks 1.4)."""
    value = killed.value
    return value.best or 0 if isinstance(value, Figure) else 0


def find_outlets(file: EventFile) -> tuple[str, ...]:
    """Find who published the event, in alphabetical order."""
    return tuple(sorted({each.report.outlet for each in file.testimonies if each.report.outlet}))


def find_scales(file: EventFile) -> tuple[str, ...]:
    """Find the scales of the event's outlets by the user's table, in the order of ACLED's words."""
    found = map(file.outlets.find, find_outlets(file))
    scales = {each.scale for each in found if each is not None}
    return tuple(scale for scale in get_args(Scale) if scale in scales)


def _make_scale_cells(file: EventFile) -> Row:
    scales = find_scales(file)
    return {"source_scale": "-".join(scales)} if scales else {}


def _write(events: EventSet, folder: Path) -> Losses:
    with open_table(folder / FILE, load_acled().columns) as write:
        return write_each(
            events, make_acled_row, write, cannot_hold=load_acled().cannot_hold, reasons=_REASONS
        )


def check_acled_file(path: Path) -> Iterator[Violation]:
    """Find where a file breaks the rules of the format.

    Raises:
        ExportError: it cannot be read as a table.
    """
    yield from check_acled(*read_table(path))


FORMAT = EventFormat(
    write=_write,
    check=lambda folder: check_acled_file(folder / FILE),
    check_file=check_acled_file,
    policies=(FIGURE_POLICY, TIME_POLICY, PLACE_POLICY, TYPE_POLICY),
)
