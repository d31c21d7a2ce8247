"""MUC-4: templates of 23 slots from the mentions of a coding (template documentation v7).

Invariant: string fills are words of the report; a template is made of the statements of one mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec

from counterclaim.export.muc4_doers import make_doer_slots
from counterclaim.export.muc4_hit import is_hit, make_hit_slots
from counterclaim.export.muc4_where import make_location
from counterclaim.model.statement import Coding, Mention, Statement
from counterclaim.model.values import DateValue, PartyValue, WeaponValue
from counterclaim.policy.dates import say_muc4_days
from counterclaim.vocabulary.muc4 import load_muc4

#: A filler: words, or words with the string they belong to.
Filler = str | Mapping[str, str]

#: Incidents are reported while they are news: at most this long before the report.
RECENT = timedelta(days=62)
#: A stretch no longer than this dates an incident.
WEEK = timedelta(days=7)


def make_templates(coding: Coding) -> tuple[dict[str, Any], ...]:
    """Make the templates of a coding: its relevant incidents, in the order of its mentions."""
    rows: list[dict[str, Any]] = []
    for mention in coding.mentions:
        statements = [each for each in coding.statements if each.mention == mention.id]
        if not _is_violent(mention, statements) or not _is_recent(coding, mention, statements):
            continue
        for kind, own in split_incidents(mention, statements):
            if is_relevant(own):
                slots = make_slots(coding, mention, kind, own)
                rows.append({"template": len(rows) + 1, "slots": {k: list(v) for k, v in slots.items() if v}})
    return tuple(rows)


def encode_templates(coding: Coding) -> Iterator[bytes]:
    """Yield one line of JSON a template, or one that says that the report is irrelevant."""
    name = {"doc_id": coding.report.path or coding.report.id}
    for template in make_templates(coding) or ({"irrelevant": True},):
        yield msgspec.json.encode({**name, **template})


def split_incidents(
    mention: Mention, statements: Sequence[Statement]
) -> Iterator[tuple[str, Sequence[Statement]]]:
    """Split the statements of a mention into incidents of one type each.

    People who were kidnapped, and things that were burned or robbed, make an incident of their own.
    """
    kind = judge_incident_type(mention, statements)
    shared = [each for each in statements if each.property != "recipient"]
    parties = [(each, each.value) for each in statements if isinstance(each.value, PartyValue)]
    hit = [(each, value.fate or "") for each, value in parties if each.property == "recipient"]
    by_fate = load_muc4().types_by_fate
    if kind in by_fate.values() and any(by_fate.get(fate) == kind for _, fate in hit):
        kind = "ATTACK"
    by_kind: dict[str, list[Statement]] = {}
    for each, fate in hit:
        by_kind.setdefault(by_fate.get(fate, kind), []).append(each)
    for own, recipients in by_kind.items():
        yield own, [*shared, *recipients]


def _is_violent(mention: Mention, statements: Iterable[Statement]) -> bool:
    """Tell whether a mention is violence by its type, or by what it did to somebody."""
    if mention.type in load_muc4().violent_types:
        return True
    parties = [each.value for each in statements if isinstance(each.value, PartyValue)]
    fates = {party.fate for party in parties} & load_muc4().violent_fates
    return bool(fates) and mention.type not in load_muc4().harmless_types


def is_relevant(statements: Sequence[Statement]) -> bool:
    """Tell whether somebody or something civil was hit, on a day or as one or counted.

    A bare plural without a day ("they killed peasants") is no particular incident.
    """
    hit = [each.value for each in statements if each.property == "recipient"]
    civil = [value for value in hit if isinstance(value, PartyValue) and _is_civil(value)]
    if any(value.count is None or value.count.op != "plural" for value in civil):
        return True
    days = [each.value for each in statements if isinstance(each.value, DateValue)]
    is_dated = any(value.end - value.start <= WEEK for value in days)
    return is_dated and any(value.fate in load_muc4().telling_fates for value in civil)


def _is_civil(value: PartyValue) -> bool:
    return is_hit(value) and value.kind not in load_muc4().combatants


def _is_recent(coding: Coding, mention: Mention, statements: Sequence[Statement]) -> bool:
    """Tell whether a mention is news: no day of it lies long before the report, or after it."""
    days = [each.value.end for each in statements if isinstance(each.value, DateValue)]
    published = coding.report.published
    if mention.role == "main" or (not days and mention.role != "planned"):
        return True
    return published is not None and bool(days) and published - RECENT <= max(days) <= published


def make_slots(
    coding: Coding, mention: Mention, kind: str, statements: Sequence[Statement]
) -> dict[str, Sequence[Filler]]:
    """Make the slots of one incident."""
    location = make_location(coding, statements)
    hit = make_hit_slots(statements, kind, location[0].split(":")[0] if location else None)
    doers = make_doer_slots(statements, coding.report.text)
    return {
        "incident_date": _make_date(coding, statements),
        "incident_location": location,
        "incident_type": [kind],
        "incident_stage": ["THREATENED" if mention.role == "planned" else "ACCOMPLISHED"],
        **_make_instruments(mention, statements, kind),
        **doers,
        **hit,
    }


def judge_incident_type(mention: Mention, statements: Sequence[Statement]) -> str:
    """Judge the incident type by weapon, mode and fate; ATTACK where nothing else is sure.

    An explosion without a word for a bomb may be shelling, and a word for kidnapping without
    anybody taken may be one of many deeds.
    """
    table = load_muc4()
    weapons = {each.value.code for each in statements if isinstance(each.value, WeaponValue)}
    fates = {each.value.fate for each in statements if isinstance(each.value, PartyValue)}
    kind = table.types.get(mention.mode or "")
    if mention.mode in table.bombing_modes or mention.mode is None:
        return "BOMBING" if weapons & table.bombing_weapons else "ATTACK"
    if kind == "KIDNAPPING" and "captured" not in fates:
        return "ATTACK"
    return kind or "ATTACK"


def _make_date(coding: Coding, statements: Iterable[Statement]) -> list[Filler]:
    """Make the date: the narrowest days that the words give, else on or before the report's day."""
    values = [each.value for each in statements if isinstance(each.value, DateValue)]
    published = coding.report.published
    values = [value for value in values if published is None or value.start <= published]
    best = min(values, key=lambda value: value.end - value.start, default=None)
    said = say_muc4_days((best.start, best.end) if best else None, published=published)
    return [said] if said else []


def _make_instruments(
    mention: Mention, statements: Iterable[Statement], kind: str
) -> dict[str, list[Filler]]:
    """Make instrument ids and types; a verb alone gives a type without an id."""
    table = load_muc4()
    if kind in table.no_instrument:
        return {}
    weapons = [each.value for each in statements if isinstance(each.value, WeaponValue)]
    known = _drop_plain([weapon for weapon in weapons if weapon.code in table.instruments])
    if not known:
        alone = table.instruments_by_mode.get(mention.mode or "")
        return {"incident_instrument_type": [{"value": alone, "xref": "-"}]} if alone else {}
    return {
        "incident_instrument_id": [weapon.wording.upper() for weapon in known],
        "incident_instrument_type": [
            {"value": _name_instrument(weapon), "xref": weapon.wording.upper()} for weapon in known
        ],
    }


def _drop_plain(weapons: list[WeaponValue]) -> list[WeaponValue]:
    """Drop the plain words for what another weapon names more closely ("car bomb", then "bomb")."""
    plain = load_muc4().plain_instruments
    telling = [weapon for weapon in weapons if weapon.wording.upper() not in plain]
    return telling or weapons


def _name_instrument(weapon: WeaponValue) -> str:
    table = load_muc4()
    return table.plain_instruments.get(weapon.wording.upper()) or table.instruments[weapon.code]
