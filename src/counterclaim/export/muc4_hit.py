"""MUC-4: slots 12 to 24, the physical and human targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.export.muc4_words import find_nation
from counterclaim.model.statement import Statement
from counterclaim.model.values import WITHHELD, PartyValue, TollValue
from counterclaim.policy.muc4_numbers import say_muc4_number
from counterclaim.vocabulary.muc4 import load_muc4

Filler = str | dict[str, str]


def is_person(value: PartyValue) -> bool:
    """Tell whether a recipient is people."""
    return value.kind in load_muc4().people


def is_hit(value: PartyValue) -> bool:
    """Tell whether a recipient is one that the format counts: no combatant, party or bare plural."""
    table = load_muc4()
    if value.kind not in table.people and value.kind not in table.things:
        return False
    if (value.kind in table.combatants and not value.named) or value.fate in table.other_fates:
        return False
    if value.named and value.role is None and value.kind != "person" and value.kind not in table.things:
        return False
    is_bare = value.count is not None and value.count.op == "plural"
    return not (is_bare and value.fate is None)


def make_hit_slots(
    statements: Sequence[Statement], kind: str, country: str | None
) -> dict[str, list[Filler]]:
    """Make the slots of everybody and everything that was hit.

    Args:
        statements: those of one incident.
        kind: its type.
        country: name of the country it happened in; people and things of another are foreign.
    """
    values = [each.value for each in statements if each.property == "recipient"]
    parties = [value for value in values if isinstance(value, PartyValue) and is_hit(value)]
    people = [value for value in parties if is_person(value)]
    things = [value for value in parties if value.kind in load_muc4().things]
    slots = _make_people(people, country)
    if kind != "KIDNAPPING":
        slots.update(_make_things(things, country))
    if "hum_tgt_effect" not in slots and _is_unharmed(statements):
        slots["hum_tgt_effect"] = [{"value": "NO INJURY OR DEATH", "xref": "-"}]
    return slots


def _is_unharmed(statements: Iterable[Statement]) -> bool:
    """Tell whether the report says that nobody was killed or hurt."""
    tolls = [each.value for each in statements if each.property in {"killed", "injured"}]
    return bool(tolls) and all(isinstance(toll, TollValue) and toll.op == "zero" for toll in tolls)


def _make_people(people: Iterable[PartyValue], country: str | None) -> dict[str, list[Filler]]:
    table = load_muc4()
    slots: dict[str, list[Filler]] = {}
    for value in people:
        name = "-" if value.name == WITHHELD else value.name.upper()
        if value.name == WITHHELD:
            if value.role:
                name = value.role.upper()
                slots.setdefault("hum_tgt_description", []).append(name)
        elif value.named:
            slots.setdefault("hum_tgt_name", []).append(name)
            if value.role:
                slots.setdefault("hum_tgt_description", []).append(
                    {"value": value.role.upper(), "xref": name}
                )
        else:
            slots.setdefault("hum_tgt_description", []).append(name)
        slots.setdefault("hum_tgt_type", []).append({"value": _judge_type(value), "xref": name})
        slots.setdefault("hum_tgt_number", []).append({"value": say_muc4_number(value.count), "xref": name})
        nation = find_nation(f"{value.role or ''} {'' if value.named else value.name}")
        if country is not None and nation not in {None, country}:
            slots.setdefault("hum_tgt_foreign_nation", []).append({"value": str(nation), "xref": name})
        fate = table.person_fates.get(value.fate or "")
        if fate is not None:
            slots.setdefault("hum_tgt_effect", []).append({"value": fate, "xref": name})
    return slots


def _judge_type(value: PartyValue) -> str:
    table = load_muc4()
    words = set((value.role or value.name).upper().replace("-", " ").split())
    if words & table.former_words and value.kind in table.former:
        return table.former[value.kind]
    return table.people[value.kind]


def _make_things(things: Iterable[PartyValue], country: str | None) -> dict[str, list[Filler]]:
    table = load_muc4()
    slots: dict[str, list[Filler]] = {}
    for value in things:
        name = value.name.upper()
        slots.setdefault("phys_tgt_id", []).append(name)
        slots.setdefault("phys_tgt_type", []).append({"value": table.things[value.kind], "xref": name})
        slots.setdefault("phys_tgt_number", []).append({"value": say_muc4_number(value.count), "xref": name})
        nation = find_nation(value.name)
        if country is not None and nation not in {None, country}:
            slots.setdefault("phys_tgt_foreign_nation", []).append({"value": str(nation), "xref": name})
        fate = table.thing_fates.get(value.fate or "")
        if fate is not None:
            slots.setdefault("phys_tgt_effect", []).append({"value": fate, "xref": name})
    return slots
