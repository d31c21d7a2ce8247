"""What the reader of the list asks for, read from the address: what cannot be meant is told, not refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from fastapi import Request

from counterclaim.serve.listing_filter import (
    ORDERS,
    EventFilter,
    Order,
    parse_box,
    parse_changed,
)

T = TypeVar("T")

#: Parameters of the list's address, in the order of its form.
NAMES = (
    "q", "since", "until", "place", "country", "bbox", "type", "role", "disputed", "unreviewed",
    "changed", "order",
)  # fmt: skip
#: Longest value of one of them.
LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """What the reader asked for, as typed and as understood."""

    filter: EventFilter
    order: Order
    #: As typed, by the names of the form; empty for what was left out.
    typed: Mapping[str, str]
    #: What was not understood, for the reader.
    problems: tuple[str, ...]

    @property
    def is_narrowed(self) -> bool:
        """Tell whether any filter beside the search is set."""
        return any(value for name, value in self.typed.items() if name not in {"q", "order"})


def read_asked(request: Request) -> AskedFor:
    """Read what the address asks for."""
    given = {name: request.query_params.get(name, "").strip()[:LONGEST] for name in NAMES}
    words = {name: value for name, value in given.items() if value}
    problems: list[str] = []

    def read(name: str, parse: Callable[[str], T | None], example: str) -> T | None:
        value = words.get(name)
        if not value:
            return None
        found = parse(value)
        if found is None:
            problems.append(f"{name}: “{value}” is not understood; write {example}")
        return found

    order = next((each for each in ORDERS if each == words.get("order")), ORDERS[0])
    made = EventFilter(
        words=words.get("q", ""),
        since=read("since", _parse_day, "2024-01-31"),
        until=read("until", _parse_day, "2024-01-31"),
        place=words.get("place", ""),
        country=words.get("country", ""),
        box=read("bbox", parse_box, "west,south,east,north in degrees"),
        type=words.get("type", "").upper(),
        role=words.get("role", ""),
        is_disputed="disputed" in words,
        is_unreviewed="unreviewed" in words,
        changed=read("changed", _parse_changed, "2024-01-31 or 2024-01-31T18:00"),
    )
    return AskedFor(filter=made, order=order, typed=given, problems=tuple(problems))


def _parse_day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _parse_changed(words: str) -> datetime | None:
    return parse_changed(words)
