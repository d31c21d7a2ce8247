"""The sentence that words of a report stand in."""

from __future__ import annotations

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.model.span import Evidence, Span


def get_sentence(annotated: AnnotatedReport, words: Evidence) -> Span:
    """Return the sentence in which the words begin (code points); the words where there is none."""
    for sentence in annotated.doc.sents:
        if sentence.start_char <= words.start < sentence.end_char:
            return Span(sentence.start_char, sentence.end_char)
    return Span(words.start, words.end)
