"""What the validators share: checks of one row of a table read as text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.export.table import TextRow
from counterclaim.export.violations import Violation

#: Characters of a cell that a message shows.
SHOWN = 40
_INTEGER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """Checks the cells of one row; each check yields what is wrong."""

    row: int
    cells: TextRow

    def violate(self, column: str, rule: str, message: str) -> Violation:
        """Make a violation that shows the cell."""
        shown = self.cells.get(column, "")
        shown = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}..."
        return Violation(row=self.row, column=column, rule=rule, message=f"{shown!r} {message}")

    def require(self, holds: bool, column: str, rule: str, message: str) -> Iterator[Violation]:
        """Yield a violation unless something holds."""
        if not holds:
            yield self.violate(column, rule, message)

    def require_filled(self, *columns: str) -> Iterator[Violation]:
        """Yield a violation for each blank cell."""
        for column in columns:
            yield from self.require(bool(self.cells[column].strip()), column, "blank", "must not be blank")

    def require_code(self, column: str, codes: Container[str], *, blank: bool = False) -> Iterator[Violation]:
        """Yield a violation unless a cell holds one of some codes."""
        cell = self.cells[column]
        yield from self.require(
            cell in codes or (blank and not cell), column, "code", "is no code of the column"
        )

    def require_count(self, column: str, *, blank: bool = False, least: int = 0) -> Iterator[Violation]:
        """Yield a violation unless a cell holds a whole number, at least the least one."""
        cell = self.cells[column]
        holds = is_number(cell) and int(cell) >= least
        yield from self.require(
            holds or (blank and not cell), column, "count", f"is no whole number of {least} or more"
        )

    def require_day(self, column: str) -> Iterator[Violation]:
        """Yield a violation unless a cell holds a day, YYYY-MM-DD."""
        yield from self.require(
            find_day(self.cells[column]) is not None, column, "date", "is no date, YYYY-MM-DD"
        )

    def require_point(self, latitude: str, longitude: str) -> Iterator[Violation]:
        """Yield a violation unless both degrees are blank, or both are on the globe."""
        north, east = self.cells[latitude], self.cells[longitude]
        if not north and not east:
            return
        yield from self.require(_is_degree(north, 90), latitude, "degrees", "is no latitude")
        yield from self.require(_is_degree(east, 180), longitude, "degrees", "is no longitude")


def check_columns(columns: Sequence[str], wanted: Sequence[str]) -> Iterator[Violation]:
    """Find columns that are missing, unknown or out of order."""
    missing = [column for column in wanted if column not in columns]
    unknown = [column for column in columns if column not in wanted]
    if len(missing) > len(wanted) / 2:
        message = f"{len(missing)} of {len(wanted)} columns are missing: this is no table of the format"
        yield Violation(row=0, column="all", rule="columns", message=message)
        return
    for column in missing:
        yield Violation(row=0, column=column, rule="columns", message="is missing")
    for column in unknown:
        yield Violation(row=0, column=column, rule="columns", message="is no column of the format")
    if not missing and not unknown and list(columns) != list(wanted):
        first = next(have for have, want in zip(columns, wanted, strict=False) if have != want)
        yield Violation(row=0, column=first, rule="columns", message="is out of order")


def is_number(text: str) -> bool:
    """Tell whether a cell holds a whole number."""
    return _INTEGER.fullmatch(text) is not None


def find_day(text: str) -> date | None:
    """Find the day that a cell holds; None where it holds none."""
    try:
        return date.fromisoformat(text) if len(text) == len("2000-01-01") else None
    except ValueError:
        return None


def _is_degree(text: str, most: int) -> bool:
    try:
        return abs(float(text)) <= most
    except ValueError:
        return False
