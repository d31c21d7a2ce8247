"""What the exchange formats print of an event, each value by the policy that its column names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

import msgspec

from counterclaim.export.record import EventFile, get_first_mention
from counterclaim.export.view import PLACE_POLICY, TYPE_POLICY, find_place
from counterclaim.model.resolution import ClaimStatus, Days, Figure, Grade, Resolution
from counterclaim.model.statement import Property
from counterclaim.model.values import TollValue
from counterclaim.policy.base import Testimony

T = TypeVar("T")

#: Counts: the interval of all current voices, with its best figure (codebooks 10.1).
COUNTS = "cc.interval/1"
#: Days: the first and the last day that the words allow (codebooks 3.3).
DAYS = "ucdp.dates/23"
PLACE = PLACE_POLICY
KIND = TYPE_POLICY
#: Who claims, blames and denies, as one word (codebooks 10.2).
STATUS = "cc.claim_status/1"
#: How well the harm is sourced (codebooks 10.3).
GRADE = "airwars.grade/2025"
GRADE_FIELD = "civilian_harm_grade"
#: The policies of `resolve_frame`.
FRAME_POLICIES = (KIND, DAYS, PLACE, STATUS, GRADE)


def find_figure(file: EventFile, harm: Property) -> Figure | None:
    """Find the published count of a harm."""
    return _find(file.resolve(COUNTS, harm), Figure)


def find_days(file: EventFile) -> Days | None:
    """Find the published days of an event."""
    return _find(file.resolve(DAYS, "date"), Days)


def find_status(file: EventFile) -> str | None:
    """Find how an event stands between claims, blame and denials, in one word."""
    status = _find(file.resolve(STATUS, "claim_status"), ClaimStatus)
    return status.status if status else None


def find_grade(file: EventFile) -> str | None:
    """Find the grade of the civilian harm that is alleged; None where the scheme does not apply."""
    grade = _find(file.resolve(GRADE, GRADE_FIELD), Grade)
    return grade.grade if grade else None


def name_event(file: EventFile) -> str:
    """Name an event for people: the words of its first mention, its place and its day."""
    place, days = find_place(file), find_days(file)
    label = get_first_mention(file.dossier.event).mention.label
    told = (label, place.name if place else None, days.start.isoformat() if days else None)
    return ", ".join(part for part in told if part)


def find_part(file: EventFile, harm: Property, groups: Collection[str]) -> Resolution:
    """Resolve the count of a part of those harmed ("children"), by the rule of the whole.

    Args:
        file: the event.
        harm: killed, injured, ...
        groups: the words of the group as reports print them, in lower case.
    """
    part = tuple(_take_part(each) for each in file.testimonies if _counts(each, harm, groups))
    return file.resolver(COUNTS, harm, replace(file.case, testimonies=part, derived=()))


def resolve_frame(file: EventFile) -> tuple[Resolution, ...]:
    """Resolve what every exchange format tells of an event beside its counts."""
    return (
        file.resolve(KIND, "type"),
        file.resolve(DAYS, "date"),
        file.resolve(PLACE, "place"),
        file.resolve(STATUS, "claim_status"),
        file.resolve(GRADE, GRADE_FIELD),
    )


def _counts(testimony: Testimony, harm: Property, groups: Collection[str]) -> bool:
    value = testimony.statement.value
    if testimony.statement.property != harm or not isinstance(value, TollValue) or value.group is None:
        return False
    return value.group.casefold() in groups


def _take_part(testimony: Testimony) -> Testimony:
    """Make the count of a group one of everyone, so that the rule of totals reads it."""
    value = msgspec.structs.replace(testimony.statement.value, group=None)
    return replace(testimony, statement=msgspec.structs.replace(testimony.statement, value=value))


def _find(resolution: Resolution, kind: type[T]) -> T | None:
    return resolution.value if isinstance(resolution.value, kind) else None
