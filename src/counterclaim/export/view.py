"""What the tabular formats read of an event: its place, act, sides and weapons, with the words used.

Only what is said now and said to be so is read; everything else is left to `losses.json`.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.export.record import EventFile
from counterclaim.model.ids import StatementId
from counterclaim.model.statement import Property
from counterclaim.model.values import PartyValue, PlaceValue, TollValue, TypeValue, WeaponValue
from counterclaim.policy.base import Case, Testimony

PLACE_POLICY = "cc.place/1"
TYPE_POLICY = "cc.type/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A party as testimonies name it."""

    party: PartyValue
    #: The testimonies that say it in the same words, in the order of the case.
    testimonies: tuple[Testimony, ...]

    @property
    def ids(self) -> frozenset[StatementId]:
        """Return the ids of the statements."""
        return frozenset(each.statement.id for each in self.testimonies)


def find_current(case: Case, property: Property) -> tuple[Testimony, ...]:
    """Find what is said now and said to be so of a property, in the order of the case."""
    return tuple(
        each
        for each in case.testimonies
        if each.statement.property == property and each.status == "current" and _is_affirmed(each)
    )


def _is_affirmed(testimony: Testimony) -> bool:
    """Tell whether a testimony says that something is so: responsibility has positions for that."""
    statement = testimony.statement
    if statement.property == "responsibility":
        return True
    return statement.polarity == "+" and statement.certainty != "U"


def find_parties(case: Case, property: Property) -> tuple[Said, ...]:
    """Find the actors or recipients, each wording once, those named most often first."""
    by_name: dict[tuple[str, str], list[Testimony]] = {}
    for each in find_current(case, property):
        value = each.statement.value
        if isinstance(value, PartyValue):
            by_name.setdefault((value.name.casefold(), value.kind), []).append(each)
    found = [_make_said(testimonies) for testimonies in by_name.values()]
    return tuple(sorted(found, key=lambda said: (-len(said.testimonies), not said.party.named)))


def _make_said(testimonies: list[Testimony]) -> Said:
    party = testimonies[0].statement.value
    assert isinstance(party, PartyValue)
    return Said(party=party, testimonies=tuple(testimonies))


def find_place(file: EventFile) -> PlaceValue | None:
    """Find the place that the place policy chose."""
    value = file.resolve(PLACE_POLICY, "place").value
    return value if isinstance(value, PlaceValue) else None


def find_type(file: EventFile) -> TypeValue | None:
    """Find the type that the type policy chose."""
    value = file.resolve(TYPE_POLICY, "type").value
    return value if isinstance(value, TypeValue) else None


def find_weapons(case: Case) -> tuple[tuple[WeaponValue, Testimony], ...]:
    """Find the weapons, each code once, in the order of the case."""
    found: dict[str, tuple[WeaponValue, Testimony]] = {}
    for each in find_current(case, "weapon"):
        if isinstance(each.statement.value, WeaponValue):
            found.setdefault(each.statement.value.code, (each.statement.value, each))
    return tuple(found.values())


def find_crowd(case: Case) -> TollValue | None:
    """Find how many took part in a protest, where an actor is counted."""
    values = (each.statement.value for each in find_current(case, "actor"))
    return next((each.count for each in values if isinstance(each, PartyValue) and each.count), None)
