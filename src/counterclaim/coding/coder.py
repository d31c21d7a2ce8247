"""The Coder protocol: whoever turns reports into codings, program or person."""

from __future__ import annotations

from typing import Protocol

from counterclaim.model.report import Report
from counterclaim.model.statement import Coding


class Coder(Protocol):
    """Codes reports: pure, picklable, ignorant of any database; the unit of distribution."""

    @property
    def name(self) -> str:
        """Return the word that every Statement of this coder carries."""

    def code(self, report: Report) -> Coding:
        """Code one report."""
