"""What a time expression is resolved against, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterclaim.annotate.date_meaning import DateMeaning, Direction, NumericOrder, Period
from counterclaim.annotate.date_part import narrow_period


@dataclass(frozen=True, slots=True, kw_only=True)
class DateContext:
    """What an expression is resolved against."""

    #: Day of publication, or the day on which the words were said.
    anchor: date | None = None
    #: The narrative's own last period; None where there is none.
    narrative: Period | None = None
    #: Year of the date that the words are coordinated with ("between May and August 2011").
    shared_year: int | None = None
    direction: Direction = "open"
    order: NumericOrder = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The days that words stand for, and what it took to find them."""

    period: Period
    basis: Literal["stated", "resolved"] = "resolved"
    year_assumed: bool = False


def make_resolution(
    period: Period | None,
    meaning: DateMeaning,
    context: DateContext,
    *,
    basis: Literal["stated", "resolved"] = "resolved",
) -> Resolution | None:
    """Make a resolution, narrowed to the part that the words name ("early", "the end of")."""
    if period is None:
        return None
    return Resolution(period=narrow_period(period, meaning.part, context.anchor), basis=basis)
