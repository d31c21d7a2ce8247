"""Date expressions and the report's own date."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from counterclaim.annotate.layers import DateLayer, Publication
from counterclaim.model.report import Report
from counterclaim.model.span import Span


def find_dates(report: Report, doc: Doc, blocks: Sequence[Span]) -> DateLayer:
    """Find and resolve the date expressions of a report, and settle its publication date."""
    return DateLayer(publication=Publication(report=report))
