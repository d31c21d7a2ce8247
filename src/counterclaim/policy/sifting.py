"""Sifting testimonies: each step sets aside what a rule does not use, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from counterclaim.policy.base import Case, Testimony


class Unused(NamedTuple):
    """A testimony that a rule did not use, and why, as a clause for people."""

    testimony: Testimony
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What is left of an event's testimonies on one field, and what was set aside."""

    kept: tuple[Testimony, ...]
    unused: tuple[Unused, ...] = ()

    def drop(self, find_fault: Callable[[Testimony], str | None]) -> Sifted:
        """Set aside the testimonies in which a fault is found; the fault is the reason."""
        faults = [(each, find_fault(each)) for each in self.kept]
        dropped = tuple(Unused(each, why) for each, why in faults if why)
        kept = tuple(each for each, why in faults if not why)
        return replace(self, kept=kept, unused=self.unused + dropped)

    def drop_unless_alone(self, find_fault: Callable[[Testimony], str | None]) -> Sifted:
        """Set aside as `drop` does, unless nothing would be left."""
        dropped = self.drop(find_fault)
        return dropped if dropped.kept else self


def sift_field(case: Case, field: str) -> Sifted:
    """Sift out the statements of a field that no longer stand, or that deny their value."""
    said = tuple(each for each in case.testimonies if each.statement.property == field)
    return Sifted(kept=said).drop(find_status_fault).drop(find_denial)


def find_status_fault(testimony: Testimony) -> str | None:
    """Find why a statement no longer stands; None while it does."""
    return (testimony.status_note or testimony.status) if testimony.status != "current" else None


def find_denial(testimony: Testimony) -> str | None:
    """Find that a statement says it is not so, or leaves it open."""
    polarity = testimony.statement.polarity
    return {"-": "says that it is not so", "u": "leaves it open"}.get(polarity)
