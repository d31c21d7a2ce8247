"""The public functions: code a report, check it, write the coding as JSON.

Everything is pure and offline; offsets are 0-based code points of `coding.report.text`, end
exclusive, and `text[start:end] == quote` for every evidence.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.pipeline import annotate_report
from counterclaim.check.run import find_findings
from counterclaim.coding.rules.coder import RuleCoder, make_run
from counterclaim.coding.screening import screen_report
from counterclaim.errors import CounterclaimError, ReportError
from counterclaim.export.native import encode_coding
from counterclaim.model.report import Report, make_report
from counterclaim.model.statement import Coding, Finding, Problem, Run
from counterclaim.read.formats.jsonl import read_day
from counterclaim.read.language import require_language
from counterclaim.read.reports import read_reports
from counterclaim.read.trying import require_report
from counterclaim.vocabulary.lexical import LEXICAL_LANGUAGES

__all__ = ["check", "code", "code_report", "code_reports", "read_reports", "screen_reports", "to_json"]

log = logging.getLogger(__name__)


def code(
    text: str,
    *,
    path: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: date | str | None = None,
    language: str | None = None,
) -> Coding:
    """Code one report from its text.

    Args:
        text: the exact text of the report; it is not changed, so offsets fit it.
        path: where it was read from, for messages only.
        url: where it was published.
        outlet: who published it.
        title: its headline where that is not part of the text.
        published: day of publication, or ISO 8601 words for it; None reads it from the text.
        language: ISO 639-1 code; None judges by the words.

    Returns:
        Mentions, statements and findings; counts are of people, days are of the report's calendar.

    Raises:
        EmptyReportError: the text holds nothing but white space.
        BinaryReportError: the text holds characters that are no text.
        LanguageError: the text is in a language that is not coded.
        ReportError: `published` is no date, or the text is too long.
    """
    if not isinstance(text, str):
        raise ReportError(f"a report's text is a str, not {type(text).__name__}")
    day = read_day(published) if isinstance(published, str) else published
    report = make_report(
        text, path=path, url=url, outlet=outlet, title=title, language=language, published=day
    )
    require_report(report)
    return code_report(report)


def code_report(report: Report, *, names: bool = False) -> Coding:
    """Code a report that was read before, and check it; the report is not validated again.

    Args:
        report: see `read_reports`, and `make_report` of the model.
        names: keep the names of victims that the report prints; they are withheld by default.
    """
    annotated = annotate(report)
    coding = code_annotated(annotated, names=names)
    return msgspec.structs.replace(coding, findings=(*coding.findings, *find_findings(annotated, coding)))


def annotate(report: Report) -> AnnotatedReport:
    """Annotate a report with every layer, by the way of its language.

    Raises:
        LanguageError: the report is in a language that is not coded.
    """
    language = require_language(report.text, language=report.language)
    if language == "en":
        return annotate_report(report)
    # An English report, the usual one, starts sooner without the way of the other languages.
    from counterclaim.annotate.lexical.pipeline import annotate_lexical

    return annotate_lexical(report, language)


def code_annotated(annotated: AnnotatedReport, *, names: bool = False) -> Coding:
    """Code a report that `annotate` annotated, without its findings."""
    language = annotated.report.language
    if language in LEXICAL_LANGUAGES:
        from counterclaim.coding.patterns.coder import PatternCoder

        return PatternCoder(language=language, names=names).code_annotated(annotated)
    return RuleCoder(names=names).code_annotated(annotated)


def find_run(report: Report) -> Run:
    """Find with which coder and versions a report would be coded now, without coding it.

    Raises:
        LanguageError: the report is in a language that is not coded.
    """
    language = require_language(report.text, language=report.language)
    if language in LEXICAL_LANGUAGES:
        from counterclaim.coding.patterns.coder import PatternCoder

        return PatternCoder(language=language).make_run()
    return make_run()


def code_reports(reports: Iterable[Report | Problem], *, names: bool = False) -> Iterator[Coding | Problem]:
    """Code reports one by one; what fails gives one Problem of kind `stage`, the rest go on.

    Args:
        reports: as `read_reports` gives them; its Problems are passed on.
        names: see `code_report`.

    Raises:
        CounterclaimError: no report can be coded, such as without the place index.
    """
    for report in reports:
        yield report if isinstance(report, Problem) else _try_code(report, names=names)


def screen_reports(reports: Iterable[Report | Problem]) -> Iterator[Report | Problem]:
    """Leave out, before any parsing, the reports whose words tell of no violence or protest.

    Each gives one Problem of kind `screened`. One word that can evoke such an event is enough to pass.
    """
    for report in reports:
        yield report if isinstance(report, Problem) else screen_report(report) or report


def check(
    text: str,
    *,
    path: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: date | str | None = None,
    language: str | None = None,
) -> tuple[Finding, ...]:
    """Check one report: what `code` finds wrong with the copy, in the order of the rule codes.

    Takes the arguments of `code`, and raises what it raises.
    """
    coding = code(
        text, path=path, url=url, outlet=outlet, title=title, published=published, language=language
    )
    return coding.findings


def to_json(coding: Coding) -> str:
    """Write a coding as one line of JSON, the contract of `counterclaim code --format jsonl`."""
    return encode_coding(coding).decode("utf-8")


def _try_code(report: Report, *, names: bool) -> Coding | Problem:
    """Code a report, or tell in a Problem what failed: one report must not stop ten thousand."""
    try:
        return code_report(report, names=names)
    except ReportError as error:
        message = str(error)
    except CounterclaimError:
        raise
    except Exception as error:
        log.debug("coding %s failed", report.id, exc_info=True)
        message = f"could not be coded ({type(error).__name__}: {error}); please report this as a fault"
    return Problem(kind="stage", message=message, where=report.path or report.id)
