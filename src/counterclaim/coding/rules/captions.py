"""Captions: paragraphs that describe a picture, whose day and place may be the picture's own."""

from __future__ import annotations

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.model.span import Span
from counterclaim.vocabulary.triggers import load_triggers

#: A longer paragraph is no caption, in code points.
CAPTION_LENGTH = 500


def is_in_caption(annotated: AnnotatedReport, span: Span) -> bool:
    """Tell whether words stand in a paragraph that describes a picture."""
    block = next((b for b in annotated.blocks if b.contains(span)), None)
    if block is None or block.end - block.start > CAPTION_LENGTH:
        return False
    words = annotated.report.text[block.start : block.end].lower()
    return any(word in words for word in load_triggers().caption_words)
