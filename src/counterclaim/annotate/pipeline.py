"""The pipeline: from a Report to an AnnotatedReport, one layer after another."""

from __future__ import annotations

from counterclaim.annotate.attributions import find_attributions
from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.channel import add_own_name
from counterclaim.annotate.damage import mend_damage
from counterclaim.annotate.dates import find_dates
from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.parties import find_parties
from counterclaim.annotate.places import find_geography
from counterclaim.annotate.quantities import find_quantities
from counterclaim.annotate.quotations import find_quotations
from counterclaim.annotate.rails import find_rails
from counterclaim.model.report import Report


def annotate_report(report: Report) -> AnnotatedReport:
    """Annotate a report with every layer; the report's own date is settled on the way."""
    blocks = find_blocks(report.text)
    doc = parse_text(report.text, blocks)
    quotations = find_quotations(mend_damage(report.text), blocks)
    dates = find_dates(report, doc, blocks)
    parties = add_own_name(report, find_parties(doc))
    geography = find_geography(doc, parties, url=report.url)
    return AnnotatedReport(
        report=dates.publication.report,
        doc=doc,
        blocks=blocks,
        quotations=quotations,
        dates=dates,
        quantities=find_quantities(doc),
        parties=parties,
        places=geography.places,
        toponyms=geography.toponyms,
        attributions=find_attributions(doc, quotations, parties),
        rails=find_rails(report.text, blocks),
    )
