"""Violations: where a file breaks a rule of its format (codebooks 10.4)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from counterclaim.errors import ExportError

#: Violations that an error names in full; the rest are counted.
SHOWN = 5


class Violation(msgspec.Struct, frozen=True, kw_only=True):
    """One breach of a rule of a format."""

    #: Row of the file, the first row of values being 1; 0 for the file as a whole.
    row: int
    column: str
    #: Short fixed name of the rule ("order", "code", "sum").
    rule: str
    message: str

    def describe(self) -> str:
        """Say where, which rule, and what is wrong."""
        return f"row {self.row}, column {self.column}: {self.message} ({self.rule})"


def require_valid(violations: Iterable[Violation], name: str) -> None:
    """Raise an error that names the first violations.

    Raises:
        ExportError: there is at least one.
    """
    found = list(violations)
    if not found:
        return
    more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    shown = "; ".join(each.describe() for each in found[:SHOWN])
    raise ExportError(f"{name} would break the rules of its format: {shown}{more}")
