"""Two voices after what they say ("..., residents and a medic said"), which the parser tears apart.

Invariant: only a verb of saying that ends its sentence is mended, with nothing but two short phrases
joined by "and" between it and the comma before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from counterclaim.annotate.attribution_lexicon import load_reporting

#: Most words of both phrases.
MOST_WORDS = 10
#: What the words of such a phrase can be.
_PARTS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
_NOUNS = frozenset({"NOUN", "PROPN"})
#: Words with which a sentence goes on when what was said stands before the verb.
_AFTER = frozenset({".", "on", "late", "early", "earlier", "in", "at", "by", "via"})


class _Voices(NamedTuple):
    """Two voices and their verb."""

    first: Token
    second: Token
    verb: Token


def mend_voices(doc: Doc) -> Doc:
    """Give a verb of saying back the two voices before it, and what stands before them as its content."""
    for voices in _iter_voices(doc):
        first, second, verb = voices
        said = verb.head
        if verb.dep_ != "ROOT":
            if said.dep_ != "ROOT" or said.i > first.i:
                continue
            verb.head, verb.dep_ = verb, "ROOT"
            said.head, said.dep_ = verb, "ccomp"
        first.head, first.dep_ = verb, "nsubj"
        second.head, second.dep_ = first, "conj"
    return doc


def _iter_voices(doc: Doc) -> Iterator[_Voices]:
    for verb in doc:
        if not _ends_sentence(verb):
            continue
        start = max(verb.sent.start, verb.i - MOST_WORDS)
        phrase = doc[start : verb.i]
        comma = next((token.i for token in reversed(phrase) if token.text == ","), None)
        if comma is None:
            continue
        joints = [token for token in doc[comma + 1 : verb.i] if token.lower_ == "and"]
        if len(joints) == 1 and _are_phrases(doc[comma + 1 : joints[0].i], doc[joints[0].i + 1 : verb.i]):
            yield _Voices(joints[0].nbor(-1), verb.nbor(-1), verb)


def _ends_sentence(verb: Token) -> bool:
    """Tell whether a verb of saying has its content before it, not after."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.lemma_.lower() not in load_reporting().clause:
        return False
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    is_told = verb.lemma_ == "tell"
    return after is None or after.lower_ in _AFTER or after.ent_type_ in {"DATE", "TIME"} or is_told


def _are_phrases(*phrases: Span) -> bool:
    """Tell whether stretches are phrases of a noun, and no parts of a list of names."""
    for phrase in phrases:
        words = list(phrase)
        if not words or words[-1].pos_ not in _NOUNS or any(word.pos_ not in _PARTS for word in words):
            return False
        if words[-1].ent_type_ in {"GPE", "LOC", "DATE", "TIME"}:
            return False
    return True
