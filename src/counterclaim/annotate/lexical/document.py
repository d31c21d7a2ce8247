"""Cut a text into words and sentences, for languages that are read without a parse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import spacy
from spacy.language import Language

from counterclaim.annotate.parsed import ORIGINAL
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span


@lru_cache(maxsize=4)
def load_tokenizer(language: str) -> Language:
    """Load a pipeline that knows words and sentence ends only."""
    pipeline: Language = spacy.blank(language)
    pipeline.add_pipe("sentencizer")
    return pipeline


def cut_text(text: str, blocks: Sequence[Span], language: str) -> Doc:
    """Cut a text into words and sentences; no sentence crosses the start of a block."""
    pipeline = load_tokenizer(language)
    parse = pipeline(text.replace("\r", " "))
    parse.user_data[ORIGINAL] = text
    starts = {block.start for block in blocks}
    for token in parse[1:]:
        if token.idx in starts or (parse[token.i - 1].is_space and "\n" in parse[token.i - 1].text):
            token.is_sent_start = True
    return Doc(parse)


def find_sentences(doc: Doc) -> tuple[Span, ...]:
    """Find the sentences of a text, without white space at their edges."""
    spans = (_strip(doc.text, sentence.start_char, sentence.end_char) for sentence in doc.sents)
    return tuple(span for span in spans if span.start < span.end)


def _strip(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, max(start, start + len(words.strip())))
