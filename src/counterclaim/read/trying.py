"""Turn what a reader raises into Problems, so that one bad report never stops the others."""

from __future__ import annotations

from collections.abc import Callable

from counterclaim.errors import (
    BinaryReportError,
    DamagedError,
    EmptyReportError,
    FetchError,
    LanguageError,
    LimitError,
    ReportError,
)
from counterclaim.model.report import Edition, Report
from counterclaim.model.statement import Problem
from counterclaim.read.language import require_language
from counterclaim.read.text import is_encodable, require_text

_KINDS: tuple[tuple[type[ReportError], str], ...] = (
    (EmptyReportError, "empty"),
    (BinaryReportError, "binary"),
    (LanguageError, "language"),
    (FetchError, "fetch"),
    (DamagedError, "damaged"),
    (LimitError, "limit"),
    (ReportError, "malformed"),
)


def try_report(make: Callable[[], Report], place: str) -> Report | Problem:
    """Make and check a report, or tell in a Problem why it cannot be coded."""
    try:
        report = make()
        require_report(report)
    except ReportError as error:
        return to_problem(error, place)
    return report


def require_report(report: Report) -> None:
    """Raise unless the report holds text in a language that is coded.

    Raises:
        ReportError: the subclass and the message say why it cannot be coded.
    """
    require_text(report.text)
    _require_clean(report)
    require_language(report.text, language=report.language)


def _require_clean(report: Report) -> None:
    """Raise where words beside the text hold a NUL or half a character, which not every ledger can keep."""
    edition = report.edition or Edition()
    beside = {
        "path": report.path, "url": report.url, "outlet": report.outlet, "title": report.title,
        "language": report.language, "byline": "".join(report.byline), "guid": edition.guid,
        "version": edition.version, "forwarded_from": edition.forwarded_from, "party": edition.party,
    }  # fmt: skip
    for name, words in beside.items():
        if words and ("\0" in words or not is_encodable(words)):
            raise ReportError(f"holds a character that is no text in its {name}; remove it")


def to_problem(error: ReportError, place: str) -> Problem:
    """Turn an error into a Problem of a fixed kind."""
    kind = next(kind for kind_of_error, kind in _KINDS if isinstance(error, kind_of_error))
    return Problem(kind=kind, message=str(error), where=place)
