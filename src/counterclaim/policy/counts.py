"""What the pre-steps of counts share: which testimonies count whom, and arithmetic on two counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec

from counterclaim.model.statement import Property, make_statement_id
from counterclaim.model.values import TollValue
from counterclaim.policy.base import Testimony

#: Operators that only set an upper bound.
_UPPER_BOUNDS = frozenset({"at_most", "fewer_than"})


def get_toll(testimony: Testimony) -> TollValue:
    """Return the count that a testimony gives.

    Raises:
        TypeError: it gives no count.
    """
    value = testimony.statement.value
    if not isinstance(value, TollValue):
        raise TypeError(f"{testimony.statement.id} gives a {type(value).__name__}, not a count")
    return value


def find_counts(testimonies: Sequence[Testimony], field: Property) -> tuple[Testimony, ...]:
    """Find the testimonies that count people for one harm."""
    return tuple(
        each
        for each in testimonies
        if each.statement.property == field and isinstance(each.statement.value, TollValue)
    )


def add_counts(base: TollValue, more: TollValue, *, sign: int = 1) -> TollValue | None:
    """Add a count to a total, or take it away; None where one has no number or they do not fit.

    Both ends of the bounds are added; an open end stays open. The wording is the addition's, whose
    words the sum stands on.
    """
    if base.n is None or more.n is None or (sign < 0 and more.n > base.n):
        return None
    low = None if base.low is None or more.low is None else max(base.low + sign * more.low, 0)
    high = None if base.high is None or more.high is None else max(base.high + sign * more.high, 0)
    return msgspec.structs.replace(
        base, n=base.n + sign * more.n, low=low, high=high, wording=more.wording, mode="total"
    )


def derive(base: Testimony, more: Testimony, value: TollValue, note: str) -> Testimony:
    """Make the testimony of a count worked out from two; it stands on the words of the second.

    Its statement is of basis `derived`, and its id none of the ledger's: `rests_on` names those.
    """
    said = more.statement
    identity = make_statement_id(
        report=more.report.id,
        mention=said.mention,
        property=base.statement.property,
        value=value,
        speakers=said.speakers,
        polarity=said.polarity,
        evidence=said.evidence,
        coder=said.coder,
    )
    statement = msgspec.structs.replace(
        said, id=identity, property=base.statement.property, value=value, basis="derived"
    )
    parts = (*(base.rests_on or (base.statement.id,)), more.statement.id)
    return replace(more, statement=statement, rests_on=parts, status="current", status_note=note)


def find_stated(values: Iterable[TollValue]) -> tuple[int, ...]:
    """Find the numbers that counts state; the bounds of plural words only where nothing else is."""
    tolls = tuple(values)
    numbers = [number for toll in tolls for number in _iter_numbers(toll)]
    bounds = (bound for toll in tolls for bound in (toll.low, toll.high) if bound is not None)
    return tuple(sorted(numbers or bounds))


def find_lowest_bound(values: Iterable[TollValue]) -> int:
    """Find the smallest count that words allow; "up to 50" sets none beside others (codebooks 11)."""
    tolls = tuple(values)
    lows = [toll.low for toll in tolls if toll.low is not None and toll.op not in _UPPER_BOUNDS]
    return min(lows, default=0)


def _iter_numbers(toll: TollValue) -> Iterator[int]:
    """Yield the number as written, or both ends of a range; zero is stated in words."""
    if toll.op == "zero":
        yield 0
    elif toll.n is not None:
        yield toll.n
    elif toll.op == "range":
        yield from (bound for bound in (toll.low, toll.high) if bound is not None)
