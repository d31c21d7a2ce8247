"""Which days the voices give for an event, and which of them stands for it: what date policies share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.model.values import DateValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.moment import get_day
from counterclaim.policy.sifting import Sifted, sift_field

#: A stretch of days, both ends included.
Stretch = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """The stretches of days with the best support, and what was set aside on the way."""

    sifted: Sifted
    #: In order of time; more than one is a tie, none is an event that nobody dates.
    rivals: tuple[Stretch, ...]

    @property
    def first(self) -> Stretch | None:
        """Return the earliest of the best supported stretches."""
        return self.rivals[0] if self.rivals else None

    @property
    def whole(self) -> Stretch | None:
        """Return the stretch that spans all of the best supported."""
        return (self.rivals[0][0], max(end for _, end in self.rivals)) if self.rivals else None

    def find_givers(self, stretches: Sequence[Stretch]) -> tuple[Testimony, ...]:
        """Find the testimonies that give one of some stretches."""
        return tuple(each for each in self.sifted.kept if get_stretch(each) in stretches)


def find_days(case: Case, field: str) -> Dating:
    """Find the stretches of days that stand for an event: the most precise with the most origins.

    A day after the first report of the event counts only where there is no other, and a stretch only
    where nobody gives a shorter one inside it. The rule is ours: the codebooks only say how a date
    is written.
    """
    sifted = sift_days(case, field)
    origins: dict[Stretch, set[str]] = {}
    for each in sifted.kept:
        origins.setdefault(get_stretch(each), set()).add(each.origin)
    finest = [one for one in origins if not any(_is_inside(other, one) for other in origins)]
    weights = {one: (len(origins[one]), -get_length(one)) for one in finest}
    best = max(weights.values(), default=None)
    return Dating(sifted=sifted, rivals=tuple(sorted(one for one in finest if weights[one] == best)))


def sift_days(case: Case, field: str) -> Sifted:
    """Sift an event's dates; a day after its first report counts only where there is no other."""
    return sift_field(case, field).drop(_find_no_date).drop_unless_alone(_make_after_first(case))


def get_stretch(testimony: Testimony) -> Stretch:
    """Return the stretch of days that a testimony gives.

    Raises:
        TypeError: it gives no date.
    """
    value = testimony.statement.value
    if not isinstance(value, DateValue):
        raise TypeError(f"{testimony.statement.id} gives a {type(value).__name__}, not a date")
    return value.start, value.end


def find_others(sifted: Sifted, used: Sequence[Testimony]) -> tuple[str, ...]:
    """Find in words the stretches that have no day in common with the one used."""
    chosen = {get_stretch(each) for each in used}
    others = {get_stretch(each) for each in sifted.kept} - chosen
    apart = (one for one in others if all(one[0] > own[1] or one[1] < own[0] for own in chosen))
    return tuple(say_stretch(one) for one in sorted(apart))


def say_stretch(stretch: Stretch) -> str:
    """Say a stretch of days: one day, or both ends."""
    start, end = stretch
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def _find_no_date(testimony: Testimony) -> str | None:
    return None if isinstance(testimony.statement.value, DateValue) else "gives no date"


def _make_after_first(case: Case) -> Callable[[Testimony], str | None]:
    """Make the fault of days that come after the first report of the event."""
    days = [day for each in case.event.mentions if (day := get_day(each.report)) is not None]
    # A report of one zone may be dated a day before the event of another.
    first = min(days, default=date.max - timedelta(days=1)) + timedelta(days=1)

    def find_fault(testimony: Testimony) -> str | None:
        return "is after the first report of the event" if get_stretch(testimony)[0] >= first else None

    return find_fault


def _is_inside(one: Stretch, other: Stretch) -> bool:
    """Tell whether a stretch is a part of a longer one."""
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def get_length(stretch: Stretch) -> int:
    """Return the number of days of a stretch."""
    return (stretch[1] - stretch[0]).days + 1


def get_middle(stretch: Stretch) -> date:
    """Return the middle day of a stretch; of two the earlier."""
    return stretch[0] + (stretch[1] - stretch[0]) // 2
