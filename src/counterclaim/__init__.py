"""Counterclaim codes reports of violent and political events into records that keep every side.

The public names are loaded on first use, so that `import counterclaim` costs nothing. The check of
one text is `counterclaim.api.check`: here its name would hide behind the package of the checks.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.api import code, code_report, code_reports, read_reports, to_json
    from counterclaim.errors import CounterclaimError
    from counterclaim.model.report import Report
    from counterclaim.model.span import Evidence, Span
    from counterclaim.model.statement import Coding, Finding, Mention, Problem, Speaker, Statement

    __version__: str

__all__ = [
    "Coding",
    "CounterclaimError",
    "Evidence",
    "Finding",
    "Mention",
    "Problem",
    "Report",
    "Span",
    "Speaker",
    "Statement",
    "__version__",
    "code",
    "code_report",
    "code_reports",
    "read_reports",
    "to_json",
]

_HOMES = {
    **dict.fromkeys(("code", "code_report", "code_reports", "read_reports", "to_json"), "api"),
    **dict.fromkeys(("Coding", "Finding", "Mention", "Problem", "Speaker", "Statement"), "model.statement"),
    **dict.fromkeys(("Evidence", "Span"), "model.span"),
    "CounterclaimError": "errors",
    "Report": "model.report",
}


def __getattr__(name: str) -> object:
    """Load a public name on first use."""
    if name == "__version__":
        from importlib.metadata import version

        return version("counterclaim")
    if name not in _HOMES:
        raise AttributeError(f"module 'counterclaim' has no attribute {name!r}")
    return getattr(import_module(f"counterclaim.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
