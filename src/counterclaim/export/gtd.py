"""GTD: one row an event, 135 columns (codebooks 2 and 12.2).

Invariant: a perpetrator group is printed with `guncertain`, and its accusers and its denials stand in
`addnotes`; the attribution is that of `gtd.attribution/2019`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from counterclaim.export.act import judge_act
from counterclaim.export.catalog import EventFormat
from counterclaim.export.codes import CodePair, load_crosswalk
from counterclaim.export.each import Made, write_each
from counterclaim.export.gtd_check import check_gtd
from counterclaim.export.gtd_codes import (
    ARMED_ASSAULT,
    BOMBING,
    is_thrown_beside_arms,
    iter_weapon_cells,
    load_gtd,
    order_attacks,
    order_weapons,
)
from counterclaim.export.gtd_sides import (
    Target,
    find_groups,
    find_targets,
    make_group_cells,
    make_international_cells,
    make_target_cells,
)
from counterclaim.export.holding import find_held
from counterclaim.export.kinds import make_kinds
from counterclaim.export.losses import Losses, LossReason, Skip
from counterclaim.export.notes import Note, make_policy_note, make_position_note, make_toll_note
from counterclaim.export.numbering import find_event_number, make_event_number, number_mentions
from counterclaim.export.placing import Placing, make_placing
from counterclaim.export.record import EventFile, EventSet
from counterclaim.export.table import Cell, Row, open_table, read_table
from counterclaim.export.view import (
    PLACE_POLICY,
    TYPE_POLICY,
    find_current,
    find_parties,
    find_place,
    find_type,
    find_weapons,
)
from counterclaim.export.violations import Violation
from counterclaim.model.ids import StatementId
from counterclaim.model.judgement import MentionKey
from counterclaim.model.resolution import Attribution, Days, Figure, Resolution
from counterclaim.policy.base import Case
from counterclaim.policy.parties import make_party_book

FILE = "gtd.csv"
DATE_POLICY = "gtd.date/2012"
_REASONS: dict[str, LossReason] = {
    "recipient": "no_room",
    "responsibility": "no_code",
    "weapon": "no_room",
}
FIGURE_POLICY = "gtd.recency/2019"
PERPETRATORS_POLICY = "gtd.majority/2019"
GROUP_POLICY = "gtd.attribution/2019"
#: GTD's code for a number that is not reported.
NOT_REPORTED = -99
UNKNOWN = -9
_SPOILED = frozenset({"destroyed", "damaged", "burned"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What a row is made of."""

    file: EventFile
    attack: int
    suicide: bool
    placing: Placing
    days: Days
    attribution: Attribution
    targets: tuple[Target, ...]
    weapons: tuple[CodePair, ...]
    resolutions: Mapping[str, Resolution]

    def get_count(self, field: str) -> int | None:
        """Return the figure of a field; None where none was told, or too vaguely."""
        value = self.resolutions[field].value
        return value.best if isinstance(value, Figure) else None


def make_gtd_row(numbers: Mapping[MentionKey, str], file: EventFile) -> Made[Row] | Skip:
    """Make the row of an event, or say why GTD has none for it."""
    act = judge_act(file)
    attack = load_crosswalk().acts[act].gtd if act else None
    place = find_place(file)
    days = file.resolve(DATE_POLICY, "date").value
    if file.role == "planned":
        return Skip(event=file.id, reason="a plan")
    if attack is None:
        return Skip(event=file.id, reason="no attack type of GTD")
    if not isinstance(days, Days):
        return Skip(event=file.id, reason="no day is told")
    if place is None:
        return Skip(event=file.id, reason="no place is told")
    attribution = file.resolve(GROUP_POLICY, "responsibility").value
    attribution = attribution if isinstance(attribution, Attribution) else _NOBODY
    groups = find_groups(attribution, make_kinds(file.case, make_party_book(file.case)))
    if groups is None:
        return Skip(event=file.id, reason="done by a state, as is told")
    reading = _read(file, attack, act == "suicide_bombing", make_placing(place), days, groups)
    return _make_written(reading, numbers)


_NOBODY = Attribution(parties=(), competing_claims=None)


def _read(
    file: EventFile, attack: int, suicide: bool, placing: Placing, days: Days, attribution: Attribution
) -> _Reading:
    kind = find_type(file)
    weapons = [weapon for weapon, _ in find_weapons(file.case)]
    return _Reading(
        file=file,
        attack=attack,
        suicide=suicide or any(weapon.code == "suicide_vest" for weapon in weapons),
        placing=placing,
        days=days,
        attribution=attribution,
        targets=find_targets(file.case),
        weapons=order_weapons(weapons, kind.mode if kind else None),
        resolutions={
            "killed": file.resolve(FIGURE_POLICY, "killed"),
            "injured": file.resolve(FIGURE_POLICY, "injured"),
            "perpetrators": file.resolve(PERPETRATORS_POLICY, "perpetrators"),
            "date": file.resolve(DATE_POLICY, "date"),
            "responsibility": file.resolve(GROUP_POLICY, "responsibility"),
            "place": file.resolve(PLACE_POLICY, "place"),
            "type": file.resolve(TYPE_POLICY, "type"),
        },
    )


def _make_written(reading: _Reading, numbers: Mapping[MentionKey, str]) -> Made[Row]:
    file = reading.file
    note = make_position_note(file.case).join(make_toll_note(file.case, "killed"))
    note = note.join(make_toll_note(file.case, "injured"))
    notes = note.join(make_policy_note(*(reading.resolutions[each] for each in ("killed", "injured"))))
    number = find_event_number(file.event, numbers)
    row: dict[str, Cell] = {
        "eventid": number or make_event_number(reading.days.start, 0),
        **_make_date_cells(reading.days),
        **_make_place_cells(reading.placing),
        **_make_attack_cells(reading),
        **make_target_cells(reading.targets),
        **make_group_cells(reading.attribution),
        **dict(iter_weapon_cells(reading.weapons)),
        **_make_harm_cells(reading),
        **make_international_cells(reading.attribution, reading.targets, reading.placing),
        "summary": _make_summary(reading),
        "weapdetail": "; ".join(dict.fromkeys(each.wording for each, _ in find_weapons(file.case))),
        "addnotes": _make_addnotes(reading, notes),
        **dict(_iter_citations(reading)),
        "dbsource": "Counterclaim",
    }
    held = _find_own(reading) | note.statements | find_held(file.case, reading.resolutions.values())
    return Made(rows=(row,), held=held, resolutions=reading.resolutions.values())


def _make_date_cells(days: Days) -> Row:
    is_day = days.start == days.end
    return {
        "iyear": days.day.year,
        "imonth": days.day.month,
        "iday": days.day.day,
        "approxdate": None if is_day else f"{days.start.isoformat()} to {days.end.isoformat()}",
    }


def _make_place_cells(placing: Placing) -> Row:
    country, value = placing.country, placing.value
    code = country.gtd_code if country else None
    is_town = value.precision in {"site", "settlement", "unknown"}
    return {
        "country": code,
        "country_txt": load_gtd().country[str(code)] if code else placing.country_name,
        "region": country.gtd_region if country else None,
        "region_txt": load_gtd().region[str(country.gtd_region)] if country else None,
        "provstate": placing.admin1,
        "city": value.name if is_town and value.precision != "site" else "Unknown",
        "latitude": placing.latitude,
        "longitude": placing.longitude,
        "specificity": placing.precisions.gtd if placing.latitude is not None else 5,
        "vicinity": int(placing.is_near),
        "location": value.wording if placing.is_near or value.precision == "site" else None,
    }


def _make_attack_cells(reading: _Reading) -> Row:
    acts = load_crosswalk().acts
    weapons = load_crosswalk().weapons
    named = {acts[weapons[w.code].act].gtd for w, _ in find_weapons(reading.file.case) if w.code in weapons}
    codes = {reading.attack, *(code for code in named if code)}
    if is_thrown_beside_arms(reading.weapons):
        codes = (codes - {BOMBING}) | {ARMED_ASSAULT}
    cells: dict[str, Cell] = {"suicide": int(reading.suicide), "success": _judge_success(reading)}
    for place, code in enumerate(order_attacks(frozenset(codes))[:3], start=1):
        cells |= {f"attacktype{place}": code, f"attacktype{place}_txt": load_gtd().attacktype[str(code)]}
    return cells


def _judge_success(reading: _Reading) -> int | None:
    """Judge success by what is told of harm; blank where nothing is (codebooks 2.3)."""
    killed, injured = reading.get_count("killed"), reading.get_count("injured")
    if reading.attack == 1:
        return None if killed is None else int(killed > 0)
    has_harm = bool(killed or injured or find_current(reading.file.case, "captured"))
    return 1 if has_harm or reading.attack == BOMBING or _is_property_hit(reading.file.case) else None


def _make_harm_cells(reading: _Reading) -> Row:
    hit = _is_property_hit(reading.file.case)
    taken = reading.attack == 6 or bool(find_current(reading.file.case, "captured"))
    unknown = NOT_REPORTED if taken else None
    perpetrators = reading.get_count("perpetrators")
    return {
        "nperps": NOT_REPORTED if perpetrators is None else perpetrators,
        "nperpcap": NOT_REPORTED,
        "nkill": reading.get_count("killed"),
        "nwound": reading.get_count("injured"),
        "property": 1 if hit else UNKNOWN,
        "propextent": 4 if hit else None,
        "propextent_txt": load_gtd().propextent["4"] if hit else None,
        "ishostkid": int(taken),
        "nhostkid": unknown,
        "nhours": unknown,
        "ndays": unknown,
        "ransom": UNKNOWN if taken else None,
        "hostkidoutcome": 7 if taken else None,
        "hostkidoutcome_txt": load_gtd().hostkidoutcome["7"] if taken else None,
        "nreleased": unknown,
    }


def _is_property_hit(case: Case) -> bool:
    return any(said.party.fate in _SPOILED for said in find_parties(case, "recipient"))


def _make_summary(reading: _Reading) -> str:
    attack = load_gtd().attacktype[str(reading.attack)]
    place = reading.placing.value.name
    where = ", ".join(dict.fromkeys(filter(None, (place, reading.placing.country_name))))
    positions = make_position_note(reading.file.case).text
    return f"{reading.days.day:%m/%d/%Y}: {attack} in {where}. {positions}".strip()


def _make_addnotes(reading: _Reading, note: Note) -> str:
    more = [f"Also made responsible: {name}." for name in reading.attribution.overflow]
    return " ".join(filter(None, (note.text, *more)))


def _iter_citations(reading: _Reading) -> Iterator[tuple[str, str]]:
    """Iterate over the first three reports, those of the number killed first."""
    used = set(reading.resolutions["killed"].used)
    ordered = sorted(reading.file.testimonies, key=lambda each: each.statement.id not in used)
    cited = dict.fromkeys(_cite(each.report.outlet, each.report.title, str(each.report.published or ""),
                                each.report.url or each.report.id) for each in ordered)  # fmt: skip
    yield from zip(("scite1", "scite2", "scite3"), cited, strict=False)


def _cite(outlet: str | None, title: str | None, day: str, where: str) -> str:
    named = f'"{title}"' if title else None
    return ", ".join(filter(None, (named, outlet, day, where)))


def _find_own(reading: _Reading) -> frozenset[StatementId]:
    """Find the statements of the targets and weapons that have a column."""
    weapons = frozenset(each.statement.id for _, each in find_weapons(reading.file.case))
    return weapons.union(*(target.statements for target in reading.targets[:3]))


def _write(events: EventSet, folder: Path) -> Losses:
    numbers = number_mentions(events.ledger.iter_mentions())
    make_row = partial(make_gtd_row, numbers)
    with open_table(folder / FILE, load_gtd().columns) as write:
        return write_each(events, make_row, write, cannot_hold=load_gtd().cannot_hold, reasons=_REASONS)


def check_gtd_file(path: Path) -> Iterator[Violation]:
    """Find where a file breaks the rules of the format.

    Raises:
        ExportError: it cannot be read as a table.
    """
    yield from check_gtd(*read_table(path))


FORMAT = EventFormat(
    write=_write,
    check=lambda folder: check_gtd_file(folder / FILE),
    check_file=check_gtd_file,
    policies=(FIGURE_POLICY, PERPETRATORS_POLICY, GROUP_POLICY, DATE_POLICY, PLACE_POLICY, TYPE_POLICY),
)
