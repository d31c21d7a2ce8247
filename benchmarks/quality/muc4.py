"""MUC-4: the templates of a document, as the exporter makes them."""

from __future__ import annotations

from benchmarks.quality.reading import code_text
from benchmarks.quality.rows import Row, find_day, get_name
from counterclaim.export.muc4 import make_templates


def make_muc4_rows(document: Row) -> tuple[Row, ...]:
    """Make the rows of a document: one a template, or one that says that it has none."""
    name = get_name(document)
    coding = code_text(document["text"], published=find_day(document.get("date_iso")), names=True)
    rows = tuple({"doc_id": name, **template} for template in make_templates(coding))
    return rows or ({"doc_id": name, "irrelevant": True},)
