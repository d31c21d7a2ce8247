"""Voices after what they say ("..., residents and a medic said"), which the parser tears apart.

Invariant: only a verb of saying that ends its sentence is mended, with nothing but one short phrase
that names who speaks, or two joined by "and", between it and the comma before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from counterclaim.annotate.attribution_lexicon import load_reporting, load_speakers

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


def mend_voice(doc: Doc) -> Doc:
    """Give a verb of saying that the parser lost inside what is said back its one voice, and its place.

    "X was behind the attack that killed six in Ytown, Minister Ada Brell has charged": the minister is
    no name for Ytown, and nobody in Ytown charges anything.
    """
    for verb in doc:
        comma = _find_comma(verb) if _ends_sentence(verb) or _is_perfect(verb) else None
        if comma is None or verb.dep_ == "ROOT" or any(child.i > comma for child in _iter_subjects(verb)):
            continue
        phrase = doc[comma + 1 : verb.i - _is_perfect(verb)]
        root = verb.sent.root
        if root.i > comma or not _are_phrases(phrase) or not _names_voice(phrase):
            continue
        above, voice = verb.head, phrase[-1]
        for child in [*verb.lefts]:
            if child.i < comma:
                child.head, child.dep_ = above, "dobj" if child.dep_ == "nsubj" else child.dep_
        verb.head, verb.dep_ = verb, "ROOT"
        root.head, root.dep_ = verb, "ccomp"
        voice.head, voice.dep_ = verb, "nsubj"
    return doc


def _find_comma(verb: Token) -> int | None:
    """Find the comma before a short phrase that ends in a verb."""
    start = max(verb.sent.start, verb.i - MOST_WORDS)
    return next((token.i for token in reversed(verb.doc[start : verb.i]) if token.text == ","), None)


def _iter_subjects(verb: Token) -> Iterator[Token]:
    """Iterate over the subjects that the parser gave a verb."""
    return (child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"})


def _is_perfect(verb: Token) -> bool:
    """Tell whether a participle of saying ends its sentence after "has" ("the minister has charged")."""
    is_said = verb.tag_ in {"VBN", "VBD"} and verb.lemma_.lower() in load_reporting().clause
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    is_last = after is None or after.lower_ in _AFTER or after.ent_type_ in {"DATE", "TIME"}
    return is_said and is_last and verb.i > 0 and verb.nbor(-1).lower_ in {"has", "have", "had"}


def _names_voice(phrase: Span) -> bool:
    """Tell whether a phrase names a person, an office or a body."""
    lexicon = load_speakers()
    words = lexicon.roles | lexicon.bodies | lexicon.plural_voices
    last = phrase[-1]
    return last.ent_type_ == "PERSON" or last.lemma_.lower() in words or last.lower_ in words


def _iter_voices(doc: Doc) -> Iterator[_Voices]:
    for verb in doc:
        if not _ends_sentence(verb):
            continue
        comma = _find_comma(verb)
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
