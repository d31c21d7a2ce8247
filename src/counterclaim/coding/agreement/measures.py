"""What is compared of two readings, and at which level of measurement (Krippendorff 2011).

Codes, names, positions and presence are nominal; counts of people are ratio, because 1 against 2 is a
greater difference than 101 against 102; days are interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from counterclaim.coding.agreement.align import Pair
from counterclaim.coding.agreement.reading import Reading
from counterclaim.model.codec import VALUE_TYPES
from counterclaim.model.statement import HARMS, Property, Statement
from counterclaim.model.values import (
    DateValue,
    PartyValue,
    PlaceValue,
    ResponsibilityValue,
    TollValue,
    TypeValue,
    WeaponValue,
)

Level = Literal["nominal", "interval", "ratio"]
#: What a coder gave one unit: a code, or a number; None where the coder gave nothing that compares.
Given = str | float | None
_NARRATOR = "the report itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing that both coders could judge."""

    report: str
    #: The words that both rest on; blank for what is of a whole report.
    words: str
    left: Given
    right: Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One variable with its units."""

    name: str
    level: Level
    units: tuple[Unit, ...]


def make_measures(readings: Sequence[tuple[Reading, Reading]], pairs: Sequence[Pair]) -> tuple[Measured, ...]:
    """Make every variable that two coders' readings have units of.

    Args:
        readings: both readings of each report that both coded.
        pairs: the statements of all of them, aligned.
    """
    matched = [pair for pair in pairs if pair.left is not None and pair.right is not None]
    codes: Mapping[str, Callable[[Statement], Given]] = {
        "property": lambda one: one.property,
        "speaker": get_speaker,
        "polarity": lambda one: one.polarity,
        "certainty": lambda one: one.certainty,
    }
    measures = [
        Measured(name="presence", level="nominal", units=tuple(_iter_presence(readings))),
        *(_measure_values(name, matched) for name in VALUE_TYPES),
        *(
            Measured(name=name, level="nominal", units=tuple(_iter_units(matched, get_code)))
            for name, get_code in codes.items()
        ),
    ]
    return tuple(each for each in measures if each.units)


def get_speaker(statement: Statement) -> str:
    """Return the innermost speaker of a statement, letter case aside."""
    return statement.speakers[-1].name.casefold() if statement.speakers else _NARRATOR


def get_value(statement: Statement) -> Given:
    """Return what of a statement's value is compared; None where it names nothing that compares."""
    value = statement.value
    match value:
        case TollValue():
            return _get_number(value)
        case DateValue():
            return float(value.start.toordinal())
        case PlaceValue():
            return value.name.casefold()
        case PartyValue():
            return value.name.casefold()
        case WeaponValue():
            return value.code
        case TypeValue():
            return f"{value.type} {value.mode or ''}".strip()
        case ResponsibilityValue():
            return f"{value.actor.casefold()}: {value.position}"


def find_level(property: Property) -> Level:
    """Find the level of measurement of a property's values."""
    return "ratio" if property in HARMS else "interval" if property == "date" else "nominal"


def _measure_values(property: Property, matched: Iterable[Pair]) -> Measured:
    own = [pair for pair in matched if _get_properties(pair) == {property}]
    return Measured(name=property, level=find_level(property), units=tuple(_iter_units(own, get_value)))


def _get_properties(pair: Pair) -> set[str]:
    return {each.property for each in (pair.left, pair.right) if each is not None}


def _get_number(value: TollValue) -> float | None:
    """Return the number of a count: as written, else the middle of its bounds, else the one it has."""
    if value.n is not None:
        return float(value.n)
    ends = [float(end) for end in (value.low, value.high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def _iter_units(pairs: Iterable[Pair], get_given: Callable[[Statement], Given]) -> Iterator[Unit]:
    for pair in pairs:
        if pair.left is not None and pair.right is not None:
            yield Unit(
                report=pair.report,
                words=get_words(pair.left),
                left=get_given(pair.left),
                right=get_given(pair.right),
            )


def _iter_presence(readings: Iterable[tuple[Reading, Reading]]) -> Iterator[Unit]:
    """Yield for each report and property whether each coder found any statement of it."""
    for left, right in readings:
        has: Mapping[str, set[str]] = {
            "left": {each.property for each in left.statements},
            "right": {each.property for each in right.statements},
        }
        for name in VALUE_TYPES:
            said = ["yes" if name in has[side] else "no" for side in ("left", "right")]
            yield Unit(report=left.report, words=name, left=said[0], right=said[1])


def get_words(statement: Statement) -> str:
    """Return the words that a statement rests on."""
    return " … ".join(piece.quote for piece in statement.evidence)
