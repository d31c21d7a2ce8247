"""Quick ways into a parse: its text and its named entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from counterclaim.annotate.tree import Doc, Token
from counterclaim.annotate.tree import Span as DocSpan

#: Where a parse keeps the text as the report has it.
ORIGINAL = "original_text"
#: The day of publication as machines print it at the head of a text, alone.
_HEAD = re.compile(r"\s*date:?\s+\d{4}-\d\d(?:-\d\d)?\s*", re.IGNORECASE)


@lru_cache(maxsize=1)
def get_text(doc: Doc) -> str:
    """Return the text that was parsed, letter by letter as the report has it.

    The parse itself may stand in other letters (`annotate.case`); and spaCy joins its text anew
    from all tokens at every asking.
    """
    return str(doc.user_data[ORIGINAL]) if ORIGINAL in doc.user_data else doc.text


@lru_cache(maxsize=1)
def get_lower_words(doc: Doc) -> tuple[str, ...]:
    """Return the lower-case words of a parse, one a token."""
    return tuple(token.lower_ for token in doc)


def is_printed_as_name(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a stretch holds a word that is a name in print: not the first of a sentence.

    In a text in capitals every word looks like one; the parse has it in sentence case.
    """
    words = doc.char_span(start, end, alignment_mode="expand")
    return words is not None and any(
        word.text[:1].isupper() and not (word.is_sent_start and len(words) > 1) for word in words
    )


#: Parts of speech that no rule of grammar starts from.
_EMPTY = frozenset({"PUNCT", "SPACE", "DET", "NUM", "SYM", "CCONJ"})


def iter_telling(words: Doc | DocSpan) -> Iterator[Token]:
    """Iterate over the words that can govern others in a rule: all but marks, articles and numbers."""
    return (token for token in words if token.pos_ not in _EMPTY)


def find_entity(token: Token) -> DocSpan | None:
    """Find the named entity that a token is part of; None when it is in none.

    Listing all entities of a long text for every name is what this saves.
    """
    if token.ent_iob_ not in ("I", "B"):
        return None
    doc, start, end = token.doc, token.i, token.i + 1
    while doc[start].ent_iob_ == "I" and start > 0:
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return DocSpan(doc, start, end, label=token.ent_type_)


def iter_told(doc: Doc) -> Iterator[DocSpan]:
    """Iterate over the sentences that tell something: not the day that a machine prints at the head."""
    is_head = True
    for sentence in doc.sents:
        if is_head and (not sentence.text.strip() or _HEAD.fullmatch(sentence.text)):
            continue
        is_head = False
        yield sentence
