"""What the words of a time expression say, before any anchor is applied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterclaim.model.values import DatePrecision

#: How an expression is resolved; one resolver each (annotate/date_resolve.py).
DateForm = Literal[
    "calendar", "numeric", "weekday", "night", "holiday", "season", "quarter", "half", "told",
    "decade", "century", "shift", "span", "event", "duration", "set", "clock", "vague",
]  # fmt: skip
TimexKind = Literal["DATE", "TIME", "DURATION", "SET"]
#: What an expression is measured from: nothing, the day of publication, the narrative's own
#: day, or the quarter that it tells of.
DateAnchor = Literal["none", "publication", "narrative", "quarter"]
#: Which part of a stretch is meant ("early", "mid", "the end of"; "earlier this", "later this").
DatePart = Literal["start", "middle", "end", "before", "after"]
Season = Literal["spring", "summer", "autumn", "winter"]
Unit = Literal[
    "second", "minute", "hour", "day", "week", "weekend", "fortnight", "month", "quarter", "year",
    "decade", "century",
]  # fmt: skip
#: Where the clause of an expression lies in time, by its verb; open when no verb tells.
Direction = Literal["past", "future", "open"]
#: Which number of "05/01/2024" is the day; open when the text does not tell.
NumericOrder = Literal["day_first", "month_first", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMeaning:
    """The fields that the words of a time expression fill; None where they say nothing."""

    form: DateForm
    kind: TimexKind = "DATE"
    anchor: DateAnchor = "none"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    #: Monday is 0.
    weekday: int | None = None
    #: Last month and day of a range ("3-5 May").
    last_month: int | None = None
    last_day: int | None = None
    #: The two numbers of "05/01/2024", in the order written.
    first: int | None = None
    second: int | None = None
    season: Season | None = None
    quarter: int | None = None
    half: int | None = None
    #: First year of a decade; 0 to 90 where the words leave the century out.
    decade: int | None = None
    century: int | None = None
    #: Name in vocabulary/en/dates.json.
    holiday: str | None = None
    unit: Unit | None = None
    #: Number of units; None with a unit means a vague number ("several weeks").
    count: float | None = None
    #: Units from the anchor where the words fix them ("yesterday" -1).
    offset: int | None = None
    #: -1 back, 1 forward, for a count.
    sign: int | None = None
    #: last -1, this 0, next 1.
    step: int | None = None
    week_step: int | None = None
    year_step: int | None = None
    part: DatePart | None = None
    #: TIMEX3 part of day (MO, AF, EV, NI) or a clock time (noon).
    daypart: str | None = None
    #: HH:MM.
    clock: str | None = None
    #: TIMEX3 PRESENT_REF, PAST_REF or FUTURE_REF.
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days, both ends included."""

    start: date
    end: date
    precision: DatePrecision

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1
