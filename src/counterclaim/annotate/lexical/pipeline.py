"""The pipeline for languages that are read by words and patterns, without a parse."""

from __future__ import annotations

import msgspec

from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.channel import add_own_name
from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.lexical.attributions import find_attributions
from counterclaim.annotate.lexical.dates import find_dates
from counterclaim.annotate.lexical.document import cut_text, find_sentences
from counterclaim.annotate.lexical.model import find_located
from counterclaim.annotate.lexical.parties import find_parties
from counterclaim.annotate.lexical.places import find_places
from counterclaim.annotate.lexical.quantities import find_quantities
from counterclaim.annotate.quotations import find_quotations
from counterclaim.model.report import Report


def annotate_lexical(report: Report, language: str) -> AnnotatedReport:
    """Annotate a report with every layer; its language and its own date are settled on the way."""
    text, blocks = report.text, find_blocks(report.text)
    doc = cut_text(text, blocks, language)
    dates = find_dates(report, doc, blocks, language)
    parties = add_own_name(report, find_parties(text, language))
    spans = [expression.span for expression in dates.expressions]
    located = find_located(text, language)
    return AnnotatedReport(
        report=msgspec.structs.replace(dates.publication.report, language=language),
        doc=doc,
        blocks=blocks,
        quotations=find_quotations(text, blocks),
        dates=dates,
        quantities=find_quantities(doc, language, spans),
        parties=parties,
        places=find_places(text, parties, language, located),
        toponyms=(),
        attributions=find_attributions(doc, find_sentences(doc), parties, dates.expressions, language),
    )
