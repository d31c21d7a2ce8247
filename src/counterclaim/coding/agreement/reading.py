"""A coder's reading of one report, as far as it is compared with another's."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one coder, a program or a person, made of one report."""

    #: Id of the report: readings of one text are compared.
    report: str
    #: In no particular order.
    statements: tuple[Statement, ...]
