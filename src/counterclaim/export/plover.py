"""PLOVER: records of who did what to whom, and of who claims, denies and blames (codebooks 4, 12.4).

Invariant: a record names a doer only where `sides.find_doers` may; every accusation is a record of its
own, whose actor is the speaker. The text stays empty: nobody gave rights to it (`plover.text_rights`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.export import choices
from counterclaim.export.catalog import EventFormat
from counterclaim.export.each import Made, write_each
from counterclaim.export.holding import find_held
from counterclaim.export.kinds import judge_party
from counterclaim.export.losses import Losses, Skip
from counterclaim.export.placing import make_placing
from counterclaim.export.plover_check import check_records, check_rights
from counterclaim.export.plover_table import PositionCode, load_plover
from counterclaim.export.polecat import POLECAT_FILE, write_polecat
from counterclaim.export.record import EventFile, EventSet
from counterclaim.export.sides import SideParty, find_doers, find_victims
from counterclaim.export.view import find_place, find_type
from counterclaim.export.violations import Violation
from counterclaim.export.words import say_report
from counterclaim.model.ids import make_id
from counterclaim.model.report import Report
from counterclaim.model.resolution import Resolution
from counterclaim.model.statement import Property
from counterclaim.model.values import PlaceValue, ResponsibilityValue, TypeValue
from counterclaim.policy.base import Testimony
from counterclaim.vocabulary.parties import load_countries

FILE = "plover.jsonl"
Record = dict[str, Any]
#: Keys of `size` and the harms that they count; the rest of our harms have none.
_SIZES: Mapping[str, Property] = {"dead": "killed", "injured": "injured", "arrested": "arrested"}


def write_plover(events: EventSet, folder: Path) -> Losses:
    """Write the records as JSON Lines, and the same as the 40 columns of POLECAT."""
    with (folder / FILE).open("wb") as out:
        losses = write_each(
            events,
            make_records,
            lambda record: out.write(msgspec.json.encode(record) + b"\n"),
            cannot_hold=load_plover().losses,
        )
    write_polecat(folder / POLECAT_FILE, iter_records(folder / FILE))
    return losses


def iter_records(path: Path) -> Iterator[Record]:
    """Iterate over the records of a file."""
    with path.open("rb") as lines:
        for line in lines:
            yield msgspec.json.decode(line)


def make_records(file: EventFile) -> Made[Record] | Skip:
    """Make the records of an event: of the act, by pairs of sides, and of each position on it."""
    positions = [(each, code) for each in file.testimonies if (code := _find_code(each))]
    spoken = [record for each, code in positions if (record := _make_position(file, each, code))]
    reason, acts = _make_acts(file)
    if reason and not spoken:
        return Skip(event=file.id, reason=reason)
    resolutions = _resolve_all(file) if acts else ()
    sides = (*find_doers(file.case), *find_victims(file.case)) if acts else ()
    dated = {each.statement.id for each, code in positions if _find_said(each)}
    held = find_held(file.case, resolutions) | {one for side in sides for one in side.statements} | dated
    return Made(rows=[*acts, *spoken], held=held, resolutions=resolutions)


def check_plover(folder: Path) -> Iterator[Violation]:
    """Check the records by the rules of PLOVER, and that they hold no text."""
    yield from check_records(folder / FILE)
    yield from check_rights(folder / FILE)


def _resolve_all(file: EventFile) -> tuple[Resolution, ...]:
    return (
        file.resolve(choices.KIND, "type"),
        file.resolve(choices.DAYS, "date"),
        file.resolve(choices.PLACE, "place"),
        *(file.resolve(choices.COUNTS, harm) for harm in _SIZES.values()),
    )


def _make_acts(file: EventFile) -> tuple[str | None, list[Record]]:
    """Make the records of the act, or say why there is none.

    The count of an event stands in its first record alone, so that sums over records stay right.
    """
    kind, days = find_type(file), choices.find_days(file)
    if kind is None or kind.type not in load_plover().events:
        return f"PLOVER has no type {kind.type if kind else 'for it'}", []
    if days is None:
        return "no day is known", []
    doers = find_doers(file.case) or (_make_unidentified(kind),)
    recipients = _group_sides(
        party for party in find_victims(file.case) if party.name not in {doer.name for doer in doers}
    )
    if load_plover().events[kind.type].needs_recipient and not recipients:
        return f"{kind.type} needs a recipient", []
    when = {
        "date": days.start.isoformat(),
        **({"enddate": days.end.isoformat()} if days.end != days.start else {}),
    }
    acts = [_make_act(file, kind, when, doer, side) for doer in doers for side in recipients or [()]]
    size = _make_size(file)
    return None, [{**acts[0], **({"size": size} if size else {})}, *acts[1:]]


def _make_act(
    file: EventFile, kind: TypeValue, when: Record, doer: SideParty, recipients: Sequence[SideParty]
) -> Record:
    table = load_plover()
    mode = [kind.mode] if kind.mode in table.events[kind.type].modes else []
    place = find_place(file)
    others = _make_entities(recipients)
    return {
        "id": make_id("plv", {"event": file.id, "actor": doer.name, "recipients": others}),
        **when,
        "actor": [make_entity(doer)],
        **({"recipient": others} if others else {}),
        "event": [kind.type],
        "mode": mode,
        "quad_code": table.events[kind.type].quad,
        "context": _find_contexts(mode, (doer, *recipients)),
        **({"event_loc": make_location(place)} if place else {}),
        "link": file.id,
        "text": "",
        "cite_info": [_make_citation(report) for report in _find_reports(file.testimonies)],
        "coder": _name_coders(file.testimonies),
    }


def _make_position(file: EventFile, testimony: Testimony, code: PositionCode) -> Record | None:
    """Make the record of a position: its actor is the voice; None where no day is known."""
    statement, value, said = testimony.statement, testimony.statement.value, _find_said(testimony)
    if said is None or not isinstance(value, ResponsibilityValue):
        return None
    accused = make_party(value.actor)
    return {
        "id": make_id("plv", {"event": file.id, "statement": statement.id}),
        "date": said,
        "actor": [make_entity(_make_voice(testimony, value))],
        **({"recipient": [make_entity(accused)]} if code.event == "ACCUSE" else {}),
        "event": [code.event],
        "mode": [code.mode] if code.mode else [],
        "quad_code": load_plover().events[code.event].quad,
        "context": [],
        "link": file.id,
        "text": "",
        "cite_info": [_make_citation(testimony.report)],
        "coder": statement.coder,
        "comment": code.comment,
    }


def _make_entities(parties: Iterable[SideParty]) -> list[Record]:
    """Make the entities of a side; parties of one name, such as those withheld, stand once."""
    return list({party.name: make_entity(party) for party in parties}.values())


def make_entity(party: SideParty) -> Record:
    """Make the entity of a party; a code only where a lexicon knows its country or kind."""
    table = load_plover()
    code = table.codes_by_kind.get(party.kind) or party.country
    sector = table.sectors_by_kind.get(party.kind, table.unknown_sector)
    return {**({"code": code} if code else {}), "sector": sector, "entity_text": party.name}


def make_party(name: str, kind: str = "other", *, named: bool = True) -> SideParty:
    """Make a party with the kind and the country that a lexicon gives it; else the kind given."""
    kind, country = judge_party(name, kind)
    return SideParty(name=name, kind=kind, country=country, named=named, statements=())


def make_location(place: PlaceValue) -> Record:
    """Make the location of an event from its place and the divisions it lies in."""
    placing, country = make_placing(place), load_countries().get(place.country or "")
    fields = {
        "extracted_place": place.wording,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": placing.latitude,
        "lon": placing.longitude,
        "city": place.name if place.precision == "settlement" else None,
        "district": placing.admin2,
        "province": placing.admin1,
        "country": country.name if country else None,
        "country_code": place.country,
        "resolution": load_plover().resolutions.get(place.precision),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _make_unidentified(kind: TypeValue) -> SideParty:
    armed = kind.type in load_plover().armed_types
    return make_party("unidentified", "unidentified" if armed else "other", named=False)


def _group_sides(parties: Iterator[SideParty]) -> list[tuple[SideParty, ...]]:
    """Group parties into sides: those of one country and one sector."""

    def get_side(party: SideParty) -> tuple[str, str]:
        entity = make_entity(party)
        return entity.get("code", ""), entity["sector"]

    return [tuple(side) for _, side in groupby(sorted(parties, key=get_side), get_side)]


def _make_size(file: EventFile) -> Record:
    figures = {key: choices.find_figure(file, harm) for key, harm in _SIZES.items()}
    return {key: figure.best for key, figure in figures.items() if figure and figure.best is not None}


def _find_contexts(modes: Sequence[str], parties: Sequence[SideParty]) -> list[str]:
    table = load_plover()
    by_mode = {context for mode in modes for context in table.contexts_by_mode.get(mode, ())}
    by_kind = {context for party in parties for context in table.contexts_by_kind.get(party.kind, ())}
    return sorted(by_mode | by_kind)


def _find_code(testimony: Testimony) -> PositionCode | None:
    value = testimony.statement.value
    if testimony.status != "current" or not isinstance(value, ResponsibilityValue):
        return None
    return load_plover().positions.get(value.position)


def _find_said(testimony: Testimony) -> str | None:
    """Find the day on which a position was taken, else that of the report."""
    day = testimony.statement.said_on or testimony.report.published
    return day.isoformat() if day else None


def _make_voice(testimony: Testimony, value: ResponsibilityValue) -> SideParty:
    """Make the party that speaks: the innermost speaker; for the narrator's blame the outlet.

    A claim or a denial that the narrator tells of is the party's own.
    """
    speakers = testimony.statement.speakers
    if speakers:
        last = speakers[-1]
        name = last.party or last.name
        return make_party(name, last.kind, named=last.named)
    if value.position in ("blame", "suspect"):
        return make_party(
            testimony.report.outlet or "the report", "media", named=bool(testimony.report.outlet)
        )
    return make_party(value.actor)


def _find_reports(testimonies: Sequence[Testimony]) -> list[Report]:
    return list({each.report.id: each.report for each in testimonies}.values())


def _make_citation(report: Report) -> Record:
    fields = {
        "corpus": "counterclaim",
        "citation": say_report(report),
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": report.outlet,
        "date": report.published.isoformat() if report.published else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _name_coders(testimonies: Sequence[Testimony]) -> str:
    return ";".join(sorted({each.statement.coder for each in testimonies}))


FORMAT = EventFormat(
    write=write_plover,
    check=check_plover,
    check_file=check_records,
    policies=(choices.COUNTS, choices.DAYS, choices.PLACE, choices.KIND),
)
