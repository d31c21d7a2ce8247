"""How each rule reads a vague number (policy/readings.json; codebooks 11)."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Literal

import msgspec

from counterclaim.model.values import TollOperator, TollValue
from counterclaim.vocabulary.numbers import load_numbers

#: Whose readings: a rule, or a column of one.
Reader = Literal["acled", "gtd", "ucdp.low", "ucdp.best", "ucdp.high"]
#: How big an attack is, which decides how ACLED reads "several".
Scale = Literal["small", "large"]
#: Where a reading comes from: verified, verified in a second copy, recomputed, from memory, our own.
Tag = Literal["V", "V2", "R", "M", "ours"]


class OperatorReading(msgspec.Struct, frozen=True):
    """How one operator is read."""

    reading: Literal["n", "low", "high", "zero", "term", "scale"] | None
    tag: Tag


class TermReading(msgspec.Struct, frozen=True):
    """The number that a plural word is read as."""

    n: int
    tag: Tag


class Readings(msgspec.Struct, frozen=True):
    """The readings of all rules."""

    about: str
    version: str
    operators: dict[Reader, dict[TollOperator, OperatorReading]]
    terms: dict[Reader, dict[str, TermReading]]
    scale: dict[Scale, TermReading]


@lru_cache(maxsize=1)
def load_readings() -> Readings:
    """Load the readings once a process."""
    path = resources.files("counterclaim.policy").joinpath("readings.json")
    return msgspec.json.decode(path.read_bytes(), type=Readings)


def read_count(value: TollValue, reader: Reader, *, scale: Scale = "small") -> int | None:
    """Read a count as a rule reads it; None where the rule leaves it blank.

    Args:
        value: the count with its operator and bounds.
        reader: whose readings.
        scale: how "several" is read where the rule gives two numbers; ACLED publishes no formula.
    """
    readings = load_readings()
    reading = readings.operators[reader][value.op].reading
    if reading == "term":
        term = readings.terms[reader].get(find_term(value))
        return (term or readings.scale[scale]).n
    numbers = {
        "n": value.n,
        "low": value.low,
        "high": value.high,
        "zero": 0,
        "scale": readings.scale[scale].n,
    }
    return numbers[reading] if reading else None


def find_term(value: TollValue) -> str:
    """Find the plural word that a count without a number stands for, by its bounds, in any language."""
    bounds = [value.low, value.high]
    terms: dict[str, list[int | None]] = load_numbers()["plural_bounds"]
    return next((term for term, allowed in terms.items() if allowed == bounds), "plural")
