"""Read texts with the product; each text is parsed once, also where two sets share it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.api import annotate, code_annotated
from counterclaim.model.report import make_report
from counterclaim.model.statement import Coding
from counterclaim.read.trying import require_report

#: Parses that are kept: more than the reports of any set that two tasks share.
KEPT = 128


@lru_cache(maxsize=KEPT)
def annotate_text(
    text: str,
    *,
    published: date | None = None,
    language: str | None = None,
    path: str | None = None,
    url: str | None = None,
) -> AnnotatedReport:
    """Annotate a text with every layer.

    Raises:
        ReportError: the text cannot be read, or is in a language that is not coded.
    """
    report = make_report(text, path=path, url=url, published=published, language=language)
    require_report(report)
    return annotate(report)


def code_text(
    text: str,
    *,
    published: date | None = None,
    language: str | None = None,
    path: str | None = None,
    names: bool = False,
) -> Coding:
    """Code a text, without its findings.

    Args:
        text: the exact text.
        published: day of publication.
        language: ISO 639-1 code.
        path: where it was read from.
        names: keep the names of victims.

    Raises:
        ReportError: the text cannot be read, or is in a language that is not coded.
    """
    annotated = annotate_text(text, published=published, language=language, path=path)
    return code_annotated(annotated, names=names)
