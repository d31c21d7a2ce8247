"""Make small annotated reports by hand: sentences are cut at full stops, other layers are given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import spacy
from spacy.language import Language

from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.layers import AnnotatedReport, Attribution, DateLayer, Publication
from counterclaim.annotate.quotations import find_quotations
from counterclaim.annotate.tree import Doc
from counterclaim.model.report import Report, make_report


@lru_cache(maxsize=1)
def load_blank() -> Language:
    """Load a pipeline that knows words and sentence ends only."""
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    return language


def make_annotated(
    text: str,
    *,
    report: Report | None = None,
    dates: DateLayer | None = None,
    attributions: Sequence[Attribution] = (),
) -> AnnotatedReport:
    """Make an annotated report; blocks and quotations are found, dates and attributions are given."""
    report = report or make_report(text)
    blocks = find_blocks(text)
    return AnnotatedReport(
        report=report,
        doc=Doc(load_blank()(text)),
        blocks=blocks,
        quotations=find_quotations(text, blocks),
        dates=dates or DateLayer(publication=Publication(report=report)),
        quantities=(),
        parties=(),
        places=(),
        toponyms=(),
        attributions=tuple(attributions),
    )
